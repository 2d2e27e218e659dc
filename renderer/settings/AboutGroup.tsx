import { useQuery } from '@tanstack/react-query';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './SettingsPage.module.css';

export function AboutGroup() {
  const { t } = useTexts();
  const { queries } = useBackend();
  const about = useQuery(queries.settings.about.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  return (
    <Surface title={t('settings:aboutGroup')}>
      {about.isError ? <FailureCard error={about.error} /> : null}
      <dl className={classes['facts']}>
        {about.data === undefined ? null : (
          <>
            <dt>{t('settings:version')}</dt>
            <dd>{about.data.version}</dd>
            <dt>{t('settings:host')}</dt>
            <dd>{t(`settings:hostOption.${about.data.host}`)}</dd>
            <dt>{t('settings:dataFolder')}</dt>
            <dd>{about.data.dataFolder}</dd>
          </>
        )}
      </dl>
    </Surface>
  );
}
