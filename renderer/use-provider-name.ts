import { useQuery } from '@tanstack/react-query';
import { useBackend } from './backend.tsx';
import { useTexts } from './use-texts.ts';

/** Postkey's own providers have translated names; the others go by their brand. */
export function useProviderName(): (id: string) => string {
  const { t } = useTexts();
  const { queries } = useBackend();
  const providers = useQuery(
    queries.onboarding.providers.queryOptions({ staleTime: Number.POSITIVE_INFINITY }),
  );
  return (id) => {
    if (id === 'practice' || id === 'custom') return t(`provider.${id}`);
    return providers.data?.find((provider) => provider.id === id)?.name ?? id;
  };
}
