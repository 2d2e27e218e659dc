import { Button, Group, Textarea } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { FileDrop } from '../ui/FileDrop.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './ExplainPage.module.css';

/** Characters; the contract takes no more. */
const LIMIT = 5_000_000;

interface PasteFormProps {
  readonly label: string;
  readonly placeholder: string;
  readonly submit: string;
  readonly pending: boolean;
  /** What was said of the earlier text no longer holds. */
  onChange(): void;
  onSubmit(text: string): void;
}

/** A text to be pasted, or dropped as a file. */
export function PasteForm({ label, placeholder, submit, pending, onChange, onSubmit }: PasteFormProps) {
  const { t } = useTexts();
  const format = useFormat();
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const tooLong = text.length > LIMIT;
  const blank = text.trim() === '';

  const change = (value: string, from: string) => {
    setText(value);
    setNote(from);
    onChange();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!tooLong && !blank) onSubmit(text);
  };
  return (
    <form onSubmit={send}>
      <FileDrop
        limit={LIMIT}
        onFile={async (file) =>
          change(await file.text(), t('explainPage:read', { name: file.name, size: format.size(file.size) }))
        }
      >
        <Textarea
          label={label}
          placeholder={placeholder}
          description={t('explainPage:privacy')}
          rows={8}
          spellCheck={false}
          classNames={{ input: classes['input'] ?? '' }}
          value={text}
          error={tooLong ? t('explainPage:tooLong', { limit: format.size(LIMIT) }) : undefined}
          onChange={(event) => change(event.currentTarget.value, '')}
        />
      </FileDrop>
      <p className={classes['note']} role="status">
        {note}
      </p>
      <Group gap="xs">
        <Button
          type="submit"
          size="sm"
          leftSection={<IconBulb size={16} aria-hidden />}
          disabled={blank || tooLong}
          loading={pending}
        >
          {submit}
        </Button>
        <Button variant="default" size="sm" disabled={text === ''} onClick={() => change('', '')}>
          {t('explainPage:clear')}
        </Button>
      </Group>
    </form>
  );
}
