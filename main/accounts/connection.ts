import type { Account, AccountConnection, Endpoints, MailServers } from '../../preload/contract/index.ts';
import type { ProxyServer } from '../proxy/proxy-server.ts';

/** What an account talks to, once its provider has filled in what the account leaves open. */
export interface Connection {
  readonly endpoints: Endpoints;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** What the token endpoint is asked for; where absent, what was asked of the person. */
  readonly tokenScopes?: readonly string[];
  /** `grant_type` of the device flow, where it is not the one of RFC 8628. */
  readonly deviceGrantType?: string;
  readonly mail: MailServers;
  /** Certificates (PEM) trusted besides the system's. */
  readonly ca?: string;
  /** The account's own; with its login. */
  readonly proxy?: ProxyServer;
}

/** What another system has to be told of it. */
export function describeConnection(
  { id, address, signInAs }: Account,
  { clientId, endpoints, scopes, mail }: Connection,
): AccountConnection {
  return {
    account: id,
    address,
    signInAs: signInAs ?? null,
    clientId,
    endpoints,
    scopes: [...scopes],
    mail,
  };
}
