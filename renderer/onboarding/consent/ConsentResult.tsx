import { Button, Group } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ConsentEvent } from '../../../preload/contract/index.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Consent.module.css';

interface ConsentResultProps {
  readonly done: Extract<ConsentEvent, { event: 'done' }>;
  /** Of the mailbox. */
  readonly address: string;
  onAgain(): void;
  onContinue(): void;
}

/** Who signed in, what was granted and what was not. */
export function ConsentResult({ done, address, onAgain, onContinue }: ConsentResultProps) {
  const { t } = useTexts();
  const format = useFormat();
  const { grantedScopes, missingScopes, signedInAs } = done;
  const complete = missingScopes.length === 0;
  return (
    <div className={classes['column']}>
      <Surface title={t('onboarding:consent.done')}>
        <p className={classes['text']} role="status">
          {grantedScopes.length === 0
            ? t('onboarding:consent.doneNoScopes')
            : t('onboarding:consent.doneText', {
                granted: format.number(grantedScopes.length),
                total: format.number(grantedScopes.length + missingScopes.length),
              })}
        </p>
        {signedInAs === null ? null : (
          <p className={classes['warning']}>{t('onboarding:consent.signedInAs', { signedInAs, address })}</p>
        )}
        <Scopes title={t('onboarding:consent.granted')} scopes={grantedScopes} granted />
        <Scopes title={t('onboarding:consent.missing')} scopes={missingScopes} />
        {complete ? null : <p className={classes['text']}>{t('onboarding:consent.missingText')}</p>}
        {done.expiresAt === null ? null : (
          <p className={classes['text']}>
            {t('onboarding:consent.tokenExpires')} <RelativeTime at={done.expiresAt} />
          </p>
        )}
        <Group gap="xs">
          {complete && signedInAs === null ? null : (
            <Button variant={complete ? 'default' : 'filled'} onClick={onAgain}>
              {t('onboarding:consent.again')}
            </Button>
          )}
          <Button variant={complete ? 'filled' : 'default'} onClick={onContinue}>
            {t('onboarding:consent.toChecks')}
          </Button>
        </Group>
      </Surface>
    </div>
  );
}

function Scopes({ title, scopes, granted = false }: { title: string; scopes: string[]; granted?: boolean }) {
  if (scopes.length === 0) return null;
  const Icon = granted ? IconCheck : IconX;
  return (
    <>
      <h3 className={classes['scopesTitle']}>{title}</h3>
      <ul className={classes['scopes']} data-granted={granted}>
        {scopes.map((scope) => (
          <li key={scope}>
            <Icon size={14} stroke={2.4} aria-hidden />
            <code>{scope}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
