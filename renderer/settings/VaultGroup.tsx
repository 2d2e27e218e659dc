import { useQuery } from '@tanstack/react-query';
import { useBackend } from '../backend.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './SettingsPage.module.css';

/** What keeps the key; it was chosen at the first start. */
export function VaultGroup() {
  const { t } = useTexts();
  const { queries } = useBackend();
  const status = useQuery(queries.settings.vaultStatus.queryOptions());
  return (
    <Surface title={t('settings:vaultGroup')}>
      {status.data === undefined || status.data.state === 'new' ? null : (
        <>
          <p className={classes['text']}>
            {t('settings:vaultKeeper', { keeper: t(`settings:keeper.${status.data.keeper}.name`) })}
          </p>
          <p className={classes['dim']}>{t(`settings:keeper.${status.data.keeper}.description`)}</p>
        </>
      )}
    </Surface>
  );
}
