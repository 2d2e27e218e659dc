import type { BulkEvent, BulkProblem, BulkRow } from '../../../preload/contract/index.ts';
import { useProviderName } from '../../use-provider-name.ts';
import { useSharedTexts, useTexts } from '../../use-texts.ts';
import classes from './Bulk.module.css';
import { isThere } from './bulk-run.ts';

interface BulkTableProps {
  readonly rows: readonly BulkRow[];
  readonly outcomes: ReadonlyMap<number, BulkEvent>;
}

/** Each line of the file: what it means, and what is wrong with it. */
export function BulkTable({ rows, outcomes }: BulkTableProps) {
  const { t } = useTexts();
  const providerName = useProviderName();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard has to reach it
    <section className={classes['scroll']} aria-label={t('bulkPage:rows')} tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('bulkPage:column.line')}</th>
            <th scope="col">{t('bulkPage:column.address')}</th>
            <th scope="col">{t('bulkPage:column.provider')}</th>
            <th scope="col">{t('bulkPage:column.signInAs')}</th>
            <th scope="col">{t('bulkPage:column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td>{row.line}</td>
              <td>
                {row.address}
                {row.label === row.address ? null : <span className={classes['dim']}> {row.label}</span>}
              </td>
              <td>{row.provider === null ? '–' : providerName(row.provider)}</td>
              <td>{row.signInAs ?? '–'}</td>
              <td>
                <State row={row} outcome={outcomes.get(row.line)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function State({ row, outcome }: { row: BulkRow; outcome: BulkEvent | undefined }) {
  const { t } = useTexts();
  const say = useSharedTexts();
  const problem = ({ id, column }: BulkProblem) =>
    say(`bulk:problem.${id}`, { column: t(`bulkPage:column.${column}`) });
  switch (outcome?.event) {
    case 'added':
      return <span data-tone="good">{t('bulkPage:added')}</span>;
    case 'failed':
      return <span data-tone="bad">{outcome.diagnosis.title}</span>;
    case undefined:
      if (isThere(row)) return <span className={classes['dim']}>{t('bulkPage:there')}</span>;
      return row.problems.length === 0 ? (
        <span>{t('bulkPage:ready')}</span>
      ) : (
        <span data-tone="bad">{row.problems.map(problem).join(' ')}</span>
      );
  }
}
