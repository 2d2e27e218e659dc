import { readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { postkey } from '../../postkey.ts';
import { eventsIn, expectError, openWorkplace } from './workplace.ts';

const place = openWorkplace();
let account: string;
beforeAll(async () => {
  account = await place.addPractice();
});

const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const server = {
  host: '127.0.0.1',
  port: expect.any(Number),
  security: expect.stringMatching(/^(tls|starttls)$/),
};

describe('practice', () => {
  it('says first of all where everything is', async () => {
    const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+/);
    const client = { id: expect.any(String), secret: expect.any(String) };
    expect(place.practice).toMatchObject({
      issuer: url,
      authorizationEndpoint: url,
      tokenEndpoint: url,
      deviceAuthorizationEndpoint: url,
      introspectionEndpoint: url,
      revocationEndpoint: url,
      client,
      resourceServer: client,
      address: 'practice@postkey.test',
      imap: server,
      smtp: server,
    });
    expect(await readFile(place.practice.ca, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });

  it('does not run twice for a data folder', async () => {
    const { status, stderr } = await postkey(['practice', ...place.data]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('running already') });
  });
});

describe('an account that is not signed in yet', () => {
  it('is listed by its health', async () => {
    const { status, document, stderr } = await place.json(['accounts']);
    expect({ status, document, stderr }).toEqual({
      status: 0,
      stderr: '',
      document: [
        {
          id: account,
          label: place.practice.address,
          address: place.practice.address,
          provider: 'practice',
          purpose: 'other',
          health: 'needs-sign-in',
          accessTokenExpiresAt: null,
          lastRefreshAt: null,
          secretExpiresOn: null,
        },
      ],
    });
  });

  it.each([
    ['token'],
    ['check'],
    ['refresh'],
    ['send', '--to', 'a@postkey.test', '--subject', 's', '--text', 't'],
  ])('makes `%s` end with 3', async (command, ...options) => {
    const { status, document } = await place.json<object>([command, account, ...options]);
    expect(status).toBe(3);
    if (command === 'refresh') {
      expect(document).toEqual({ refreshed: [], skipped: [], failed: [{ account, code: 'NEEDS_SIGN_IN' }] });
      return;
    }
    expectError(document, 'NEEDS_SIGN_IN');
  });

  it('has its diagnosis on stderr, in sentences without --json and as an event with it', async () => {
    const forPeople = await postkey(['token', account, ...place.data]);
    expect(forPeople).toMatchObject({ status: 3, stdout: '' });
    expect(forPeople.stderr).toMatch(/\nWhat to do:\n {2}1\. /);
    const forScripts = await place.json<{ error: object }>(['token', account]);
    expect(eventsIn(forScripts)).toEqual([{ event: 'error', ...forScripts.document.error }]);
  });

  it('is not added a second time', async () => {
    const { status, document } = await place.json([
      'add',
      '--provider',
      'practice',
      '--address',
      place.practice.address,
    ]);
    expect(status).toBe(1);
    expectError(document, 'ALREADY_EXISTS');
  });
});

describe('sign-in', () => {
  it('gives up after --timeout', async () => {
    const { status, document, ...ended } = await place.json([
      'sign-in',
      account,
      '--no-open',
      '--timeout',
      '1',
    ]);
    expect(status).toBe(1);
    expectError(document, 'CONSENT_FAILED');
    const [open, ...others] = eventsIn(ended);
    expect(open).toMatchObject({ event: 'open', url: expect.stringMatching(/^http:\/\/127/), opened: false });
    expect(others).toMatchObject([{ event: 'error', code: 'CONSENT_FAILED' }]);
  });

  it('says why it was refused', async () => {
    const { status, events, document } = await place.signIn(account, 'deny');
    expect({ status, events }).toEqual({ status: 1, events: ['open', 'error'] });
    expectError(document, 'CONSENT_FAILED');
  });

  it('tells what was granted', async () => {
    const { status, events, document } = await place.signIn(place.practice.address);
    expect({ status, events }).toEqual({ status: 0, events: ['open', 'exchanging'] });
    expect(document).toEqual({
      account,
      grantedScopes: expect.arrayContaining(['mail.send', 'mail.read']),
      missingScopes: [],
      expiresAt: iso,
    });
  });
});

describe('an account that is signed in', () => {
  it('is ready', async () => {
    const { document } = await place.json(['accounts']);
    expect(document).toMatchObject([{ health: 'ready', accessTokenExpiresAt: iso, lastRefreshAt: iso }]);
    const { stdout } = await postkey(['accounts', ...place.data]);
    expect(stdout).toMatch(new RegExp(`^${account} +ready +${place.practice.address}`));
  });

  it('hands out its token, bare or with its end', async () => {
    const bare = await postkey(['token', account, ...place.data]);
    expect(bare).toMatchObject({ status: 0, stderr: '' });
    expect(bare.stdout).toMatch(/^[\w-]+\n$/);
    const { document } = await place.json(['token', place.practice.address]);
    expect(document).toEqual({ accessToken: bare.stdout.trim(), expiresAt: iso });
  });

  it('keeps its token while --min-life is met, and gets a new one otherwise', async () => {
    const token = async (...options: string[]) =>
      (await place.json<{ accessToken: string }>(['token', account, ...options])).document.accessToken;
    const kept = await token();
    expect(await token('--min-life', '3000')).toBe(kept);
    const renewed = await token('--min-life', '3601');
    expect(renewed).not.toBe(kept);
    expect(await token()).toBe(renewed);
  });

  it('is refreshed where it needs it, or by --force', async () => {
    const counts = async (...options: string[]) => (await place.json(['refresh', ...options])).document;
    const skipped = { refreshed: [], skipped: [account], failed: [] };
    const refreshed = { refreshed: [account], skipped: [], failed: [] };
    expect(await counts('--all')).toEqual(skipped);
    expect(await counts(account)).toEqual(skipped);
    expect(await counts(account, '--force')).toEqual(refreshed);
    expect(await counts('--all', '--force', '--concurrency', '2')).toEqual(refreshed);
  });

  it('is proven step by step', async () => {
    const { status, document, ...ended } = await place.json(['check', account, '--round-trip']);
    const step = {
      name: expect.any(String),
      ok: true,
      startedMs: expect.any(Number),
      ms: expect.any(Number),
    };
    const line = {
      ms: expect.any(Number),
      from: expect.stringMatching(/^(client|server|note)$/),
      text: expect.any(String),
    };
    const proven = {
      ok: true,
      server: { host: '127.0.0.1', port: expect.any(Number) },
      steps: expect.arrayContaining([expect.objectContaining(step)]),
      transcript: expect.arrayContaining([line]),
    };
    expect({ status, document }).toEqual({
      status: 0,
      document: {
        ok: true,
        protocols: { smtp: proven, imap: proven, pop3: proven },
        roundTrip: expect.objectContaining({
          ok: true,
          ms: expect.any(Number),
          authenticationResults: expect.any(Array),
        }),
      },
    });
    const { protocols } = document as { protocols: Record<string, { steps: { name: string }[] }> };
    expect(protocols['smtp']?.steps.map(({ name }) => name)).toEqual([
      'resolve',
      'connect',
      'greeting',
      'capabilities',
      'starttls',
      'authenticate',
      'sender',
      'recipient',
    ]);
    expect(protocols['imap']?.steps.map(({ name }) => name)).toEqual([
      'resolve',
      'connect',
      'tls',
      'greeting',
      'capabilities',
      'authenticate',
      'mailbox',
    ]);
    expect(eventsIn(ended).map(({ event }) => event)).toEqual(
      expect.arrayContaining(['started', 'step-started', 'step', 'finished', 'round-trip']),
    );
  });

  it('is checked by one protocol only', async () => {
    const { document } = await place.json<{ protocols: object }>(['check', account, '--only', 'imap']);
    expect(Object.keys(document.protocols)).toEqual(['imap']);
  });

  it('sends a message with files', async () => {
    const attachment = place.path('report.txt');
    await writeFile(attachment, 'all is well');
    await writeFile(place.path('body.html'), '<p>hello</p>');
    const message = [
      '--to',
      place.practice.address,
      '--subject',
      'Hello',
      '--text-file',
      '-',
      '--html-file',
      place.path('body.html'),
    ];
    const { status, document } = await place.json(
      ['send', account, ...message, '--attach', attachment],
      'hello\n',
    );
    expect({ status, document }).toEqual({
      status: 0,
      document: { messageId: expect.stringMatching(/^<.+@.+>$/), response: expect.stringMatching(/^250 /) },
    });
  });
});

describe('check', () => {
  it('that finds a fault prints its own document and ends with 1', async () => {
    const { practice } = place;
    const args = [
      'add',
      '--provider',
      'custom',
      '--address',
      practice.address,
      '--client-id',
      practice.client.id,
    ];
    const { document: added } = await place.json<{ id: string }>(
      [
        ...args,
        '--client-secret-file',
        '-',
        '--set',
        `issuer=${practice.issuer}`,
        '--set',
        'scopes=openid offline_access mail.read mail.send',
        '--set',
        `imap=127.0.0.1:${practice.imap.port}:tls`,
      ],
      `${practice.client.secret}\n`,
    );
    expect(await place.signIn(added.id)).toMatchObject({ status: 0 });
    const { status, document, ...ended } = await place.json<{ protocols: { imap: { steps: object[] } } }>([
      'check',
      added.id,
    ]);
    expect({ status, document }).toMatchObject({
      status: 1,
      document: { ok: false, protocols: { imap: { ok: false } } },
    });
    // Nobody told this account of practice's own certificate authority.
    const failed = document.protocols.imap.steps.at(-1);
    expect(failed).toMatchObject({ name: 'tls', ok: false, diagnosis: { matched: true, class: 'tls' } });
    expect(eventsIn(ended).at(-1)).toMatchObject({ event: 'finished' });
    await place.json(['remove', added.id]);
  });
});

describe('remove', () => {
  it('forgets an account', async () => {
    const { document: added } = await place.json<{ id: string }>([
      'add',
      '--provider',
      'practice',
      '--address',
      'other@postkey.test',
    ]);
    const { status, document } = await place.json(['remove', added.id]);
    expect({ status, document }).toEqual({ status: 0, document: { removed: added.id, revoked: false } });
  });

  it('revokes what the account was given', async () => {
    const { practice } = place;
    const { document: before } = await place.json<{ accessToken: string }>(['token', account]);
    expect(await isActive(before.accessToken)).toBe(true);
    const { status, document } = await place.json(['remove', practice.address, '--revoke']);
    expect({ status, document }).toEqual({ status: 0, document: { removed: account, revoked: true } });
    expect(await isActive(before.accessToken)).toBe(false);
    expect((await place.json(['accounts'])).document).toEqual([]);
  });

  async function isActive(token: string): Promise<boolean> {
    const { introspectionEndpoint, resourceServer } = place.practice;
    const credentials = Buffer.from(`${resourceServer.id}:${resourceServer.secret}`).toString('base64');
    const reply = await fetch(introspectionEndpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ token }),
    });
    const { active } = (await reply.json()) as { active: boolean };
    return active;
  }
});
