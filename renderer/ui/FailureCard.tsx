import type { ReactNode } from 'react';
import { useTexts } from '../use-texts.ts';
import classes from './DiagnosisCard.module.css';
import { DiagnosisCard } from './DiagnosisCard.tsx';
import { failureKind } from './diagnosis-of.ts';

interface FailureCardProps {
  readonly error: unknown;
  readonly children?: ReactNode;
}

/** Whatever a call threw, as a card that says what to do. */
export function FailureCard({ error, children }: FailureCardProps) {
  const { t } = useTexts();
  const failure = failureKind(error);
  if (failure.kind === 'diagnosed') {
    return <DiagnosisCard diagnosis={failure.diagnosis}>{children}</DiagnosisCard>;
  }
  return (
    <section className={classes['card']} data-tone="bad" aria-label={t('diagnosis.region')} role="alert">
      <h2 className={classes['title']}>{t(`lost.${failure.kind}Title`)}</h2>
      <p className={classes['meaning']}>{t(`lost.${failure.kind}Text`)}</p>
      {failure.kind === 'unexpected' ? <pre className={classes['evidence']}>{failure.detail}</pre> : null}
      {children === undefined ? null : <div className={classes['actions']}>{children}</div>}
    </section>
  );
}
