import type { Endpoints, MailServers } from '../../preload/contract/index.ts';

/** What an account talks to, once its provider has filled in what the account leaves open. */
export interface Connection {
  readonly endpoints: Endpoints;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly mail: MailServers;
  /** Certificates (PEM) trusted besides the system's. */
  readonly ca?: string;
}
