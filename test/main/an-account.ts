import type { Account } from '../../preload/contract/index.ts';

/** An account with nothing particular about it but what is given. */
export function anAccount(change: Partial<Account> = {}): Account {
  return {
    id: 'abcdefghijkl',
    label: 'Office',
    address: 'office@example.test',
    provider: 'custom',
    purpose: 'other',
    grant: 'authorization_code',
    clientId: 'a-client',
    publicClient: false,
    scopes: ['mail'],
    mail: {},
    createdAt: '2026-01-01T00:00:00.000Z',
    ...change,
  };
}
