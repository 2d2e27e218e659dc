import { invalidInput } from '../../explain/invalid-input.ts';
import type { Provider } from './provider.ts';

export interface Providers {
  list(): readonly Provider[];
  /** @throws Failure `INVALID_INPUT` where there is no such provider */
  get(id: string): Provider;
}

export function createProviders(providers: readonly Provider[]): Providers {
  return {
    list: () => providers,
    get(id) {
      const provider = providers.find(({ summary }) => summary.id === id);
      if (provider) return provider;
      const known = providers.map(({ summary }) => summary.id).join(', ');
      throw invalidInput('provider', 'not-one-of', { value: id, known });
    },
  };
}
