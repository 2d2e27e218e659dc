import type { EditorView } from '@codemirror/view';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { useId, useMemo } from 'react';
import type { TemplateSetInfo } from '../../../preload/contract/index.ts';
import { useTexts } from '../../use-texts.ts';
import type { SourceWords } from '../source/source-state.ts';
import classes from './FormView.module.css';
import { type FormField, formFields } from './form-fields.ts';
import type { Analysis } from './use-analysis.ts';
import type { KeyEdits } from './use-key-edits.ts';
import { ValueField } from './ValueField.tsx';

interface FormViewProps {
  readonly set: TemplateSetInfo;
  readonly analysis: Analysis;
  readonly words: SourceWords;
  readonly language: string;
  readonly edits: KeyEdits;
  onFocus(view: EditorView): void;
}

/** One field a key. */
export function FormView({ set, analysis, words, language, edits, onFocus }: FormViewProps) {
  const fields = useMemo(() => formFields(set, analysis.entries, analysis.findings), [set, analysis]);
  return (
    <div className={classes['form']}>
      {fields.map((field) => (
        <Field
          key={field.key}
          field={field}
          set={set}
          words={words}
          language={language}
          edits={edits}
          onFocus={onFocus}
        />
      ))}
    </div>
  );
}

interface FieldProps extends Omit<FormViewProps, 'analysis'> {
  readonly field: FormField;
}

function Field({ field, set, words, language, edits, onFocus }: FieldProps) {
  const { t } = useTexts();
  const id = useId();
  const unknown = field.title === null;
  return (
    <div className={classes['key']} data-unknown={unknown}>
      <div className={classes['head']}>
        <span className={classes['label']} id={`${id}-label`}>
          {field.title ?? t('templatesPage:form.unknownKey')} <code>{field.key}</code>
        </span>
        {field.missing ? (
          <span className={classes['missing']} data-needed={field.needed}>
            {t(field.needed ? 'templatesPage:form.missing' : 'templatesPage:form.missingOptional')}
          </span>
        ) : null}
        {unknown ? (
          <Button
            variant="subtle"
            color="red"
            size="compact-xs"
            leftSection={<IconTrash size={13} aria-hidden />}
            onClick={() => void edits.change({ kind: 'remove', key: field.key })}
          >
            {t('templatesPage:form.removeKey', { key: field.key })}
          </Button>
        ) : null}
      </div>
      <ValueField
        labelledBy={`${id}-label`}
        describedBy={`${id}-help`}
        value={field.value}
        variables={set.variables}
        words={words}
        language={language}
        readOnly={unknown}
        singleLine={field.key === 'subject'}
        hold={edits.hold}
        onChange={(value) => edits.change({ kind: 'set', key: field.key, value })}
        onFocus={onFocus}
      />
      <ul className={classes['findings']} id={`${id}-help`}>
        {field.findings
          .filter(({ severity }) => severity !== 'info')
          .map(({ rule, from, severity, message }) => (
            <li key={`${rule} ${from}`} data-severity={severity}>
              <IconAlertTriangle size={13} aria-hidden />
              {message}
            </li>
          ))}
      </ul>
    </div>
  );
}
