import { writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Diagnosis } from '../../../preload/contract/index.ts';
import { nextEvent, nextJson, startPostkey } from '../../postkey.ts';
import { startGoogle } from '../../stand-ins/google.ts';
import { startPlain } from '../../stand-ins/plain.ts';
import { createVisitor } from '../practice/visitor.ts';
import { eventsIn, expectError, openWorkplace } from './workplace.ts';

const place = openWorkplace();
let account: string;
beforeAll(async () => {
  account = await place.addPractice();
});

const done = () => ({
  account,
  grantedScopes: expect.arrayContaining(['mail.send', 'mail.read']),
  missingScopes: [],
  expiresAt: expect.stringMatching(/Z$/),
});

interface DeviceEvent {
  readonly event: 'device';
  readonly userCode: string;
  readonly verificationUri: string;
}

/** Types the code on another device, up to the page that asks for a decision. */
async function typeCode({ verificationUri, userCode }: DeviceEvent) {
  const visitor = createVisitor();
  const enter = await visitor.open(verificationUri);
  return { visitor, confirm: await visitor.submit(enter, { set: { user_code: userCode } }) };
}

describe('add, before the browser opens', () => {
  const add = <T>(...args: readonly string[]) =>
    place.json<T>([
      ...['add', '--provider', 'microsoft365', '--address', 'sales@contoso.test', '--purpose', 'aem-cloud'],
      ...['--client-id', '11111111-2222-4333-8444-555555555555', ...args],
    ]);

  it('tells what the sign-in may fail of', async () => {
    const ended = await add();
    expect(ended.status).toBe(0);
    expect(eventsIn(ended)).toEqual([
      {
        event: 'warning',
        field: 'clientSecret',
        id: 'secret-missing',
        predicts: 'AADSTS7000218',
        text: expect.stringContaining('Signing in now would fail with AADSTS7000218'),
      },
    ]);
  });

  it.each([
    [['--set', 'redirectUri=http://localhost:8080/a#b'], 'AADSTS50011'],
    [['--set', 'scopes=SMTP.SendAsApp offline_access'], 'AADSTS70011'],
    [['--tenant', 'Contoso'], 'AADSTS900023'],
  ])('refuses what cannot succeed: %j', async (args, code) => {
    const { status, document } = await add<{ error: { diagnosis: Diagnosis } }>(...args);
    expect(status).toBe(2);
    expectError(document, 'INVALID_INPUT');
    expect(document.error.diagnosis.meaning).toContain(`Signing in now would fail with ${code}`);
  });
});

describe('sign-in --device', () => {
  it('shows a code, and signs in once it was typed elsewhere', async () => {
    const attempt = startPostkey(['sign-in', account, '--device', '--json', ...place.data]);
    const device = await nextEvent<DeviceEvent>(attempt.stderr, 'device');
    expect(device).toMatchObject({
      userCode: expect.any(String),
      verificationUri: expect.stringMatching(/^http:/),
    });
    const { visitor, confirm } = await typeCode(device);
    await visitor.submit(await visitor.submit(confirm, { set: { confirm: 'yes' } }), {
      set: { decision: 'allow' },
    });
    expect(await nextJson(attempt.stdout)).toEqual(done());
    expect((await attempt.ended).status).toBe(0);
  });

  it('says that it was declined there', async () => {
    const attempt = startPostkey(['sign-in', account, '--device', '--json', ...place.data]);
    const device = await nextEvent<DeviceEvent>(attempt.stderr, 'device');
    const { visitor, confirm } = await typeCode(device);
    await visitor.submit(confirm, { set: { abort: 'yes' } });
    expectError(await nextJson(attempt.stdout), 'CONSENT_FAILED');
    expect((await attempt.ended).status).toBe(1);
  });

  it('ends at once when it is interrupted', async () => {
    const attempt = startPostkey(['sign-in', account, '--device', '--json', ...place.data]);
    await nextEvent<DeviceEvent>(attempt.stderr, 'device');
    const { status, ms } = await attempt.stop();
    expect(status).toBe(1);
    expect(ms).toBeLessThan(4_000);
  });
});

describe('sign-in --paste', () => {
  /** Begins a sign-in, and ends at the address the browser would open next. */
  async function landed(): Promise<string> {
    const attempt = startPostkey(['sign-in', account, '--no-open', '--json', ...place.data]);
    const { url } = await nextEvent<{ event: 'open'; url: string }>(attempt.stderr, 'open');
    await attempt.stop();
    const visitor = createVisitor();
    return (await visitor.submit(await visitor.open(url), { set: { decision: 'allow' } })).url;
  }

  it('takes the address landed on, after the command that began it has ended', async () => {
    const { status, document } = await place.json(['sign-in', account, '--paste', await landed()]);
    expect({ status, document }).toEqual({ status: 0, document: done() });
  });

  it('takes it once', async () => {
    const url = await landed();
    expect((await place.json(['sign-in', account, '--paste', url])).status).toBe(0);
    const { status, document } = await place.json(['sign-in', account, '--paste', url]);
    expect(status).toBe(1);
    expectError(document, 'CONSENT_FAILED');
  });

  it.each([['https://x.test/?code=a&state=b'], ['https://x.test/'], ['it did not work']])(
    'refuses %s',
    async (pasted) => {
      const { status, document } = await place.json(['sign-in', account, '--paste', pasted]);
      expect(status).toBe(1);
      expectError(document, 'CONSENT_FAILED');
    },
  );

  it('is another way than --device', async () => {
    const { status, document } = await place.json(['sign-in', account, '--device', '--paste', 'x']);
    expect(status).toBe(2);
    expectError(document, 'USAGE');
  });
});

describe('sign-in --client-secret-file', () => {
  it('is for apps that have a secret', async () => {
    const { status, document } = await place.json(
      ['sign-in', account, '--client-secret-file', '-'],
      'the~value\n',
    );
    expect(status).toBe(2);
    expectError(document, 'INVALID_INPUT');
  });
});

describe('a redirect that leads elsewhere', () => {
  it('is waited for, and its address taken from the terminal', async () => {
    const plain = await startPlain();
    onTestFinished(plain.close);
    const { document } = await place.json<{ id: string }>([
      'add',
      ...['--provider', 'custom', '--address', 'a@own.test', '--client-id', 'a-client'],
      ...['--set', `authorizationEndpoint=${plain.origin}/authorize`],
      ...['--set', `tokenEndpoint=${plain.origin}/token`],
      ...['--set', 'redirectUri=https://author.own.test/services/mailer/oauth2/token'],
      ...['--set', 'scopes=mail'],
    ]);
    const attempt = startPostkey([
      'sign-in',
      document.id,
      '--no-open',
      '--json',
      '--timeout',
      '10',
      ...place.data,
    ]);
    const { url } = await nextEvent<{ event: 'paste'; url: string }>(attempt.stderr, 'paste');
    const back = (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
    expect(back).toMatch(/^https:\/\/author\.own\.test\//);
    const pasted = await place.json(['sign-in', document.id, '--paste', back]);
    expect(pasted).toMatchObject({ status: 0, document: { account: document.id, grantedScopes: ['mail'] } });
    await attempt.stop();
  });
});

describe('add', () => {
  it('takes the key file of a service account', async () => {
    const google = await startGoogle({ users: [] });
    onTestFinished(google.close);
    const path = place.path('key.json');
    await writeFile(path, google.keyFile);
    const { status, document } = await place.json<{ id: string }>([
      'add',
      ...['--provider', 'google-service-account', '--grant', 'service_account'],
      ...['--address', 'a@contoso.test', '--service-account-file', path],
    ]);
    expect({ status, document }).toEqual({
      status: 0,
      document: { id: expect.stringMatching(/^[a-z0-9]{12}$/) },
    });
    const { document: rows } = await place.json<object[]>(['accounts']);
    expect(rows).toContainEqual(expect.objectContaining({ id: document.id, health: 'ready' }));
  });

  it.each([
    [['--provider', 'google-service-account']],
    [['--provider', 'gmx']],
    [['--provider', 'microsoft365', '--client-id', 'no-guid']],
    [['--provider', 'microsoft365', '--grant', 'service_account', '--client-id', 'x']],
  ])('refuses what cannot be: %s', async (args) => {
    const { status, document } = await place.json(['add', '--address', 'x@contoso.test', ...args]);
    expect(status).toBe(2);
    expectError(document, 'INVALID_INPUT');
  });

  it('adds a list of mailboxes, and says of each row what became of it', async () => {
    const path = place.path('list.csv');
    await writeFile(path, 'address;label\nb@contoso.test;Sales\nnobody\n');
    const addList = () =>
      place.json<object>([
        'add',
        ...['--csv', path, '--provider', 'microsoft365'],
        ...['--client-id', '11111111-2222-4333-8444-555555555555'],
      ]);
    const { status, document } = await addList();
    expect({ status, document }).toEqual({
      status: 1,
      document: {
        added: [{ id: expect.any(String), line: 2, address: 'b@contoso.test' }],
        skipped: [],
        failed: [
          {
            line: 3,
            address: 'nobody',
            code: 'INVALID_INPUT',
            problems: [{ column: 'address', id: 'address' }],
          },
        ],
      },
    });

    await writeFile(path, 'address;label\nb@contoso.test;Sales\nc@contoso.test;New\n');
    expect(await addList()).toMatchObject({
      status: 0,
      document: {
        added: [{ line: 3, address: 'c@contoso.test' }],
        skipped: [{ line: 2, address: 'b@contoso.test' }],
        failed: [],
      },
    });
  });
});
