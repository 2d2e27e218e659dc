import type { Account, Grant } from '../../preload/contract/index.ts';
import type { Secrets } from '../vault/secrets.ts';
import type { TokenClient } from './token-client.ts';
import type { TokenReply } from './token-reply.ts';

/** Asks for the next access token; null where only a person's sign-in can bring one. */
export type Renewal = (
  account: Account,
  secrets: Secrets,
) => ((client: TokenClient) => Promise<TokenReply>) | null;

/** How an account gets its next access token, by how it got its first. */
export const renewals: Readonly<Record<Grant, Renewal>> = {
  authorization_code: byRefreshToken,
  device_code: byRefreshToken,
  client_credentials: () => (client) => client.requestAsApp(),
  service_account: ({ address }, { serviceAccountKey }) =>
    serviceAccountKey ? (client) => client.requestAsServiceAccount(serviceAccountKey, address) : null,
};

/** Whether an account gets its tokens without a person. */
export function signsInByItself(grant: Grant): boolean {
  return grant === 'client_credentials' || grant === 'service_account';
}

function byRefreshToken(_: Account, { refreshToken }: Secrets) {
  return refreshToken ? (client: TokenClient) => client.refresh(refreshToken) : null;
}
