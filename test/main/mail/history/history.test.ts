import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../../main/explain/failure.ts';
import { compareRuns } from '../../../../main/mail/history/compare.ts';
import { createHistory, keepRun, lastGoodBefore } from '../../../../main/mail/history/history.ts';
import { type KeptRun, summariseRun } from '../../../../main/mail/history/kept-run.ts';
import { writeReport } from '../../../../main/mail/history/report.ts';
import type { CheckOutcome, CheckProgress, StepOutcome } from '../../../../main/mail/progress.ts';
import { createTexts } from '../../../../preload/texts/index.ts';
import { anAccount } from '../../an-account.ts';
import { failureOf } from '../../failure-of.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const failure = new Failure('MAIL_FAILED', {
  where: 'imap',
  evidence: 'NO no',
  context: { mailbox: 'a@example.com' },
});
const certificate = (fingerprint: string) => ({
  subject: 'CN=a',
  issuer: 'CN=b',
  names: ['a'],
  validFrom: null,
  validTo: null,
  fingerprint,
});
const good: readonly StepOutcome[] = [
  { name: 'resolve', ok: true, startedMs: 0, ms: 1, detail: '192.0.2.1, 192.0.2.2' },
  {
    name: 'tls',
    ok: true,
    startedMs: 1,
    ms: 20,
    detail: '',
    tls: { version: 'TLSv1.3', cipher: 'A', chain: [certificate('AA')] },
  },
  { name: 'capabilities', ok: true, startedMs: 21, ms: 1, detail: 'IDLE X', capabilities: ['IDLE', 'X'] },
  { name: 'authenticate', ok: true, startedMs: 22, ms: 100, detail: 'OK' },
];

const server = { host: 'mail.example.com', port: 993 };

function outcome(steps: readonly StepOutcome[] = good): CheckOutcome {
  const ok = steps.every((step) => step.ok);
  const transcript = [{ ms: 1, from: 'client' as const, text: 'a1 NOOP' }];
  return { ok, protocols: { imap: { ok, server, steps, transcript } } };
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute)).toISOString();
const run = (steps?: readonly StepOutcome[]): KeptRun => ({
  id: '1',
  at: at(0),
  startedBy: 'person',
  outcome: outcome(steps),
  transcripts: true,
});

describe('the history of an account', () => {
  it('is newest first, and brings failures back as they were', async () => {
    const history = createHistory(join(await temporaryFolder(), 'history'));
    const failed = [
      ...good.slice(0, 3),
      { name: 'authenticate' as const, ok: false, startedMs: 22, ms: 5, failure },
    ];
    await history.add('abcdefghijkl', { at: at(1), startedBy: 'person', outcome: outcome() });
    const { id } = await history.add('abcdefghijkl', {
      at: at(2),
      startedBy: 'watch',
      outcome: outcome(failed),
    });
    const [newest, oldest] = await history.list('abcdefghijkl');
    expect(newest?.outcome.protocols.imap?.server).toEqual(server);
    expect([newest?.id, newest?.startedBy, oldest?.at]).toEqual([id, 'watch', at(1)]);
    const kept = newest?.outcome.protocols.imap?.steps.at(-1)?.failure;
    expect(kept).toBeInstanceOf(Failure);
    expect(kept).toMatchObject({ code: failure.code, facts: failure.facts });
    expect(newest && summariseRun(newest)).toMatchObject({
      ok: false,
      protocols: { imap: { ok: false, ms: 27, failedAt: 'authenticate' } },
    });
  });

  it('keeps the last 200 runs and the transcripts of the last 20', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'abcdefghijkl.jsonl');
    const history = createHistory(folder);
    await history.add('abcdefghijkl', { at: at(0), startedBy: 'person', outcome: outcome() });
    const line = (await readFile(path, 'utf8')).trim();
    await appendFile(path, `${line}\n`.repeat(250));
    await history.add('abcdefghijkl', { at: at(1), startedBy: 'person', outcome: outcome() });
    const runs = await history.list('abcdefghijkl');
    expect(runs).toHaveLength(200);
    expect(runs.map(({ transcripts }) => transcripts).lastIndexOf(true)).toBe(19);
    expect(runs[20]?.outcome.protocols.imap?.transcript).toEqual([]);
  });

  it('passes over lines that were cut off or edited', async () => {
    const folder = await temporaryFolder();
    const history = createHistory(folder);
    await history.add('abcdefghijkl', { at: at(1), startedBy: 'person', outcome: outcome() });
    await appendFile(join(folder, 'abcdefghijkl.jsonl'), '{"id":"x"}\n{"half":');
    expect(await history.list('abcdefghijkl')).toHaveLength(1);
  });

  it('loses no run of two that end together', async () => {
    const history = createHistory(await temporaryFolder());
    await Promise.all(
      [1, 2, 3].map((minute) =>
        history.add('abcdefghijkl', { at: at(minute), startedBy: 'person', outcome: outcome() }),
      ),
    );
    expect(await history.list('abcdefghijkl')).toHaveLength(3);
  });

  it('is empty where there was no check, and after it was cleared', async () => {
    const history = createHistory(await temporaryFolder());
    expect(await history.list('abcdefghijkl')).toEqual([]);
    await history.add('abcdefghijkl', { at: at(1), startedBy: 'person', outcome: outcome() });
    await history.clear('abcdefghijkl');
    expect(await history.list('abcdefghijkl')).toEqual([]);
    expect(await failureOf(history.find('abcdefghijkl', 'x'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not keep the outcome of a check from being shown where the disk refuses', async () => {
    const folder = join(await temporaryFolder(), 'file');
    await writeFile(folder, '');
    async function* events(): AsyncGenerator<CheckProgress> {
      yield { event: 'done', report: outcome(), at: at(1) };
    }
    const told = [];
    for await (const event of keepRun(createHistory(folder), 'abcdefghijkl', 'person', events()))
      told.push(event);
    expect(told).toEqual([{ event: 'done', report: outcome(), at: at(1) }]);
  });
});

describe('a run compared with another', () => {
  const [resolve, tls, capabilities, authenticate] = good as readonly [
    StepOutcome,
    StepOutcome,
    StepOutcome,
    StepOutcome,
  ];
  const imap = (step: string) => ({ protocol: 'imap', step });

  it.each<[string, readonly StepOutcome[], readonly object[]]>([
    ['the same', good, []],
    [
      'addresses in another order',
      [{ ...resolve, detail: '192.0.2.2, 192.0.2.1' }, tls, capabilities, authenticate],
      [],
    ],
    [
      'another address',
      [{ ...resolve, detail: '192.0.2.9' }, tls, capabilities, authenticate],
      [{ change: 'address', ...imap('resolve'), was: '192.0.2.1, 192.0.2.2', is: '192.0.2.9' }],
    ],
    [
      'a step that fails',
      [resolve, tls, { ...capabilities, ok: false, failure }],
      [
        { change: 'broke', ...imap('capabilities') },
        { change: 'not-reached', ...imap('authenticate') },
      ],
    ],
    [
      'a step that is slower',
      [resolve, tls, capabilities, { ...authenticate, ms: 180 }],
      [{ change: 'slower', ...imap('authenticate'), wasMs: 100, ms: 180 }],
    ],
    [
      'a difference nobody notices',
      [resolve, { ...tls, ms: 60 }, capabilities, { ...authenticate, ms: 140 }],
      [],
    ],
    [
      'other capabilities',
      [resolve, tls, { ...capabilities, capabilities: ['IDLE', 'Y'] }, authenticate],
      [{ change: 'capabilities', ...imap('capabilities'), added: ['Y'], removed: ['X'] }],
    ],
    [
      'other TLS',
      [
        resolve,
        { ...tls, tls: { version: 'TLSv1.2', cipher: 'B', chain: [certificate('BB')] } },
        capabilities,
        authenticate,
      ],
      [
        { change: 'tls-version', was: 'TLSv1.3', is: 'TLSv1.2' },
        { change: 'cipher', was: 'A', is: 'B' },
        { change: 'certificate', was: { fingerprint: 'AA' }, is: { fingerprint: 'BB' } },
      ],
    ],
  ])('finds %s', (_what, steps, changes) => {
    expect(compareRuns(run(steps), run())).toMatchObject(changes);
    expect(compareRuns(run(steps), run())).toHaveLength(changes.length);
  });

  it('is compared with the last good one before it', () => {
    const bad = [{ ...resolve, ok: false, failure }];
    const runs = [
      { ...run(bad), id: '4' },
      { ...run(bad), id: '3' },
      { ...run(), id: '2' },
      { ...run(), id: '1' },
    ] as const;
    expect(lastGoodBefore(runs, runs[0])?.id).toBe('2');
    expect(lastGoodBefore(runs, runs[2])?.id).toBe('1');
    expect(lastGoodBefore(runs, runs[3])).toBeNull();
  });
});

describe('a report for support', () => {
  it('holds what was found and said, and no secret even if one slipped in', async () => {
    const token = `ya29.${'s'.repeat(40)}`;
    const report = {
      ok: false,
      protocols: {
        imap: {
          ok: false,
          steps: [{ name: 'tls' as const, ok: true, startedMs: 0, ms: 3, detail: '``` TLSv1.3' }],
          transcript: [{ ms: 4, from: 'client' as const, text: `auth=Bearer ${token}` }],
        },
      },
    };
    const { fileName, text } = writeReport({
      account: anAccount(),
      at: at(0),
      report,
      version: '1',
      texts: await createTexts('en'),
    });
    expect(fileName).toBe('postkey-office@example.test-2026-11-21.md');
    expect(text).toContain('# Mail check of office@example.test');
    expect(text).toContain('## IMAP: failed');
    expect(text).toContain('````\n``` TLSv1.3\n````');
    expect(text).not.toContain(token);
  });
});
