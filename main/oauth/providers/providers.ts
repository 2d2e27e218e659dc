import { Failure } from '../../explain/failure.ts';
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
      throw new Failure('INVALID_INPUT', {
        where: 'command',
        evidence: `POSTKEY_INVALID_INPUT provider ${id} is not one of: ${known}`,
        context: { field: 'provider', reason: `${id} is not one of: ${known}` },
      });
    },
  };
}
