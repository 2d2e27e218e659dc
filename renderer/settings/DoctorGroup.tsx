import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DoctorCheck } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './SettingsPage.module.css';

const named = [
  'runtime',
  'dataFolder',
  'accountsFile',
  'vault',
  'keyring',
  'loopback4',
  'loopback6',
] as const;

/** Whether this installation has what it needs. */
export function DoctorGroup() {
  const { t } = useTexts();
  const { queries } = useBackend();
  const doctor = useQuery(queries.settings.doctor.queryOptions());
  return (
    <Surface
      title={t('settings:doctorGroup')}
      aside={
        <Button variant="default" loading={doctor.isFetching} onClick={() => void doctor.refetch()}>
          {t('settings:doctorRun')}
        </Button>
      }
    >
      {doctor.isError ? <FailureCard error={doctor.error} /> : null}
      <ul className={classes['checks']}>
        {(doctor.data ?? []).map((check) => (
          <Check key={check.check} check={check} />
        ))}
      </ul>
    </Surface>
  );
}

function Check({ check }: { check: DoctorCheck }) {
  const { t } = useTexts();
  const name = named.find((known) => known === check.check);
  const Icon = check.ok ? IconCircleCheck : IconAlertTriangle;
  return (
    <li className={classes['check']} data-ok={check.ok}>
      <Icon size={16} role="img" aria-label={t(check.ok ? 'settings:doctorOk' : 'settings:doctorBad')} />
      <strong>{name ? t(`settings:doctorCheck.${name}`) : check.check}</strong>
      <span>
        {check.detail}
        {check.fix === undefined ? null : <span className={classes['fix']}>{check.fix}</span>}
      </span>
    </li>
  );
}
