import { once } from 'node:events';
import { connect } from 'node:net';
import { ORPCError } from '@orpc/client';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccount } from '../../main/accounts/find-account.ts';
import { createExplainer, explainFailure } from '../../main/explain/explain.ts';
import { Failure } from '../../main/explain/failure.ts';
import {
  type CheckEvent,
  type ConsentEvent,
  Diagnosis,
  type Language,
} from '../../preload/contract/index.ts';
import { type RunningApp, startApp } from '../app.ts';
import { answerConsent } from '../consent.ts';
import { startSilentServer } from './silent-server.ts';
import { type Transport, transports, wires } from './transports.ts';

const stranger = 'zzzzzzzzzzzz';

describe.each(transports)('the contract over $name', ({ open }) => {
  let running: RunningApp;
  let transport: Transport;
  let account: string;

  beforeAll(async () => {
    running = await startApp();
    transport = await open(running.app);
    await running.app.services.startPractice();
    const draft = { provider: 'practice', address: 'practice@postkey.test' };
    ({ id: account } = await transport.client.onboarding.add(draft));
  });
  afterAll(async () => {
    await transport.close();
    await running.close();
  });

  async function signIn(): Promise<ConsentEvent[]> {
    const events: ConsentEvent[] = [];
    const attempt = await transport.client.onboarding.signIn({ account, openBrowser: false });
    for await (const event of attempt) {
      events.push(event);
      if (event.event === 'open') void answerConsent(event.url);
    }
    return events;
  }

  it('lists what was added', async () => {
    const rows = await transport.client.accounts.list();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ id: account, health: 'needs-sign-in', diagnosis: null });
  });

  it('tells a watcher the list now and again after each change', async () => {
    const watching = await transport.client.accounts.watch();
    const label = async () => (await next(watching))[0]?.label;
    const seen = [await label()];
    for (const given of ['first', 'second']) {
      await transport.client.accounts.update({ account, label: given });
      seen.push(await label());
    }
    await watching.return?.(undefined);
    expect(seen).toEqual(['practice@postkey.test', 'first', 'second']);
  });

  it('throws a typed error with its diagnosis', async () => {
    const error = await failureOf(transport.client.accounts.update({ account: stranger, label: 'x' }));
    expect(error).toMatchObject({ code: 'NOT_FOUND', status: 404, defined: true });
    expect(diagnosisOf(error)).toMatchObject({ matched: true, class: 'configuration' });
    expect(error.message).toBe(diagnosisOf(error).title);
  });

  it('throws the same out of an event iterator, after the events before it', async () => {
    const events: string[] = [];
    const attempt = await transport.client.onboarding.signIn({ account, openBrowser: false });
    const error = await failureOf(
      (async () => {
        for await (const event of attempt) {
          events.push(event.event);
          if (event.event === 'open') void answerConsent(event.url, 'deny');
        }
      })(),
    );
    expect(events).toEqual(['open']);
    expect(error).toMatchObject({ code: 'CONSENT_FAILED', defined: true });
    expect(diagnosisOf(error)).toMatchObject({ matched: true, class: 'consent' });
  });

  it('signs in, telling each event in order', async () => {
    const events = await signIn();
    expect(events.map(({ event }) => event)).toEqual(['open', 'exchanging', 'done']);
    expect(events.at(-1)).toMatchObject({ account, missingScopes: [] });
  });

  it('checks, telling each step before its result and the report last', async () => {
    await signIn();
    const events: CheckEvent[] = [];
    for await (const event of await transport.client.mail.check({ account, roundTrip: true }))
      events.push(event);
    const last = events.at(-1);
    expect(last).toMatchObject({ event: 'done', report: { ok: true, roundTrip: { ok: true } } });
    for (const protocol of ['smtp', 'imap', 'pop3'] as const) {
      const own = events.filter((event) => 'protocol' in event && event.protocol === protocol);
      const told = own.map((event) => {
        switch (event.event) {
          case 'step-started':
            return `${event.name} starts`;
          case 'step':
            return `${event.step.name} is over`;
          default:
            return event.event;
        }
      });
      const [first] = own;
      const plan = first?.event === 'started' ? first.plan : [];
      const expected = plan.flatMap((name) => [`${name} starts`, `${name} is over`]);
      expect(told).toEqual(['started', ...expected, 'finished']);
    }
  });

  it('explains any text', async () => {
    const diagnosis = await transport.client.explain.explain({
      text: 'AADSTS7000215: Invalid client secret provided.',
    });
    expect(diagnosis).toMatchObject({ matched: true, class: 'client' });
  });

  it('brings a bundle as a file to download', async () => {
    const saved = await transport.client.bundles.save({ target: 'aem-cloud', account });
    if (saved.kind !== 'download') throw new Error(`expected a download, not ${saved.kind}`);
    expect(saved.fileName).toMatch(/\.zip$/);
    expect(saved.file).toBeInstanceOf(Blob);
    const files = Object.keys(unzipSync(new Uint8Array(await saved.file.arrayBuffer())));
    const { files: shown } = await transport.client.bundles.preview({ target: 'aem-cloud', account });
    expect(files.sort()).toEqual(shown.map(({ path }) => path).sort());
  });

  it('speaks the language that is chosen', async () => {
    const { settings, accounts } = transport.client;
    const inWords = async () =>
      diagnosisOf(await failureOf(accounts.update({ account: stranger, label: 'x' })));
    const expected = async (language: Language) => {
      const failure = new Failure('NOT_FOUND', {
        where: 'command',
        evidence: `POSTKEY_NOT_FOUND ${stranger}`,
        context: { ref: stranger },
      });
      return explainFailure(await createExplainer(language), failure);
    };
    expect(await inWords()).toEqual(await expected('en'));
    await settings.set({ language: 'fr' });
    expect(await settings.get()).toMatchObject({ language: 'fr', resolvedLanguage: 'fr' });
    expect(await inWords()).toEqual(await expected('fr'));
    await settings.set({ language: null });
    expect(await settings.get()).toMatchObject({ language: null, resolvedLanguage: 'en' });
  });

  it('closes the port of a sign-in whose events nobody wants any more', async () => {
    const attempt = await transport.client.onboarding.signIn({ account, openBrowser: false });
    const port = callbackPort(await next(attempt));
    expect(await answers(port)).toBe(true);
    await attempt.return?.(undefined);
    await expect.poll(() => answers(port)).toBe(false);
  });

  it('closes the port of a sign-in that is aborted while it is waited for', async () => {
    const cancel = new AbortController();
    const options = { signal: cancel.signal };
    const attempt = await transport.client.onboarding.signIn({ account, openBrowser: false }, options);
    const port = callbackPort(await next(attempt));
    const waiting = attempt.next();
    cancel.abort();
    await expect(waiting).rejects.toThrow();
    await expect.poll(() => answers(port)).toBe(false);
  });

  it.each(['aborting', 'closing the events'])('destroys the connections of a check on %s', async (how) => {
    const silent = await startSilentServer();
    const mailbox = await addMailbox(running, silent.port, how);
    const cancel = new AbortController();
    const arriving = silent.connected();
    const check = await transport.client.mail.check({ account: mailbox }, { signal: cancel.signal });
    const reading = (async () => {
      for await (const _ of check);
    })().catch(() => undefined);
    const socket = await arriving;
    const closed = once(socket, 'close');
    if (how === 'aborting') cancel.abort();
    else await check.return?.(undefined);
    await closed;
    await reading;
    await silent.close();
  });

  const tooLong = 'x'.repeat(6 * 1024 * 1024);
  it.each([
    [
      'a wrong account id',
      () => transport.client.accounts.update({ account: '../../etc/passwd', label: 'x' }),
    ],
    ['a wrong type', () => transport.client.accounts.remove({ account: { $ne: '' } as unknown as string })],
    ['an empty label', () => transport.client.accounts.update({ account: stranger, label: '' })],
    ['an unknown target', () => transport.client.bundles.preview({ target: 'x' as 'aem-cloud', account })],
    ['a number out of range', () => transport.client.onboarding.signIn({ account, timeoutSeconds: 1e9 })],
    ['a text above the limit', () => transport.client.explain.explain({ text: tooLong })],
  ])('refuses %s and tells nothing of its inside', async (_, call) => {
    const error = await failureOf(call());
    expect(error.code).toBe('BAD_REQUEST');
    const told = JSON.stringify(error.toJSON());
    expect(told.length).toBeLessThan(2_000);
    expect(told).not.toMatch(/\.ts\b|node_modules|at \w+ \(|postkey-app-/);
  });

  it('leaves a prototype as it is whatever is sent', async () => {
    const values = JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": "x"}');
    await transport.client.explain.explain({ text: 'hello', values });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('removes, and tells the provider where asked', async () => {
    await signIn();
    const { accounts } = transport.client;
    expect(await accounts.remove({ account, revoke: true })).toEqual({ removed: account, revoked: true });
    expect((await accounts.list()).map(({ id }) => id)).not.toContain(account);
  });
});

describe.each(wires)('what is not in the contract, over $name', ({ open }) => {
  let running: RunningApp;
  let transport: Transport;

  beforeAll(async () => {
    running = await startApp();
    transport = await open(running.app);
  });
  afterAll(async () => {
    await transport.close();
    await running.close();
  });

  it.each([
    [['__proto__']],
    [['constructor']],
    [['accounts', '__proto__']],
    [['accounts', 'constructor', 'constructor']],
    [['accounts', 'list', '~orpc', 'handler']],
    [['accounts', 'list', 'toString']],
    [['accounts']],
    [['vault', 'read']],
  ])('%j is not found', async (path) => {
    expect(await failureOf(transport.call(path))).toMatchObject({ code: 'NOT_FOUND', defined: false });
  });
});

/** The error a call ends in. */
async function failureOf(call: Promise<unknown>): Promise<ORPCError<string, unknown>> {
  const error = await call.then(
    () => new Error('the call went well'),
    (reason: unknown) => reason,
  );
  if (error instanceof ORPCError) return error;
  throw error;
}

function diagnosisOf({ data }: ORPCError<string, unknown>): Diagnosis {
  return Diagnosis.parse(Reflect.get(Object(data), 'diagnosis'));
}

async function next<T>(events: AsyncIterator<T, unknown>): Promise<T> {
  const { done, value } = await events.next();
  if (done) throw new Error('the events are over');
  return value;
}

function callbackPort(event: ConsentEvent): number {
  if (event.event !== 'open') throw new Error(`expected the link, not ${event.event}`);
  return Number(new URL(new URL(event.url).searchParams.get('redirect_uri') ?? '').port);
}

/** Whether anything takes connections on a port of this machine. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** A signed-in account whose mail server is a port of ours. */
async function addMailbox({ app }: RunningApp, port: number, label: string): Promise<string> {
  const issuer = 'https://login.postkey.test';
  const { id } = await app.client.onboarding.add({
    provider: 'custom',
    address: `${label.replaceAll(' ', '-')}@postkey.test`,
    clientId: 'client',
    endpoints: { authorization: `${issuer}/auth`, token: `${issuer}/token` },
    mail: { imap: { host: '127.0.0.1', port, security: 'tls' } },
  });
  await app.services.vault.write(findAccount(app.services.accounts.list(), id).id, {
    accessToken: 'a-token',
    accessTokenExpiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  return id;
}
