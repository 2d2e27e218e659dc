import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconBulb,
  IconFileText,
  IconHeartRateMonitor,
  IconMailbox,
  IconPackageExport,
  IconSettings,
} from '@tabler/icons-react';
import icon from './icon.svg';
import classes from './NavRail.module.css';
import { formatPage, type Page } from './page.ts';
import { useTexts } from './use-texts.ts';

const entries = [
  { name: 'accounts', Icon: IconMailbox },
  { name: 'mail', Icon: IconHeartRateMonitor },
  { name: 'templates', Icon: IconFileText },
  { name: 'bundles', Icon: IconPackageExport },
  { name: 'explain', Icon: IconBulb },
  { name: 'settings', Icon: IconSettings },
] as const;

/** The pages at the left; icons alone where the window is narrow. */
export function NavRail({ page }: { readonly page: Page }) {
  const { t } = useTexts();
  const narrow = useMediaQuery('(max-width: 999px)', undefined, { getInitialValueInEffect: false });
  const current = page.name === 'onboarding' || page.name === 'bulk' ? 'accounts' : page.name;
  return (
    <nav className={classes['rail']} aria-label={t('nav.label')}>
      <div className={classes['brand']}>
        <img src={icon} alt="" width={24} height={24} />
        <span className={classes['words']}>{t('product')}</span>
      </div>
      <ul className={classes['list']}>
        {entries.map(({ name, Icon }) => (
          <li key={name} className={classes['item']}>
            <Tooltip label={t(`nav.${name}`)} position="right" disabled={!narrow}>
              <a
                className={classes['link']}
                href={formatPage({ name })}
                aria-current={name === current ? 'page' : undefined}
                aria-label={t(`nav.${name}`)}
              >
                <Icon size={19} stroke={1.7} aria-hidden />
                <span className={classes['words']}>{t(`nav.${name}`)}</span>
              </a>
            </Tooltip>
          </li>
        ))}
      </ul>
    </nav>
  );
}
