import type { ProviderSummary } from '../../../preload/contract/index.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ExternalLink } from '../../ui/ExternalLink.tsx';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from '../drafts/draft.ts';
import { adminConsentLink } from './admin-consent.ts';
import classes from './RegisterChecklist.module.css';

interface AdminMessageProps {
  readonly provider: ProviderSummary;
  readonly draft: Draft;
}

/** The link where an administrator agrees for all, and a message to send it with. */
export function AdminMessage({ provider, draft }: AdminMessageProps) {
  const { t } = useTexts();
  const consent = adminConsentLink(provider, draft);
  if (consent === null) return <p className={classes['hint']}>{t('register:admin.needsIds')}</p>;
  const message = t('register:admin.text', {
    clientId: draft.clientId.trim(),
    tenant: consent.tenant,
    address: draft.address.trim(),
    url: consent.url,
    permissions: provider.permissions
      .filter(({ kind }) => kind === (draft.grant === 'client_credentials' ? 'application' : 'delegated'))
      .map(({ name }) => name)
      .join(', '),
  });
  return (
    <div className={classes['admin']}>
      <CopyButton
        value={message}
        name={t('register:admin.message')}
        label={t('register:admin.copyMessage')}
      />
      <ExternalLink href={consent.url}>{t('register:admin.link')}</ExternalLink>
    </div>
  );
}
