import type { TranscriptLine } from '../../preload/contract/index.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useTexts } from '../use-texts.ts';
import { type CheckRun, linesOfStep } from './check-run.ts';
import classes from './Transcript.module.css';
import type { StepChoice } from './Waterfall.tsx';

interface TranscriptProps {
  readonly run: CheckRun;
  readonly chosen: StepChoice | null;
}

/** The dialogue of the chosen step, secrets masked before it got here. */
export function Transcript({ run, chosen }: TranscriptProps) {
  const { t } = useTexts();
  const lane = run.lanes.find(({ protocol }) => protocol === chosen?.protocol);
  const step = lane && chosen ? lane.steps[chosen.index] : undefined;
  if (!lane || !chosen || !step) return <Hint text={t('mail:transcriptHint')} />;
  if (!lane.result) return <Hint text={t('mail:transcriptPending')} />;
  const lines = linesOfStep(lane.result, chosen.index);
  const title = t('mail:transcriptOf', {
    protocol: t(`protocol.${lane.protocol}`),
    step: t(`mail:step.${step.name}`),
  });
  return (
    <Surface
      title={title}
      aside={<CopyButton value={asText(lane.result.transcript)} name={t('mail:copyTranscript')} />}
    >
      {step.detail === undefined || step.tls ? null : <p className={classes['detail']}>{step.detail}</p>}
      {lines.length === 0 ? (
        <p className={classes['hint']}>{t('mail:transcriptNone')}</p>
      ) : (
        <Lines lines={lines} />
      )}
    </Surface>
  );
}

function Hint({ text }: { text: string }) {
  const { t } = useTexts();
  return (
    <Surface title={t('mail:transcript')}>
      <p className={classes['hint']}>{text}</p>
    </Surface>
  );
}

function Lines({ lines }: { lines: readonly TranscriptLine[] }) {
  const { t } = useTexts();
  return (
    <ol className={classes['lines']}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a finished transcript never changes its order
        <li key={index} data-from={line.from}>
          <span className={classes['from']}>{t(`mail:from.${line.from}`)}</span>
          <span className={classes['text']}>{line.text}</span>
        </li>
      ))}
    </ol>
  );
}

function asText(lines: readonly TranscriptLine[]): string {
  const marks = { client: 'C:', server: 'S:', note: '*' } as const;
  return lines.map(({ from, text }) => `${marks[from]} ${text}`).join('\n');
}
