import { useQuery } from '@tanstack/react-query';
import type { MailProtocol, RunChange } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { commonName } from '../certificate.ts';
import { protocols } from '../protocols.ts';
import classes from './History.module.css';

interface RunChangesProps {
  readonly account: string;
  readonly run: string;
}

/** What is different from the last good run before; nothing where there was none. */
export function RunChanges({ account, run }: RunChangesProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const comparison = useQuery(queries.mail.history.compare.queryOptions({ input: { account, run } }));
  const sentence = useSentence();
  if (!comparison.data?.with) return null;
  const { changes, with: good } = comparison.data;
  return (
    <Surface title={t('mail:history.compared')} aside={<RelativeTime at={good.at} />}>
      {changes.length === 0 ? (
        <p className={classes['note']}>{t('mail:history.same')}</p>
      ) : (
        <ul className={classes['changes']}>
          {changes.filter(isTold).map((change) => (
            <li key={`${change.protocol} ${change.step} ${change.change}`} data-change={change.change}>
              <strong>
                {t(`protocol.${change.protocol}`)}, {t(`mail:step.${change.step}`)}:
              </strong>{' '}
              {sentence(change)}
            </li>
          ))}
          {protocols.map((protocol) => (
            <NotReached key={protocol} protocol={protocol} changes={changes} />
          ))}
        </ul>
      )}
    </Surface>
  );
}

type Told = Exclude<RunChange, { readonly change: 'not-reached' }>;

/** What was not reached follows from what broke: one line a protocol is enough. */
function isTold(change: RunChange): change is Told {
  return change.change !== 'not-reached';
}

function NotReached({ protocol, changes }: { protocol: MailProtocol; changes: readonly RunChange[] }) {
  const { t } = useTexts();
  const format = useFormat();
  const steps = changes.filter((change) => change.protocol === protocol && !isTold(change));
  if (steps.length === 0) return null;
  const names = format.list(steps.map(({ step }) => t(`mail:step.${step}`)));
  return (
    <li>
      <strong>{t(`protocol.${protocol}`)}:</strong> {t('mail:change.not-reached', { names })}
    </li>
  );
}

function useSentence(): (change: Told) => string {
  const { t } = useTexts();
  const format = useFormat();
  return (change) => {
    switch (change.change) {
      case 'broke':
      case 'mended':
        return t(`mail:change.${change.change}`);
      case 'slower':
      case 'faster':
        return t(`mail:change.${change.change}`, {
          was: format.duration(change.wasMs),
          is: format.duration(change.ms),
        });
      case 'address':
      case 'tls-version':
      case 'cipher':
        return t(`mail:change.${change.change}`, { was: change.was, is: change.is });
      case 'certificate':
        return t('mail:change.certificate', {
          was: commonName(change.was.issuer),
          is: commonName(change.is.issuer),
          date: change.is.validTo === null ? '' : format.date(change.is.validTo.slice(0, 10)),
        });
      case 'capabilities':
        return [
          change.added.length === 0 ? '' : t('mail:change.added', { names: format.list(change.added) }),
          change.removed.length === 0 ? '' : t('mail:change.removed', { names: format.list(change.removed) }),
        ]
          .filter((part) => part !== '')
          .join(' ');
    }
  };
}
