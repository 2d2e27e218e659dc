import { Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { useTexts } from '../../use-texts.ts';
import type { Draft } from './draft.ts';

interface TemplatePickerProps {
  /** What the template makes of the message. */
  onFill(part: Pick<Draft, 'subject' | 'text' | 'html'>): void;
}

/** Of a set that is not kept in any language, the starting text is offered in English. */
const starterLanguage = 'en';

/** Fills the message with a template of AEM and its sample values. */
export function TemplatePicker({ onFill }: TemplatePickerProps) {
  const { t } = useTexts();
  const { client, queries } = useBackend();
  const sets = useQuery(queries.templates.sets.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const kept = useQuery(queries.templates.list.queryOptions());
  const choices = (sets.data ?? []).flatMap(({ id, title }) => {
    const own = (kept.data ?? []).filter(({ set }) => set === id);
    if (own.length === 0) {
      return [{ set: id, language: starterLanguage, label: t('mail:compose.templateStarter', { title }) }];
    }
    return own.map(({ language }) => ({
      set: id,
      language,
      label: t('mail:compose.templateKept', { title, language }),
    }));
  });
  const fill = useMutation({
    mutationFn: async ({ set, language }: (typeof choices)[number]) => {
      const { text } = await client.templates.open({ set, language });
      return client.templates.render({ text, set });
    },
    onSuccess: ({ subject, body, html }) =>
      onFill({
        subject: subject.replace(/\p{Cc}+/gu, ' '),
        text: html ? '' : body,
        html: html ? body : '',
      }),
  });
  if (choices.length === 0) return null;
  return (
    <>
      <Select
        label={t('mail:compose.template')}
        description={t('mail:compose.templateHelp')}
        placeholder={t('mail:compose.templatePlaceholder')}
        data={choices.map(({ set, language, label }) => ({ value: `${set} ${language}`, label }))}
        value={fill.variables ? `${fill.variables.set} ${fill.variables.language}` : null}
        onChange={(value) => {
          const choice = choices.find(({ set, language }) => `${set} ${language}` === value);
          if (choice) fill.mutate(choice);
        }}
      />
      {fill.isError ? <FailureCard error={fill.error} /> : null}
    </>
  );
}
