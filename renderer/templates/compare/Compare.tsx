import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import type { OpenTemplate, TemplateVersion } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import type { TemplateDocument } from '../source/template-document.ts';
import classes from './Compare.module.css';
import { DiffView } from './DiffView.tsx';

interface CompareProps {
  readonly opened: OpenTemplate;
  readonly document: TemplateDocument;
  readonly readOnly: boolean;
  readonly restoring: boolean;
  onRestore(id: string): void;
}

type Other = 'saved' | 'original' | 'starter';

/** The text as it is now beside what it was, what was imported, or our starter text. */
export function Compare({ opened, document, readOnly, restoring, onRestore }: CompareProps) {
  const { t } = useTexts();
  const { queries } = useBackend();
  const { set, language, original, starter } = opened;
  const settled = useSyncExternalStore(document.subscribe, document.settled);
  const saved = document.keptText();
  const history = useQuery(queries.templates.history.queryOptions({ input: { set, language } }));
  const versions = history.data ?? [];
  const texts: Readonly<Record<Other, string | null>> = { saved, original, starter };
  const first: Other = original !== null ? 'original' : saved !== null ? 'saved' : 'starter';
  const [chosen, setChosen] = useState<string>(first);
  const version = versions.find(({ id }) => id === chosen);
  const other = (['saved', 'original', 'starter'] as const).find((name) => name === chosen);
  const past = useQuery({
    ...queries.templates.version.queryOptions({ input: { set, language, id: chosen } }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const before = other ? texts[other] : (past.data?.text ?? null);
  const error = history.error ?? past.error;
  const choices = (['saved', 'original', 'starter'] as const).filter((name) => texts[name] !== null);
  return (
    <div className={classes['compare']}>
      <nav className={classes['choices']} aria-label={t('templatesPage:compare.with')}>
        <h2>{t('templatesPage:compare.with')}</h2>
        <ul>
          {choices.map((name) => (
            <li key={name}>
              <button type="button" aria-current={chosen === name} onClick={() => setChosen(name)}>
                {t(`templatesPage:compare.${name}`)}
              </button>
            </li>
          ))}
        </ul>
        <h2>{t('templatesPage:compare.history')}</h2>
        {versions.length === 0 ? <p>{t('templatesPage:compare.noHistory')}</p> : null}
        <ul>
          {versions.map((each) => (
            <li key={each.id}>
              <Version version={each} current={each.id === chosen} onChoose={setChosen} />
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes['sides']}>
        <div className={classes['bar']}>
          <span>{other ? t(`templatesPage:compare.${other}`) : t('templatesPage:compare.version')}</span>
          <div className={classes['now']}>
            <span>{t('templatesPage:compare.now')}</span>
            {version && !readOnly ? (
              <Button
                leftSection={<IconHistory size={14} aria-hidden />}
                loading={restoring}
                disabled={before === settled.text}
                onClick={() => onRestore(version.id)}
              >
                {t('templatesPage:compare.bringBack')}
              </Button>
            ) : null}
            {other && other !== 'saved' && before !== null && !readOnly ? (
              <Button
                variant="default"
                disabled={before === settled.text}
                onClick={() => document.replace(before)}
              >
                {t('templatesPage:compare.use')}
              </Button>
            ) : null}
          </div>
        </div>
        {error ? <FailureCard error={error} /> : null}
        {before === settled.text ? (
          <p className={classes['same']} role="status">
            {t('templatesPage:compare.same')}
          </p>
        ) : null}
        {before === null ? null : (
          <DiffView
            before={before}
            beforeLabel={other ? t(`templatesPage:compare.${other}`) : t('templatesPage:compare.version')}
            after={settled.text}
            afterLabel={t('templatesPage:compare.now')}
          />
        )}
      </div>
    </div>
  );
}

interface VersionProps {
  readonly version: TemplateVersion;
  readonly current: boolean;
  onChoose(id: string): void;
}

function Version({ version, current, onChoose }: VersionProps) {
  const format = useFormat();
  return (
    <button type="button" aria-current={current} onClick={() => onChoose(version.id)}>
      <RelativeTime at={version.savedAt} />
      <span className={classes['size']}>{format.size(version.bytes)}</span>
    </button>
  );
}
