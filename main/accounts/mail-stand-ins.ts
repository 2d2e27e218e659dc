import type { MailServer } from '../../preload/contract/index.ts';
import type { Connection } from './connection.ts';

/** Mail servers that stand in for those of the providers: none but in tests. */
export interface MailStandIns {
  /** By the host and port of the provider's own server, such as `smtp.example.com:587`. */
  readonly servers: Readonly<Record<string, MailServer>>;
  /** Certificates (PEM) that vouch for them. */
  readonly ca: string;
}

/** The connection with its mail servers replaced where others stand in for them. */
export function withMailStandIns(connection: Connection, { servers, ca }: MailStandIns): Connection {
  const mail = Object.fromEntries(
    Object.entries(connection.mail).flatMap(([protocol, server]) => {
      const instead = server && servers[`${server.host}:${server.port}`];
      return instead ? [[protocol, instead]] : [];
    }),
  );
  return { ...connection, mail: { ...connection.mail, ...mail }, ca };
}
