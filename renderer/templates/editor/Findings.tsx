import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { TemplateFinding, TemplateSeverity } from '../../../preload/contract/index.ts';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import classes from './Findings.module.css';

interface FindingsProps {
  readonly findings: readonly TemplateFinding[];
  /** Whether the text has not changed since. */
  readonly current: boolean;
  readonly readOnly: boolean;
  onShow(finding: TemplateFinding): void;
  onFix(finding: TemplateFinding): void;
}

const icons = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const;
const order: readonly TemplateSeverity[] = ['error', 'warning', 'info'];
const MOST = 200;

/** What was found in the file, the worst first, each with its fix. */
export function Findings({ findings, current, readOnly, onShow, onFix }: FindingsProps) {
  const { t } = useTexts();
  const format = useFormat();
  const [open, setOpen] = useState(true);
  if (findings.length === 0) {
    return (
      <p className={classes['fine']} role="status">
        <IconCircleCheck size={15} aria-hidden />
        {t('templatesPage:findings.none')}
      </p>
    );
  }
  const counts = order
    .map((severity) => ({
      severity,
      count: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ count }) => count > 0);
  const sorted = order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  return (
    <section className={classes['panel']} aria-label={t('templatesPage:findings.title')}>
      <button type="button" className={classes['head']} aria-expanded={open} onClick={() => setOpen(!open)}>
        {counts.map(({ severity, count }) => {
          const Icon = icons[severity];
          return (
            <span key={severity} className={classes['count']} data-severity={severity}>
              <Icon size={14} aria-hidden />
              {t(`templatesPage:findings.${severity}`, { count, formatted: format.number(count) })}
            </span>
          );
        })}
      </button>
      {open ? (
        <ul className={classes['list']}>
          {sorted.slice(0, MOST).map((finding) => {
            const Icon = icons[finding.severity];
            const { fix } = finding;
            return (
              <li key={`${finding.rule} ${finding.from} ${finding.message}`} className={classes['row']}>
                <Icon size={14} className={classes['icon']} data-severity={finding.severity} aria-hidden />
                <button type="button" className={classes['message']} onClick={() => onShow(finding)}>
                  {finding.message}{' '}
                  <span className={classes['place']}>
                    {t('templatesPage:findings.line', { line: format.number(finding.line) })}
                  </span>
                </button>
                {fix === undefined || fix.edits.length === 0 || readOnly ? null : (
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={!current}
                    onClick={() => onFix(finding)}
                  >
                    {fix.title}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      ) : null}
    </section>
  );
}
