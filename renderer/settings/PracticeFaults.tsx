import { Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PracticeFaults as Faults } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './SettingsPage.module.css';

const choices = {
  token: ['server-error', 'html', 'empty', 'stall', 'no-refresh-token', 'invalid-grant'],
  refusedScope: ['mail.send', 'mail.read'],
  smtp: ['stall', 'drop-tls'],
  imap: ['stall', 'drop-tls'],
  pop3: ['stall', 'drop-tls'],
} as const satisfies { [K in keyof Faults]: readonly Exclude<Faults[K], null>[] };

/** Makes the practice servers fail on purpose, to see what each failure looks like. */
export function PracticeFaults({ faults }: { readonly faults: Faults }) {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const queryClient = useQueryClient();
  const set = useMutation({
    mutationFn: (change: Partial<Faults>) => client.settings.setPracticeFaults(change),
    onSuccess: (status) => queryClient.setQueryData(queries.settings.practiceStatus.queryKey(), status),
  });
  const expire = useMutation({ mutationFn: () => client.settings.expirePracticeTokens() });
  const error = set.error ?? expire.error;
  return (
    <div className={classes['practice']}>
      <p className={classes['intro']}>{t('settings:faults.intro')}</p>
      <div className={classes['faults']}>
        {(['token', 'refusedScope', 'smtp', 'imap', 'pop3'] as const).map((place) => (
          <Select
            key={place}
            size="xs"
            label={t(`settings:faults.place.${place}`)}
            value={faults[place] ?? ''}
            data={[
              { value: '', label: t('settings:faults.none') },
              ...choices[place].map((value) => ({ value, label: t(faultKey(place, value)) })),
            ]}
            allowDeselect={false}
            onChange={(value) => set.mutate({ [place]: value === '' ? null : value } as Partial<Faults>)}
          />
        ))}
      </div>
      <Button
        className={classes['expire'] ?? ''}
        variant="default"
        loading={expire.isPending}
        onClick={() => expire.mutate()}
      >
        {t(expire.isSuccess ? 'settings:faults.expired' : 'settings:faults.expire')}
      </Button>
      {error ? <FailureCard error={error} /> : null}
    </div>
  );
}

/** A dot in a key would lead one level down. */
function faultKey(place: keyof Faults, value: string) {
  return `settings:faults.${place}.${value.replace('.', '-')}` as 'settings:faults.none';
}
