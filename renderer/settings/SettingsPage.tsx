import { PageHeader } from '../ui/PageHeader.tsx';
import { useTexts } from '../use-texts.ts';
import { AboutGroup } from './AboutGroup.tsx';
import { AppearanceGroup } from './AppearanceGroup.tsx';
import { DoctorGroup } from './DoctorGroup.tsx';
import { PracticeGroup } from './PracticeGroup.tsx';
import classes from './SettingsPage.module.css';
import { VaultGroup } from './VaultGroup.tsx';

export function SettingsPage() {
  const { t } = useTexts();
  return (
    <>
      <PageHeader title={t('settings:title')} />
      <div className={classes['groups']}>
        <div className={classes['column']}>
          <AppearanceGroup />
          <VaultGroup />
          <AboutGroup />
        </div>
        <PracticeGroup />
        <div className={classes['wide']}>
          <DoctorGroup />
        </div>
      </div>
    </>
  );
}
