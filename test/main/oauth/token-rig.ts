import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createHttpAgents } from '../../../main/oauth/http-agents.ts';
import { createTokenClient } from '../../../main/oauth/token-client.ts';
import { createTokens, type Tokens } from '../../../main/oauth/tokens.ts';
import { seal } from '../../../main/vault/seal.ts';
import type { Secrets } from '../../../main/vault/secrets.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import type { Account } from '../../../preload/contract/index.ts';
import { anAccount } from '../an-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { keyFileVault } from '../vault/children/key-file-vault.ts';
import { type Answer, rotating, startTokenEndpoint, type TokenEndpoint } from './token-endpoint.ts';

export interface TokenRig {
  readonly account: Account;
  readonly endpoint: TokenEndpoint;
  readonly vault: Vault;
  readonly tokens: Tokens;
  /** Milliseconds that were waited for, one after the other; none of it passes. */
  readonly waits: number[];
  /** Accounts as they were told to have changed. */
  readonly changes: string[];
  readonly data: string;
  /** The same vault and endpoint, as another process has them. */
  another(): Tokens;
}

/** An hour before now. */
const past = new Date(Date.now() - 3_600_000).toISOString();
export const expired: Secrets = {
  refreshToken: 'first-refresh-token',
  refreshTokenIssuedAt: past,
  accessToken: 'expired-access-token',
  accessTokenExpiresAt: past,
  refreshedAt: past,
};

export async function tokenRig(answer: Answer, secrets: Secrets = expired): Promise<TokenRig> {
  const data = await temporaryFolder();
  const endpoint = await startTokenEndpoint(answer);
  const agents = createHttpAgents();
  onTestFinished(agents.close);
  const vault = keyFileVault(data);
  const account = anAccount();
  const waits: number[] = [];
  const changes: string[] = [];
  const another = (own: Vault) =>
    createTokens({
      vault: own,
      connect: async () => ({
        endpoints: { token: endpoint.url, issInResponse: false, clientAuthentication: 'basic' },
        clientId: 'a-client',
        scopes: ['mail'],
        mail: {},
      }),
      clientFor: (of, connection, clientSecret) =>
        createTokenClient({ connection, provider: of.provider, clientSecret, agents, timeoutMs: 2_000 }),
      now: Date.now,
      wait: async (ms) => {
        waits.push(ms);
      },
      random: () => 0.5,
      changed: (id) => changes.push(id),
    });
  await vault.write(account.id, secrets);
  return {
    account,
    endpoint,
    vault,
    tokens: another(vault),
    waits,
    changes,
    data,
    another: () => another(keyFileVault(data)),
  };
}

/** Its endpoint lets the first request wait for `go`; `asked` resolves once it is there. */
export async function heldBack(
  first: Answer = rotating('first-refresh-token'),
  then = first,
): Promise<{ rig: TokenRig; asked: Promise<void>; go(): void }> {
  let tell: () => void = () => undefined;
  let go: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const free = new Promise<void>((resolve) => {
    go = resolve;
  });
  const rig = await tokenRig(async (response, posted) => {
    if (rig.endpoint.posts.length > 1) return then(response, posted);
    tell();
    await free;
    first(response, posted);
  });
  return { rig, asked, go: () => go() };
}

/** A sealed file that no key of this vault opens. */
export function foreignRecord({ vault, account }: TokenRig): {
  readonly path: string;
  readonly bytes: Buffer;
} {
  const path = join(vault.folder, `${account.id}.sealed`);
  return { path, bytes: seal(randomBytes(32), `account:${account.id}`, Buffer.from('{}')) };
}
