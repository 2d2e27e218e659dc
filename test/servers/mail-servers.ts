import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Certificate, createCertificate } from '../../main/practice/certificate.ts';
import type { MailServer } from '../../preload/contract/index.ts';
import { type Daemon, startDaemon } from './daemon.ts';
import { dovecotConfig, type Introspection, oauth2Config } from './dovecot-config.ts';
import { freePorts } from './ports.ts';
import { postfixMain, postfixMaster } from './postfix-config.ts';

export { mailServersAvailable } from './availability.ts';

export interface MailServersOptions {
  /** The OAuth server that is asked about every token; `sub` has to be the mailbox address. */
  readonly introspection: Introspection;
  /** An empty folder for everything; the caller removes it after `close`. */
  readonly folder: string;
  /** Every address of it has a mailbox. */
  readonly domain?: string;
}

/** Dovecot and Postfix as Debian ships them, on free loopback ports. */
export interface MailServers {
  readonly imap: MailServer;
  readonly pop3: MailServer;
  /** Submission. */
  readonly smtp: MailServer;
  /** The same, STARTTLS instead of TLS from the first byte and the other way round. */
  readonly otherwise: Readonly<Record<'imap' | 'pop3' | 'smtp', MailServer>>;
  readonly lmtp: MailServer;
  readonly ca: string;
  readonly caPem: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const services = ['imap', 'imaps', 'pop3', 'pop3s', 'lmtp', 'auth', 'smtp', 'smtps'] as const;
/** Milliseconds for both servers to take connections. */
const startUp = 20_000;

/** Starts both servers and waits until they greet. Needs root. */
export async function startMailServers(options: MailServersOptions): Promise<MailServers> {
  const { folder, introspection, domain = 'postkey.test' } = options;
  // The servers give up root and still have to get through to their own folders.
  await chmod(folder, 0o711);
  const certificate = await createCertificate();
  const files = await writeCertificate(folder, certificate);
  const ports = await freePorts(services);
  const daemons: Daemon[] = [];
  const close = async () => {
    await Promise.all(daemons.map((daemon) => daemon.stop()));
  };
  try {
    const deadline = AbortSignal.timeout(startUp);
    const dovecot = await startDovecot(join(folder, 'dovecot'), files, ports, introspection);
    daemons.push(dovecot);
    const postfix = await startPostfix(join(folder, 'postfix'), files, ports, domain);
    daemons.push(postfix);
    await Promise.all([
      // IMAP and POP3 wait for TLS; they listen as soon as the others do.
      dovecot.ready(ports.auth, deadline),
      dovecot.ready(ports.lmtp, deadline),
      postfix.ready(ports.smtp, deadline),
    ]);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    imap: { host, port: ports.imaps, security: 'tls' },
    pop3: { host, port: ports.pop3s, security: 'tls' },
    smtp: { host, port: ports.smtp, security: 'starttls' },
    otherwise: {
      imap: { host, port: ports.imap, security: 'starttls' },
      pop3: { host, port: ports.pop3, security: 'starttls' },
      smtp: { host, port: ports.smtps, security: 'tls' },
    },
    lmtp: { host, port: ports.lmtp, security: 'none' },
    ca: files.caFile,
    caPem: certificate.caPem,
    close,
  };
}

type Ports = Readonly<Record<(typeof services)[number], number>>;
type CertificateFiles = Readonly<Record<'caFile' | 'certFile' | 'keyFile', string>>;

async function writeCertificate(folder: string, certificate: Certificate): Promise<CertificateFiles> {
  const files = {
    caFile: join(folder, 'ca.pem'),
    certFile: join(folder, 'server.pem'),
    keyFile: join(folder, 'server-key.pem'),
  };
  await writeFile(files.caFile, certificate.caPem);
  await writeFile(files.certFile, certificate.certPem);
  await writeFile(files.keyFile, certificate.keyPem, { mode: 0o600 });
  return files;
}

async function startDovecot(
  folder: string,
  files: CertificateFiles,
  ports: Ports,
  introspection: Introspection,
): Promise<Daemon> {
  const mail = join(folder, 'mail');
  await mkdir(mail, { recursive: true });
  const { uid: mailUid, gid: mailGid } = await ids('mail');
  await chown(mail, mailUid, mailGid);
  const oauth2File = join(folder, 'oauth2.conf');
  await writeFile(oauth2File, oauth2Config(introspection), { mode: 0o600 });
  const configFile = join(folder, 'dovecot.conf');
  await writeFile(configFile, dovecotConfig({ folder, ...files, oauth2File, mailUid, mailGid, ports }));
  return startDaemon({
    program: '/usr/sbin/dovecot',
    args: ['-F', '-c', configFile],
    log: join(folder, 'log'),
  });
}

async function startPostfix(
  folder: string,
  files: CertificateFiles,
  ports: Ports,
  domain: string,
): Promise<Daemon> {
  const config = join(folder, 'etc');
  const data = join(folder, 'data');
  await Promise.all([config, data, join(folder, 'queue')].map((path) => mkdir(path, { recursive: true })));
  const { uid, gid } = await ids('postfix');
  await chown(data, uid, gid);
  await chmod(data, 0o700);
  const settings = { folder, domain, ...files, ports };
  await writeFile(join(config, 'main.cf'), postfixMain(settings));
  await writeFile(join(config, 'master.cf'), postfixMaster(settings));
  return startDaemon({
    program: '/usr/sbin/postfix',
    args: ['-c', config, 'start-fg'],
    log: join(folder, 'log'),
    // Its master makes a session of its own.
    stopArgs: ['-c', config, 'stop'],
  });
}

async function ids(user: string): Promise<{ uid: number; gid: number }> {
  const id = async (flag: string) => Number((await promisify(execFile)('id', [flag, user])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}
