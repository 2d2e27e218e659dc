import { useSharedTexts, useTexts } from '../../use-texts.ts';
import classes from './RegisterSetup.module.css';
import type { Field, Note } from './register-form.ts';

interface FieldNotesProps {
  readonly notes: readonly Note[];
  readonly field: Field;
  /** Whether an empty field is a fault yet. */
  readonly shown: boolean;
}

/** The first error of a field, in words, for its `error` property. */
export function useFieldError({ notes, field, shown }: FieldNotesProps): string | undefined {
  const say = useNoteText();
  const error = notes.find((note) => note.field === field && note.severity === 'error');
  return error && shown ? say(error) : undefined;
}

/** Warnings stand below the field; they do not keep anybody from going on. */
export function FieldWarnings({ notes, field, shown }: FieldNotesProps) {
  const say = useNoteText();
  const warnings = notes.filter((note) => note.field === field && note.severity === 'warning');
  if (!shown) return null;
  return warnings.map((note) => (
    <p key={say(note)} className={classes['warning']} role="status">
      {say(note)}
    </p>
  ));
}

function useNoteText(): (note: Note) => string {
  const { t } = useTexts();
  const say = useSharedTexts();
  return (note) =>
    'problem' in note
      ? t(`register:invalid.${note.problem}`)
      : say(`preflight:${note.finding.id}`, note.finding.values);
}
