import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { Diagnosis } from '../../../preload/contract/index.ts';
import { ensureBuilt } from '../../built.ts';
import { answerConsent } from '../../consent.ts';
import { type Ended, nextEvent, nextJson, postkey, type Running, startPostkey } from '../../postkey.ts';

/** What `postkey practice` says of itself. */
export interface PracticeDocument {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly deviceAuthorizationEndpoint: string;
  readonly introspectionEndpoint: string;
  readonly revocationEndpoint: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly resourceServer: { readonly id: string; readonly secret: string };
  readonly address: string;
  readonly ca: string;
  readonly imap: { readonly host: string; readonly port: number; readonly security: string };
  readonly smtp: { readonly host: string; readonly port: number; readonly security: string };
}

/** A data folder, and practice running for it: what the tests of a file share. */
export interface Workplace {
  readonly folder: string;
  /** `--data` for the folder practice runs for. */
  readonly data: readonly string[];
  readonly practice: PracticeDocument;
  /** A file below the folder. */
  path(name: string): string;
  /** Runs a command on the data folder with `--json` and reads its document. */
  json<T>(args: readonly string[], stdin?: string): Promise<Ended & { readonly document: T }>;
  /** Adds the practice account to a new key-file vault. @returns its id */
  addPractice(): Promise<string>;
  /** Signs in by `postkey sign-in` and the consent page. */
  signIn(account: string, decision?: 'allow' | 'deny'): Promise<SignedIn>;
}

export interface SignedIn {
  readonly status: number | null;
  readonly events: readonly string[];
  readonly document: Readonly<Record<string, unknown>>;
}

interface OpenEvent {
  readonly event: 'open';
  readonly url: string;
}

export function openWorkplace(): Workplace {
  let folder = '';
  let practice: PracticeDocument | undefined;
  let running: Running | undefined;
  beforeAll(async () => {
    await ensureBuilt();
    folder = await mkdtemp(join(tmpdir(), 'postkey-cli-'));
    running = startPostkey(['practice', '--json', ...workplace.data]);
    practice = await nextJson<PracticeDocument>(running.stdout);
  });
  afterAll(async () => {
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const workplace: Workplace = {
    get folder() {
      return folder;
    },
    get data() {
      return ['--data', join(folder, 'data')];
    },
    get practice() {
      if (!practice) throw new Error('practice is not running');
      return practice;
    },
    path: (name) => join(folder, name),
    async json(args, stdin) {
      const ended = await postkey(
        [...args, '--json', ...workplace.data],
        stdin === undefined ? {} : { stdin },
      );
      return { ...ended, document: documentIn(ended) };
    },
    async addPractice() {
      const args = ['add', '--provider', 'practice', '--address', workplace.practice.address, '--key-file'];
      const { document } = await workplace.json<{ id: string }>(args);
      return document.id;
    },
    async signIn(account, decision = 'allow') {
      const attempt = startPostkey(['sign-in', account, '--no-open', '--json', ...workplace.data]);
      const open = await nextEvent<OpenEvent>(attempt.stderr, 'open');
      const answered = answerConsent(open.url, decision);
      const events = ['open'];
      for await (const line of attempt.stderr) events.push(JSON.parse(line).event);
      const document = await nextJson<SignedIn['document']>(attempt.stdout);
      await answered;
      return { status: (await attempt.ended).status, events, document };
    },
  };
  return workplace;
}

/** What is on stdout where a command failed with `--json`. */
export function expectError(document: unknown, code: string): void {
  const { error } = document as { error: { code: string; message: string; diagnosis?: unknown } };
  expect(Object.keys(Object(document))).toEqual(['error']);
  expect(error).toMatchObject({ code, message: expect.stringMatching(/\S/) });
  if (code === 'USAGE') return;
  const { matched, meaning } = Diagnosis.parse(error.diagnosis);
  expect(matched).toBe(true);
  // A value that nobody filled in is shown like this.
  expect(meaning).not.toMatch(/<\w+>/);
}

/** The one JSON document on stdout. */
export function documentIn<T>({ stdout, stderr }: Ended): T {
  if (!/^[^\n]+\n$/.test(stdout)) throw new Error(`not one line of JSON: ${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}

/** The JSON lines on stderr. */
export function eventsIn({ stderr }: Pick<Ended, 'stderr'>): { readonly event: string }[] {
  return stderr
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
