import { describe, expect, it } from 'vitest';
import type { CheckEvent, CheckStep, ProtocolResult } from '../../../preload/contract/index.ts';
import {
  type CheckRun,
  checkOfReport,
  firstFailure,
  followCheck,
  freshCheck,
  linesOfStep,
} from '../../../renderer/mail/check-run.ts';

const resolve: CheckStep = { name: 'resolve', ok: true, startedMs: 0, ms: 3 };
const connect: CheckStep = { name: 'connect', ok: false, startedMs: 3, ms: 9 };
const started: CheckEvent = {
  event: 'started',
  protocol: 'smtp',
  host: 'mail.example.com',
  port: 587,
  plan: ['resolve', 'connect'],
};

function follow(events: readonly CheckEvent[], elapsedMs = 0): CheckRun {
  return events.reduce((run, event) => followCheck(run, event, elapsedMs), freshCheck);
}

describe('following a check', () => {
  it('knows which step runs', () => {
    const run = follow([started, { event: 'step-started', protocol: 'smtp', name: 'resolve', startedMs: 0 }]);
    expect(run.lanes[0]?.current).toEqual({ name: 'resolve', startedMs: 0 });
  });

  it('keeps finished steps in order and protocols apart', () => {
    const run = follow([
      started,
      { ...started, protocol: 'imap' },
      { event: 'step', protocol: 'smtp', step: resolve },
      { event: 'step', protocol: 'smtp', step: connect },
    ]);
    expect(run.lanes.map(({ steps }) => steps.length)).toEqual([2, 0]);
    expect(firstFailure(run)).toBe(connect);
  });

  it('takes the start of the round trip from its own clock', () => {
    const run = follow([{ event: 'round-trip-started' }], 640);
    expect(run.roundTrip).toEqual({ startedMs: 640, result: null });
  });

  it('knows under which name the history keeps it', () => {
    const report = { ok: true, protocols: {} };
    const done = { event: 'done', report, at: '2026-01-01T00:00:00Z' } as const;
    expect(follow([done]).id).toBeNull();
    expect(follow([{ ...done, run: 'kept' }]).id).toBe('kept');
  });

  it('does not change what it was given', () => {
    const before = follow([started]);
    followCheck(before, { event: 'step', protocol: 'smtp', step: resolve }, 0);
    expect(before.lanes[0]?.steps).toEqual([]);
  });
});

describe('the lines of a step', () => {
  const result: ProtocolResult = {
    ok: false,
    steps: [resolve, connect],
    transcript: [
      { ms: -0.5, from: 'note', text: 'begin' },
      { ms: 2, from: 'note', text: 'address' },
      { ms: 3, from: 'client', text: 'hello' },
      { ms: 99, from: 'server', text: 'late' },
    ],
  };
  it.each([
    [0, ['begin', 'address']],
    [1, ['hello', 'late']],
    [2, []],
  ])('of step %i are %j', (index, texts) => {
    expect(linesOfStep(result, index).map(({ text }) => text)).toEqual(texts);
  });
});

describe('a check of the history', () => {
  it('looks as it did when it ran', () => {
    const server = { host: started.host, port: started.port };
    const smtp: ProtocolResult = { ok: false, server, steps: [resolve, connect], transcript: [] };
    const live = follow([
      started,
      { event: 'step', protocol: 'smtp', step: resolve },
      { event: 'finished', protocol: 'smtp', result: smtp },
    ]);
    const past = checkOfReport({ ok: false, protocols: { smtp } }, 'kept');
    expect(past.lanes).toEqual(live.lanes.map((lane) => ({ ...lane, plan: [] })));
    expect(past.id).toBe('kept');
  });

  it('does not say whom it talked to where an older version kept it', () => {
    const protocols = { smtp: { ok: true, steps: [resolve], transcript: [] } };
    expect(checkOfReport({ ok: true, protocols }, 'kept').lanes[0]?.server).toBeNull();
  });

  it('puts the round trip behind its steps', () => {
    const roundTrip = { ok: true, ms: 100, authenticationResults: [], verdicts: [], route: [] };
    const protocols = { smtp: { ok: true, steps: [resolve, connect], transcript: [] } };
    expect(checkOfReport({ ok: true, protocols, roundTrip }, 'kept').roundTrip?.startedMs).toBe(12);
  });
});
