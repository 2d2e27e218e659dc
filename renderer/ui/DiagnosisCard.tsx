import { IconAlertTriangle, IconCircleCheck, IconExternalLink, IconUser } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Diagnosis } from '../../preload/contract/index.ts';
import { useTexts } from '../use-texts.ts';
import { CopyButton } from './CopyButton.tsx';
import classes from './DiagnosisCard.module.css';

interface DiagnosisCardProps {
  readonly diagnosis: Diagnosis;
  /** Actions, such as trying again. */
  readonly children?: ReactNode;
}

/** What happened, why, what to do in order, and who can do it. */
export function DiagnosisCard({ diagnosis, children }: DiagnosisCardProps) {
  const { t } = useTexts();
  const fine = diagnosis.class === 'none';
  const Icon = fine ? IconCircleCheck : IconAlertTriangle;
  return (
    <section
      className={classes['card']}
      data-tone={fine ? 'good' : 'bad'}
      aria-label={fine ? t('diagnosis.fineRegion') : t('diagnosis.region')}
    >
      <h2 className={classes['title']}>
        <Icon size={18} aria-hidden className={classes['icon']} />
        {diagnosis.title}
      </h2>
      <p className={classes['meaning']}>{diagnosis.meaning}</p>
      {diagnosis.matched || fine ? null : <p className={classes['unmatched']}>{t('diagnosis.unmatched')}</p>}
      <div className={classes['columns']}>
        <Steps title={t('diagnosis.fix')} items={diagnosis.fix} ordered />
        <Steps
          title={diagnosis.causes.length > 1 ? t('diagnosis.whyMany') : t('diagnosis.why')}
          items={diagnosis.causes}
        />
      </div>
      {fine ? null : <Facts diagnosis={diagnosis} />}
      <details className={classes['details']}>
        <summary>{t('diagnosis.details')}</summary>
        <p className={classes['evidenceTitle']}>
          {t('diagnosis.evidence')} · {t(`diagnosis.confidence.${diagnosis.confidence}`)} · {diagnosis.id}
        </p>
        <pre className={classes['evidence']}>{diagnosis.evidence}</pre>
        <Findings diagnosis={diagnosis} />
      </details>
      <div className={classes['actions']}>
        {children}
        {diagnosis.request ? (
          <CopyButton
            value={diagnosis.request}
            name={t('diagnosis.copyRequest')}
            label={t('diagnosis.copyRequest')}
          />
        ) : null}
        <CopySupport diagnosis={diagnosis} />
      </div>
    </section>
  );
}

function Steps({ title, items, ordered }: { title: string; items: readonly string[]; ordered?: boolean }) {
  if (items.length === 0) return null;
  const List = ordered ? 'ol' : 'ul';
  return (
    <div>
      <h3 className={classes['heading']}>{title}</h3>
      <List className={ordered ? classes['fix'] : classes['causes']}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </List>
    </div>
  );
}

function Facts({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTexts();
  return (
    <p className={classes['facts']}>
      <span className={classes['fixer']}>
        <IconUser size={14} aria-hidden />
        {t(`diagnosis.fixer.${diagnosis.fixer}`)}
      </span>
      {diagnosis.retryable ? <span>{t('diagnosis.retryable')}</span> : null}
      {diagnosis.link === null ? null : (
        <a className={classes['link']} href={diagnosis.link} target="_blank" rel="noopener noreferrer">
          {t('diagnosis.learnMore')}
          <IconExternalLink size={13} aria-hidden />
        </a>
      )}
    </p>
  );
}

/** What else the text held: coded answers, other failures, what support will ask for. */
function Findings({ diagnosis: { decoded, contributing, trace } }: { diagnosis: Diagnosis }) {
  const { t } = useTexts();
  const ids = Object.values(trace ?? {}).filter(Boolean);
  return (
    <>
      {decoded && decoded.length > 0 ? (
        <>
          <p className={classes['evidenceTitle']}>{t('diagnosis.decoded')}</p>
          <pre className={classes['evidence']}>{decoded.join('\n')}</pre>
        </>
      ) : null}
      {ids.length > 0 ? (
        <p className={classes['evidenceTitle']}>{t('diagnosis.trace', { ids: ids.join(' · ') })}</p>
      ) : null}
      <Steps title={t('diagnosis.contributing')} items={(contributing ?? []).map(({ title }) => title)} />
    </>
  );
}

function CopySupport({ diagnosis }: { diagnosis: Diagnosis }) {
  const { t } = useTexts();
  const text = [
    t('diagnosis.support.title', { title: diagnosis.title }),
    t('diagnosis.support.meaning', { meaning: diagnosis.meaning }),
    t('diagnosis.support.id', { id: diagnosis.id, class: diagnosis.class }),
    t('diagnosis.support.evidence', { evidence: diagnosis.evidence }),
  ].join('\n');
  return <CopyButton value={text} name={t('diagnosis.copySupport')} label={t('diagnosis.copySupport')} />;
}
