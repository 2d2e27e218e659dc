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
