import { Button, Checkbox, Group, Modal, Select, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import type { KeptTemplate, TemplateSetId, TemplateSetInfo } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';
import { FailureCard } from '../../ui/FailureCard.tsx';
import { goTo } from '../../use-page.ts';
import { useTexts } from '../../use-texts.ts';
import { allLanguages, languageNames } from '../language-names.ts';
import classes from './NewLanguage.module.css';

interface NewLanguageProps {
  readonly sets: readonly TemplateSetInfo[];
  readonly kept: readonly KeptTemplate[];
  onClose(): void;
}

/** A language from a copy of another, for one set or all at once. */
export function NewLanguage({ sets, kept, onClose }: NewLanguageProps) {
  const { t, i18n } = useTexts();
  const { client, queries } = useBackend();
  const queryClient = useQueryClient();
  const name = useMemo(() => languageNames(i18n.language), [i18n.language]);
  const all = useMemo(() => allLanguages(i18n.language), [i18n.language]);
  const sources = [...new Set(kept.map(({ language }) => language))].sort();
  const [from, setFrom] = useState(sources.includes('en') ? 'en' : (sources[0] ?? 'en'));
  const [to, setTo] = useState<string | null>(null);
  const [left, setLeft] = useState<readonly TemplateSetId[]>([]);
  const has = (set: TemplateSetId, language: string) =>
    kept.some((template) => template.set === set && template.language === language);
  const possible = sets.filter(
    ({ id, locations }) => locations.perLanguage && has(id, from) && !(to !== null && has(id, to)),
  );
  const chosen = possible.filter(({ id }) => !left.includes(id));
  const create = useMutation({
    mutationFn: async (language: string) => {
      for (const { id } of chosen) await client.templates.newLanguage({ set: id, from, to: language });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queries.templates.list.key() }),
    onSuccess: (_data, language) => {
      const [only] = chosen;
      if (chosen.length === 1 && only) goTo({ name: 'templates', set: only.id, language });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to !== null && chosen.length > 0) create.mutate(to);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('templatesPage:newLanguage.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Select
            data-autofocus
            searchable
            label={t('templatesPage:newLanguage.to')}
            description={t('templatesPage:newLanguage.toHelp')}
            placeholder={t('templatesPage:newLanguage.placeholder')}
            data={all.map(({ code, name: label }) => ({ value: code, label: `${label} (${code})` }))}
            value={to}
            onChange={setTo}
          />
          <Select
            label={t('templatesPage:newLanguage.from')}
            data={sources.map((code) => ({ value: code, label: `${name(code)} (${code})` }))}
            value={from}
            onChange={(code) => {
              if (code !== null) setFrom(code);
            }}
          />
          <fieldset className={classes['sets']}>
            <legend>{t('templatesPage:newLanguage.sets')}</legend>
            {possible.map(({ id, title }) => (
              <Checkbox
                key={id}
                label={title}
                checked={!left.includes(id)}
                onChange={(event) =>
                  setLeft(event.currentTarget.checked ? left.filter((each) => each !== id) : [...left, id])
                }
              />
            ))}
            {possible.length === 0 ? <p>{t('templatesPage:newLanguage.nothing')}</p> : null}
          </fieldset>
          {create.isError ? <FailureCard error={create.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={to === null || chosen.length === 0}>
              {t('templatesPage:newLanguage.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
