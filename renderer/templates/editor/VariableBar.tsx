import { Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { TemplateVariable } from '../../../preload/contract/index.ts';
import { useTexts } from '../../use-texts.ts';
import classes from './VariableBar.module.css';

interface VariableBarProps {
  readonly variables: readonly TemplateVariable[];
  readonly disabled: boolean;
  onInsert(name: string): void;
}

/** So many fit into two lines. */
const FEW = 7;

/** The variables AEM fills, to be put where the cursor is. */
export function VariableBar({ variables, disabled, onInsert }: VariableBarProps) {
  const { t } = useTexts();
  const [all, setAll] = useState(false);
  const more = variables.length > FEW;
  return (
    <section
      className={classes['bar']}
      data-all={all || !more}
      aria-label={t('templatesPage:variables.title')}
    >
      {more ? (
        <button type="button" className={classes['more']} aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'templatesPage:variables.fewer' : 'templatesPage:variables.all', {
            count: variables.length,
          })}
        </button>
      ) : null}
      {variables.map(({ name, meaning, sample }) => (
        <Tooltip
          key={name}
          multiline
          portalProps={{ target: '#overlays' }}
          maw={320}
          label={
            <>
              {meaning}
              <br />
              {t('templatesPage:variables.sample', { sample })}
            </>
          }
        >
          <button
            type="button"
            className={classes['chip']}
            disabled={disabled}
            aria-label={t('templatesPage:variables.insert', { name, meaning })}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onInsert(name)}
          >
            {name}
          </button>
        </Tooltip>
      ))}
    </section>
  );
}
