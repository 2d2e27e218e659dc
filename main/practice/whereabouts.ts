import { readFile, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { Endpoints, MailServer } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { writeDurably } from '../vault/durable-file.ts';
import type { Practice } from './practice.ts';
import { scopes } from './scopes.ts';

/** Where the practice provider of a data folder runs, for this process and others. It holds no secret. */
const Whereabouts = z.object({
  pid: z.int().positive(),
  endpoints: Endpoints,
  clientId: z.string(),
  address: z.string(),
  scopes: z.array(z.string()),
  mail: z.object({ imap: MailServer, smtp: MailServer, pop3: MailServer }),
  caPem: z.string(),
});
export type Whereabouts = z.infer<typeof Whereabouts>;

const fileName = 'running.json';

/** Tells the data folder's other processes where practice runs. @throws Failure `WRITE_FAILED` */
export async function publishWhereabouts(folder: string, practice: Practice): Promise<void> {
  const whereabouts: Whereabouts = {
    pid: process.pid,
    endpoints: {
      issuer: practice.issuer,
      authorization: practice.authorizationEndpoint,
      token: practice.tokenEndpoint,
      deviceAuthorization: practice.deviceAuthorizationEndpoint,
      revocation: practice.revocationEndpoint,
      issInResponse: true,
      clientAuthentication: 'basic',
    },
    clientId: practice.publicClient.id,
    address: practice.address,
    scopes: [...scopes],
    mail: { imap: practice.imap, smtp: practice.smtp, pop3: practice.pop3 },
    caPem: practice.caPem,
  };
  await writeDurably(join(folder, fileName), `${JSON.stringify(whereabouts, null, 2)}\n`);
}

/** Takes back what this process published; where another one runs practice by now, that stays. */
export async function withdrawWhereabouts(folder: string): Promise<void> {
  const path = join(folder, fileName);
  if ((await readWhereabouts(path))?.pid === process.pid) await unlink(path).catch(() => undefined);
}

/** @throws Failure `PRACTICE_NOT_RUNNING` */
export async function findPractice(folder: string): Promise<Whereabouts> {
  const whereabouts = await readWhereabouts(join(folder, fileName));
  if (whereabouts && isAlive(whereabouts.pid) && (await answers(whereabouts.endpoints.token)))
    return whereabouts;
  throw notRunning();
}

export function notRunning(): Failure {
  return new Failure('PRACTICE_NOT_RUNNING', {
    where: 'network',
    provider: 'practice',
    evidence: 'POSTKEY_PRACTICE_NOT_RUNNING',
  });
}

async function readWhereabouts(path: string): Promise<Whereabouts | null> {
  try {
    return Whereabouts.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Missing, or left half-written by another version: either way it tells nothing.
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A process id is soon given to another process: only who still listens is practice. */
function answers(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  return new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  }).finally(() => socket.destroy());
}
