import { Button, TextInput } from '@mantine/core';
import { IconWorldSearch } from '@tabler/icons-react';
import type { Discovered } from '../../../preload/contract/index.ts';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './CustomSetup.module.css';
import type { CustomFormApi } from './CustomSetup.tsx';
import { checkIssuer } from './custom-form.ts';

interface IssuerFieldsProps {
  readonly form: CustomFormApi;
  readonly discovered: Discovered | undefined;
  readonly pending: boolean;
  readonly error: unknown;
  onDiscover(): void;
}

export function IssuerFields({ form, discovered, pending, error, onDiscover }: IssuerFieldsProps) {
  const { t } = useTexts();
  return (
    <Surface title={t('onboarding:custom.signInGroup')}>
      <div className={classes['fields']}>
        <div className={classes['row']}>
          <TextInput
            type="url"
            required
            spellCheck={false}
            label={t('onboarding:custom.issuer')}
            description={t('onboarding:custom.issuerHelp')}
            {...form.getInputProps('issuer')}
          />
          <Button
            size="sm"
            variant="default"
            leftSection={<IconWorldSearch size={16} aria-hidden />}
            loading={pending}
            disabled={checkIssuer(form.values.issuer) !== null}
            onClick={onDiscover}
          >
            {t('onboarding:custom.discover')}
          </Button>
        </div>
        {error && !pending ? (
          <FailureCard error={error} />
        ) : (
          <Found discovered={discovered} pending={pending} />
        )}
      </div>
    </Surface>
  );
}

function Found({ discovered, pending }: { discovered: Discovered | undefined; pending: boolean }) {
  const { t } = useTexts();
  if (!discovered) {
    return (
      <div className={classes['found']} role="status">
        <span className={classes['hint']}>
          {pending ? t('onboarding:custom.discovering') : t('onboarding:custom.notDiscovered')}
        </span>
      </div>
    );
  }
  const { endpoints, scopesSupported } = discovered;
  const rows = [
    ['authorization', endpoints.authorization],
    ['token', endpoints.token],
    ['revocation', endpoints.revocation],
    ['scopes', scopesSupported.join(' ')],
  ] as const;
  return (
    <dl className={classes['found']} aria-label={t('onboarding:custom.found')}>
      {rows.map(([name, value]) => (
        <FoundRow key={name} name={t(`onboarding:custom.endpoint.${name}`)} value={value} />
      ))}
    </dl>
  );
}

function FoundRow({ name, value }: { name: string; value: string | undefined }) {
  const { t } = useTexts();
  return (
    <>
      <dt>{name}</dt>
      <dd>{value || t('onboarding:custom.notOffered')}</dd>
    </>
  );
}
