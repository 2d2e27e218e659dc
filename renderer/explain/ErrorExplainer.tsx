import { useMutation } from '@tanstack/react-query';
import { useBackend } from '../backend.tsx';
import { DiagnosisCard } from '../ui/DiagnosisCard.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './ExplainPage.module.css';
import { PasteForm } from './PasteForm.tsx';

interface ErrorExplainerProps {
  /** Whose values the advice is filled in with. */
  readonly account?: string;
}

/** Any error text, explained. */
export function ErrorExplainer({ account }: ErrorExplainerProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const explain = useMutation(queries.explain.explain.mutationOptions());
  return (
    <>
      <PasteForm
        label={t('explainPage:text')}
        placeholder={t('explainPage:placeholder')}
        submit={t('explainPage:explain')}
        pending={explain.isPending}
        onChange={explain.reset}
        onSubmit={(text) => explain.mutate({ text, ...(account ? { account } : {}) })}
      />
      <div className={classes['result']} aria-live="polite">
        {explain.isError ? <FailureCard error={explain.error} /> : null}
        {explain.data ? <DiagnosisCard diagnosis={explain.data} /> : null}
      </div>
    </>
  );
}
