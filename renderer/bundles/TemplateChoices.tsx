import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useBackend } from '../backend.tsx';
import { formatPage } from '../page.ts';
import { languageNames } from '../templates/language-names.ts';
import { useTexts } from '../use-texts.ts';
import type { TemplateChoice } from './bundle-form.ts';
import classes from './ExportPanel.module.css';
import { isChosen, templateGroups, toggleLanguage, toggleSet } from './template-choices.ts';

interface TemplateChoicesProps {
  readonly chosen: readonly TemplateChoice[];
  onChange(chosen: readonly TemplateChoice[]): void;
}

/** Which of the kept templates to take along: whole sets, or single languages of them. */
export function TemplateChoices({ chosen, onChange }: TemplateChoicesProps) {
  const { t, i18n } = useTexts();
  const { queries } = useBackend();
  const sets = useQuery(queries.templates.sets.queryOptions());
  const kept = useQuery(queries.templates.list.queryOptions());
  const name = useMemo(() => languageNames(i18n.language), [i18n.language]);
  const groups = useMemo(() => templateGroups(sets.data ?? [], kept.data ?? []), [sets.data, kept.data]);
  if (!sets.data || !kept.data) return null;
  return (
    <fieldset className={classes['radios']}>
      <legend>{t('bundlesPage:templates')}</legend>
      {groups.length === 0 ? (
        <p className={classes['calm']}>
          {t('bundlesPage:noTemplates')}{' '}
          <a className={classes['link']} href={formatPage({ name: 'templates' })}>
            {t('bundlesPage:toTemplates')}
          </a>
        </p>
      ) : null}
      {groups.map((group) => {
        const { set, languages } = group;
        const count = languages.filter((language) => isChosen(chosen, set.id, language)).length;
        return (
          <div key={set.id} className={classes['set']}>
            <Checkbox
              label={set.title}
              checked={count === languages.length}
              indeterminate={count > 0 && count < languages.length}
              onChange={() => onChange(toggleSet(chosen, group))}
            />
            {languages.length > 1 && count > 0 ? (
              <div className={classes['languages']}>
                {languages.map((language) => (
                  <Checkbox
                    key={language}
                    size="xs"
                    label={name(language)}
                    aria-label={`${name(language)}, ${set.title}`}
                    checked={isChosen(chosen, set.id, language)}
                    onChange={() => onChange(toggleLanguage(chosen, group, language))}
                  />
                ))}
              </div>
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
