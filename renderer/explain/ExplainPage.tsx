import { Button, Group, Textarea } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useBackend } from '../backend.tsx';
import { DiagnosisCard } from '../ui/DiagnosisCard.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { FileDrop } from '../ui/FileDrop.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useFormat } from '../ui/use-format.tsx';
import { useTexts } from '../use-texts.ts';
import classes from './ExplainPage.module.css';

/** Characters; the contract takes no more. */
const LIMIT = 5_000_000;

export function ExplainPage() {
  const { t } = useTexts();
  const format = useFormat();
  const { queries } = useBackend();
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const explain = useMutation(queries.explain.explain.mutationOptions());
  const tooLong = text.length > LIMIT;
  const blank = text.trim() === '';

  const change = (value: string, from: string) => {
    setText(value);
    setNote(from);
    explain.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!tooLong && !blank) explain.mutate({ text });
  };
  return (
    <>
      <PageHeader title={t('explainPage:title')} subtitle={t('explainPage:subtitle')} />
      <form onSubmit={submit}>
        <FileDrop
          limit={LIMIT}
          onText={(content, file) =>
            change(content, t('explainPage:read', { name: file.name, size: format.size(file.size) }))
          }
        >
          <Textarea
            label={t('explainPage:text')}
            placeholder={t('explainPage:placeholder')}
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
            loading={explain.isPending}
          >
            {t('explainPage:explain')}
          </Button>
          <Button variant="default" size="sm" disabled={text === ''} onClick={() => change('', '')}>
            {t('explainPage:clear')}
          </Button>
        </Group>
      </form>
      <div className={classes['result']} aria-live="polite">
        {explain.isError ? <FailureCard error={explain.error} /> : null}
        {explain.data ? <DiagnosisCard diagnosis={explain.data} /> : null}
      </div>
    </>
  );
}
