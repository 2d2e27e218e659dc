import type { ProviderSummary } from '../../../preload/contract/index.ts';

/** Whether nobody gets in by themselves. */
export function isClosed({ support, grants }: ProviderSummary): boolean {
  return support === 'closed' || support === 'none-confirmed' || grants.length === 0;
}

/** Practice first and what fits all beside it, then as they come; half-open doors and closed ones last. */
export function sortProviders(providers: readonly ProviderSummary[]): readonly ProviderSummary[] {
  const place = (provider: ProviderSummary) => {
    if (provider.id === 'practice') return 0;
    if (isClosed(provider)) return 4;
    switch (provider.support) {
      case 'manual':
        return 1;
      case 'full':
        return 2;
      default:
        return 3;
    }
  };
  return [...providers].sort((one, other) => place(one) - place(other));
}
