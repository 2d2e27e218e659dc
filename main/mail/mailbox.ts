import { isIP } from 'node:net';
import type { MailServers } from '../../preload/contract/index.ts';
import type { MailProxy } from './proxy.ts';

/** A mailbox with what it takes to log in to it. */
export interface Mailbox {
  readonly address: string;
  /** Who the token is used for: `user=` of XOAUTH2. A shared mailbox has its own address here. */
  readonly user: string;
  /** The delegate whom a shared mailbox sends as: SMTP servers let the owner of the token in only. */
  readonly signInAs?: string;
  readonly accessToken: string;
  readonly servers: MailServers;
  /** Certificates (PEM) trusted besides the system's. */
  readonly ca?: string;
  /** All connections go through it. */
  readonly proxy?: MailProxy;
  readonly provider: string;
}

/** Who logs in to send. */
export function smtpUser({ user, signInAs }: Pick<Mailbox, 'user' | 'signInAs'>): string {
  return signInAs ?? user;
}

/** Whether a host is this machine by its very name; only there may a token travel without TLS. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  const family = isIP(name);
  return family === 4
    ? name.startsWith('127.')
    : family === 6 && (name === '::1' || name.startsWith('::ffff:127.'));
}
