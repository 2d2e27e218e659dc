import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockExclamation,
  IconKeyOff,
  IconLogin2,
  IconRefresh,
} from '@tabler/icons-react';
import type { Health } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';
import classes from './HealthBadge.module.css';

const looks = {
  ready: { Icon: IconCircleCheck, tone: 'good' },
  refreshing: { Icon: IconRefresh, tone: 'calm' },
  'expires-soon': { Icon: IconClockExclamation, tone: 'warn' },
  'secret-expires': { Icon: IconKeyOff, tone: 'warn' },
  'needs-sign-in': { Icon: IconLogin2, tone: 'bad' },
  failing: { Icon: IconAlertTriangle, tone: 'bad' },
} as const satisfies Record<Health, unknown>;

/** One word, told by icon and text; colour only underlines it. */
export function HealthBadge({ health }: { readonly health: Health }) {
  const { t } = useTexts();
  const { Icon, tone } = looks[health];
  return (
    <span className={classes['badge']} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      {t(`health.${health}`)}
    </span>
  );
}
