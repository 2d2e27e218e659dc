import { Button, Checkbox, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ImportCandidate, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { Breakable } from '../../ui/Breakable.tsx';
import { useFormat } from '../../ui/use-format.tsx';
import { useTexts } from '../../use-texts.ts';
import { allLanguages } from '../language-names.ts';
import { TextView } from '../source/TextView.tsx';
import classes from './ImportTemplates.module.css';
import { type ImportChoice, onlyLanguage, textOf } from './import-choice.ts';

interface CandidateListProps {
  readonly sets: readonly TemplateSetInfo[];
  readonly found: readonly ImportCandidate[];
  readonly choices: readonly ImportChoice[];
  /** Rows that have to be made clear first. */
  readonly wrong: ReadonlySet<number>;
  readonly applying: boolean;
  readonly count: number;
  onChange(choices: readonly ImportChoice[]): void;
  onApply(): void;
}

/** The files at the left, each with what shall become of it; the chosen one's text beside them. */
export function CandidateList(props: CandidateListProps) {
  const { sets, found, choices, wrong, applying, count, onChange, onApply } = props;
  const { t } = useTexts();
  const format = useFormat();
  const [shown, setShown] = useState(() =>
    Math.max(
      0,
      choices.findIndex(({ take }) => take),
    ),
  );
  const candidate = found[shown];
  const choice = choices[shown];
  const change = (index: number, changes: Partial<ImportChoice>) =>
    onChange(choices.map((each, at) => (at === index ? { ...each, ...changes } : each)));
  return (
    <>
      <div className={classes['bar']}>
        <Button size="sm" disabled={count === 0 || wrong.size > 0} loading={applying} onClick={onApply}>
          {t('templatesPage:import.apply', { count, formatted: format.number(count) })}
        </Button>
        <span className={classes['note']}>
          {t(wrong.size > 0 ? 'templatesPage:import.unclear' : 'templatesPage:import.safe')}
        </span>
      </div>
      <div className={classes['found']}>
        <ul className={classes['files']} aria-label={t('templatesPage:import.found')}>
          {found.map((each, index) => {
            const own = choices[index];
            return own === undefined ? null : (
              <li key={each.path} data-current={index === shown} data-wrong={wrong.has(index)}>
                <Checkbox
                  size="xs"
                  aria-label={t('templatesPage:import.take', { path: each.path })}
                  checked={own.take}
                  onChange={(event) => change(index, { take: event.currentTarget.checked })}
                />
                <button type="button" aria-current={index === shown} onClick={() => setShown(index)}>
                  <span className={classes['path']}>
                    <Breakable text={each.path} />
                  </span>
                  <Facts candidate={each} choice={own} sets={sets} />
                </button>
              </li>
            );
          })}
        </ul>
        {candidate && choice ? (
          <Detail
            candidate={candidate}
            choice={choice}
            sets={sets}
            onChange={(changes) => change(shown, changes)}
          />
        ) : null}
      </div>
    </>
  );
}

interface RowProps {
  readonly candidate: ImportCandidate;
  readonly choice: ImportChoice;
  readonly sets: readonly TemplateSetInfo[];
}

function Facts({ candidate, choice, sets }: RowProps) {
  const { t } = useTexts();
  const format = useFormat();
  const set = sets.find(({ id }) => id === choice.set)?.title ?? t('templatesPage:import.setUnknown');
  const language = choice.language ?? t('templatesPage:import.languageUnknown');
  const facts = [
    `${set} · ${language}`,
    format.size(candidate.bytes),
    candidate.shipped ? t('templatesPage:import.shipped') : '',
    candidate.replaces && choice.as !== 'original' ? t('templatesPage:import.replaces') : '',
    candidate.format === 'properties' ? '' : t('templatesPage:import.otherFormat'),
  ];
  return <span className={classes['facts']}>{facts.filter((fact) => fact !== '').join(' · ')}</span>;
}

const purposes = ['both', 'template', 'original'] as const;

interface DetailProps extends RowProps {
  onChange(changes: Partial<ImportChoice>): void;
}

function Detail({ candidate, choice, sets, onChange }: DetailProps) {
  const { t, i18n } = useTexts();
  const languages = useMemo(() => allLanguages(i18n.language), [i18n.language]);
  const variables = useMemo(
    () =>
      (sets.find(({ id }) => id === choice.set) ?? { variables: sets.flatMap((set) => set.variables) })
        .variables,
    [sets, choice.set],
  );
  return (
    <section
      className={classes['detail']}
      aria-label={t('templatesPage:import.contentOf', { path: candidate.path })}
    >
      <div className={classes['fields']}>
        <Select
          size="xs"
          label={t('templatesPage:import.set')}
          data={sets.map(({ id, title }) => ({ value: id, label: title }))}
          value={choice.set}
          onChange={(id) => {
            const set = sets.find((known) => known.id === id)?.id ?? null;
            onChange({ set, language: onlyLanguage(set, sets) ?? choice.language });
          }}
          placeholder={t('templatesPage:import.choose')}
        />
        <Select
          size="xs"
          searchable
          label={t('templatesPage:language')}
          data={languages.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
          placeholder={t('templatesPage:import.choose')}
          disabled={onlyLanguage(choice.set, sets) !== null}
          value={choice.language}
          onChange={(language) => onChange({ language })}
        />
        <Select
          size="xs"
          label={t('templatesPage:import.as')}
          data={purposes.map((as) => ({ value: as, label: t(`templatesPage:import.asOption.${as}`) }))}
          value={choice.as}
          onChange={(value) => {
            const as = purposes.find((purpose) => purpose === value);
            if (as) onChange({ as });
          }}
        />
        {candidate.asUnicode === undefined || !candidate.encoding.startsWith('utf') ? null : (
          <Checkbox
            size="xs"
            className={classes['wide'] ?? ''}
            label={t('templatesPage:import.asUnicode')}
            description={t('templatesPage:import.asUnicodeHelp')}
            checked={choice.asUnicode}
            onChange={(event) => onChange({ asUnicode: event.currentTarget.checked })}
          />
        )}
      </div>
      {candidate.format === 'properties' ? null : (
        <p className={classes['warning']}>{t(`templatesPage:format.${candidate.format}`)}</p>
      )}
      <TextView
        variables={variables}
        text={textOf(candidate, choice)}
        format={candidate.format}
        label={t('templatesPage:import.contentOf', { path: candidate.path })}
      />
    </section>
  );
}
