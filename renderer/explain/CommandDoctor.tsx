import { IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { CommandMistake, CommandReport } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './CommandDoctor.module.css';
import pageClasses from './ExplainPage.module.css';
import { PasteForm } from './PasteForm.tsx';

/** Finds what is wrong with a pasted request, and writes it as it should be. */
export function CommandDoctor() {
  const { t } = useTexts();
  const { queries } = useBackend();
  const examine = useMutation(queries.explain.examineCommand.mutationOptions());
  return (
    <>
      <PasteForm
        label={t('explainPage:command')}
        placeholder={t('explainPage:commandPlaceholder')}
        submit={t('explainPage:examine')}
        pending={examine.isPending}
        onChange={examine.reset}
        onSubmit={(text) => examine.mutate({ text })}
      />
      <div className={pageClasses['result']} aria-live="polite">
        {examine.isError ? <FailureCard error={examine.error} /> : null}
        {examine.data ? <Report report={examine.data} /> : null}
      </div>
    </>
  );
}

function Report({ report }: { report: CommandReport }) {
  const { t } = useTexts();
  const format = useFormat();
  const { kind, mistakes, hints, corrected } = report;
  if (kind === 'none') {
    return (
      <p className={classes['verdict']} data-tone="calm">
        <IconHelpCircle size={18} aria-hidden />
        {t('explainPage:noCommand')}
      </p>
    );
  }
  return (
    <div className={classes['report']}>
      {mistakes.length === 0 ? (
        <p className={classes['verdict']} data-tone="good">
          <IconCircleCheck size={18} aria-hidden />
          {t(`explainPage:right.${kind}`)}
        </p>
      ) : (
        <Surface
          title={t('explainPage:mistakes', {
            count: mistakes.length,
            formatted: format.number(mistakes.length),
          })}
        >
          <Mistakes mistakes={mistakes} />
        </Surface>
      )}
      {corrected === null ? null : (
        <Surface
          title={t('explainPage:corrected')}
          aside={
            <CopyButton
              value={corrected}
              name={t('explainPage:corrected')}
              label={t('explainPage:copyCorrected')}
            />
          }
        >
          <pre className={classes['corrected']}>{corrected}</pre>
        </Surface>
      )}
      {hints.length === 0 ? null : (
        <Surface title={t('explainPage:hints')}>
          <Mistakes mistakes={hints} />
        </Surface>
      )}
    </div>
  );
}

function Mistakes({ mistakes }: { mistakes: readonly CommandMistake[] }) {
  const { t } = useTexts();
  return (
    <ol className={classes['mistakes']}>
      {mistakes.map(({ found, correct, why }) => (
        <li key={`${found}\n${correct}\n${why}`}>
          <dl>
            <dt>{t('explainPage:found')}</dt>
            <dd data-kind="found">{found}</dd>
            <dt>{t('explainPage:correct')}</dt>
            <dd data-kind="correct">{correct}</dd>
          </dl>
          <p>{why}</p>
        </li>
      ))}
    </ol>
  );
}
