import type { ProviderSummary } from '../../../preload/contract/index.ts';
import { ExternalLink } from '../../ui/ExternalLink.tsx';
import { useSharedTexts, useTexts } from '../../use-texts.ts';
import classes from './RegisterSetup.module.css';

/** Said before anything is typed: why there is no way in, or a hard one, and what to do instead. */
export function ProviderNotice({ provider }: { readonly provider: ProviderSummary }) {
  const { t } = useTexts();
  const say = useSharedTexts();
  const { notice, portal, grants } = provider;
  if (notice === null) return null;
  const closed = grants.length === 0 || provider.support === 'closed';
  return (
    <section className={classes['notice']} aria-labelledby="provider-notice">
      <h2 id="provider-notice">{t(closed ? 'register:closedTitle' : 'register:limitedTitle')}</h2>
      <p>{say(notice.why)}</p>
      <p>
        <strong>{say(notice.instead)}</strong>
      </p>
      {portal.application ? (
        <p>
          <ExternalLink href={portal.application}>{t('register:openApplication')}</ExternalLink>
        </p>
      ) : portal.docs && closed ? (
        <p>
          <ExternalLink href={portal.docs}>{t('register:docs')}</ExternalLink>
        </p>
      ) : null}
      {grants.length === 0 ? <p>{t('register:closedEnd')}</p> : null}
    </section>
  );
}
