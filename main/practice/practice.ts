import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { i18n } from 'i18next';
import type { MailServer } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { type AuthorizationServer, startAuthorizationServer } from './authorization-server.ts';
import { createCertificate } from './certificate.ts';
import { startImap } from './imap.ts';
import { loopbackHost } from './loopback-server.ts';
import { createMailLogin } from './mail-login.ts';
import { type Misbehaviour, wellBehaved } from './misbehaviour.ts';
import { startPop3 } from './pop3.ts';
import { startSmtp } from './smtp.ts';

export type { Misbehaviour } from './misbehaviour.ts';

/** A mail provider on this machine: a real OAuth server and the mail servers that take its tokens. */
export interface Practice extends Omit<AuthorizationServer, 'readToken'> {
  /** The one mailbox there is. */
  readonly address: string;
  /** Path of the PEM file with the certificate authority of the mail servers. */
  readonly ca: string;
  readonly caPem: string;
  readonly imap: MailServer;
  readonly smtp: MailServer;
  readonly pop3: MailServer;
  /** Changes how the servers fail on purpose; what is not named stays as it is, and null is good behaviour. */
  misbehave(change: Partial<Misbehaviour>): void;
}

export interface PracticeOptions {
  /** Gets `ca.pem`, which is no secret. Nothing else is written to disk. */
  readonly folder: string;
  /** The language of the pages and of the welcome message. */
  readonly texts: i18n;
  /** Port of the OAuth server; by default the system chooses, as it does for the mail servers. */
  readonly port?: number;
  readonly accessTokenSeconds?: number;
}

const address = 'practice@postkey.test';

/**
 * Starts the practice provider. Clients, tokens and mail live in memory and end with it.
 *
 * @throws Failure `NETWORK_FAILED` where the port cannot be had, `WRITE_FAILED` where the folder refuses `ca.pem`
 */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { texts } = options;
  let behaviour = wellBehaved;
  const started: { close(): Promise<void> }[] = [];
  const close = async () => {
    await Promise.all(started.map((server) => server.close()));
  };
  try {
    const certificate = await createCertificate();
    const ca = await publish(certificate.caPem, options.folder);
    const { readToken, ...oauth } = await startAuthorizationServer({
      address,
      port: options.port ?? 0,
      accessTokenSeconds: options.accessTokenSeconds ?? 3600,
      texts,
      behaviour: () => behaviour,
    });
    started.push(oauth);
    const shared = { certificate, login: createMailLogin({ readToken }), behaviour: () => behaviour };
    const imap = await startImap(shared);
    started.push(imap);
    const messages: Buffer[] = [];
    const pop3 = await startPop3({ ...shared, messages });
    started.push(pop3);
    const deliver = (message: Buffer) => {
      messages.push(message);
      imap.deliver(message);
    };
    const smtp = await startSmtp({ ...shared, address, deliver });
    started.push(smtp);
    deliver(welcome(texts));

    return {
      ...oauth,
      address,
      ca,
      caPem: certificate.caPem,
      imap: { host: loopbackHost, port: imap.port, security: 'tls' },
      smtp: { host: loopbackHost, port: smtp.port, security: 'starttls' },
      pop3: { host: loopbackHost, port: pop3.port, security: 'tls' },
      misbehave: (change) => {
        behaviour = { ...behaviour, ...change };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function publish(caPem: string, folder: string): Promise<string> {
  const file = join(folder, 'ca.pem');
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, caPem);
    return file;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const evidence = `POSTKEY_PRACTICE_FOLDER_REFUSED ${code ?? ''}`.trimEnd();
    throw new Failure('WRITE_FAILED', { where: 'file', evidence, context: { file } }, { cause });
  }
}

function welcome(texts: i18n): Buffer {
  const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
  const lines = [
    `From: ${encoded(texts.t('practice:welcome.from'))} <${address}>`,
    `To: <${address}>`,
    `Subject: ${encoded(texts.t('practice:welcome.subject'))}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <welcome@${address.slice(address.indexOf('@') + 1)}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(texts.t('practice:welcome.text', { address }))
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
