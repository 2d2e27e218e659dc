import { useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { type ReactNode, useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createTexts } from '../../preload/texts/index.ts';
import { useBackend } from '../backend.tsx';
import { FailureCard } from '../ui/FailureCard.tsx';
import { FormatProvider } from '../ui/use-format.tsx';

interface SettingsFollowerProps {
  readonly texts: i18n;
  readonly children: ReactNode;
}

/** Keeps the page's language and colours to what the settings say. */
export function SettingsFollower({ texts: first, children }: SettingsFollowerProps) {
  const { queries } = useBackend();
  const settings = useQuery(queries.settings.get.queryOptions());
  const { setColorScheme } = useMantineColorScheme();
  const [texts, setTexts] = useState(first);
  const language = settings.data?.resolvedLanguage;
  const colorScheme = settings.data?.colorScheme;

  useEffect(() => {
    if (colorScheme) setColorScheme(colorScheme);
  }, [colorScheme, setColorScheme]);

  useEffect(() => {
    if (!language || language === texts.language) return;
    let wanted = true;
    void createTexts(language).then((loaded) => {
      if (wanted) setTexts(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [language, texts]);

  useEffect(() => {
    document.documentElement.lang = texts.language;
  }, [texts]);

  return (
    <I18nextProvider i18n={texts}>
      <FormatProvider language={texts.language}>
        {settings.isError ? <FailureCard error={settings.error} /> : children}
      </FormatProvider>
    </I18nextProvider>
  );
}
