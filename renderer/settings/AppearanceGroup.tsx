import { SegmentedControl, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Language } from '../../preload/contract/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { Surface } from '../ui/Surface.tsx';
import { useTexts } from '../use-texts.ts';
import { languageName, languages } from './language-name.ts';
import classes from './SettingsPage.module.css';

const schemes = ['auto', 'light', 'dark'] as const;
const SYSTEM = 'system';

export function AppearanceGroup() {
  const { t } = useTexts();
  const { queries } = useBackend();
  const queryClient = useQueryClient();
  const settings = useQuery(queries.settings.get.queryOptions());
  const set = useMutation(
    queries.settings.set.mutationOptions({
      /** Diagnoses come in the new language too. */
      onSuccess: () => queryClient.invalidateQueries(),
    }),
  );
  const system: Language = settings.data?.resolvedLanguage ?? 'en';
  const choose = (value: string | null) => {
    const language = languages.find((known) => known === value) ?? null;
    if (value !== null) set.mutate({ language });
  };
  return (
    <Surface title={t('settings:appearanceGroup')}>
      <div className={classes['fields']}>
        <Select
          label={t('settings:language')}
          description={t('settings:languageHelp')}
          data={[
            { value: SYSTEM, label: t('settings:languageSystem', { language: languageName(system) }) },
            ...languages.map((language) => ({ value: language, label: languageName(language) })),
          ]}
          value={settings.data?.language ?? SYSTEM}
          onChange={choose}
        />
        <div>
          <div className={classes['label']}>{t('settings:colorScheme')}</div>
          <SegmentedControl
            aria-label={t('settings:colorScheme')}
            size="xs"
            value={settings.data?.colorScheme ?? 'auto'}
            data={schemes.map((scheme) => ({
              value: scheme,
              label: t(`settings:colorSchemeOption.${scheme}`),
            }))}
            onChange={(value) => {
              const colorScheme = schemes.find((scheme) => scheme === value);
              if (colorScheme) set.mutate({ colorScheme });
            }}
          />
        </div>
        {set.isError ? <FailureCard error={set.error} /> : null}
      </div>
    </Surface>
  );
}
