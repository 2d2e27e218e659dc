import { useQuery } from '@tanstack/react-query';
import type { KeptTemplate } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';

/** How many variables of the English template a translation has lost. Asked only where something was found at all. */
export function useLostVariables({ set, language, savedAt, errors, warnings }: KeptTemplate): number {
  const { client } = useBackend();
  const lost = useQuery({
    queryKey: ['templates-lost-variables', set, language, savedAt],
    enabled: language !== 'en' && errors + warnings > 0,
    queryFn: async () => {
      const [english, translation] = await Promise.all([
        client.templates.open({ set, language: 'en' }),
        client.templates.open({ set, language }),
      ]);
      if (english.savedAt === undefined) return 0;
      const { findings } = await client.templates.lint({
        set,
        text: translation.text,
        original: english.text,
      });
      return findings.filter(({ rule }) => rule === 'lost-variable').length;
    },
  });
  return lost.data ?? 0;
}
