import { IconAlertTriangle, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react';
import type { AuthenticationVerdict } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';
import classes from './MessageWay.module.css';

interface VerdictListProps {
  readonly verdicts: readonly AuthenticationVerdict[];
}

const toneOf = (result: AuthenticationVerdict['result']) => {
  switch (result) {
    case 'pass':
      return 'good';
    case 'fail':
    case 'permerror':
      return 'bad';
    case 'softfail':
    case 'policy':
    case 'temperror':
      return 'warn';
    case 'neutral':
    case 'none':
      return 'calm';
  }
};
const icons = {
  good: IconCircleCheck,
  bad: IconAlertTriangle,
  warn: IconAlertTriangle,
  calm: IconCircleMinus,
} as const;

/** SPF, DKIM and DMARC as the receiver says, each with what it means. */
export function VerdictList({ verdicts }: VerdictListProps) {
  const { t } = useTexts();
  return (
    <ul className={classes['verdicts']}>
      {verdicts.map((verdict, index) => {
        const tone = toneOf(verdict.result);
        const Icon = icons[tone];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a message may carry two signatures of one domain
          <li key={index} data-tone={tone}>
            <Icon size={16} aria-hidden />
            <div>
              <strong>
                {t(`mail:method.${verdict.method}`)}: {verdict.result}
              </strong>
              {verdict.domain === undefined ? null : <span className={classes['who']}>{verdict.domain}</span>}
              <p>{t(`mail:authentication.${verdict.meaning}`)}</p>
              <p className={classes['by']}>
                {verdict.reason === undefined
                  ? t('mail:verdictBy', { by: verdict.by })
                  : t('mail:verdictByReason', { by: verdict.by, reason: verdict.reason })}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
