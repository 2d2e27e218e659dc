import { beforeAll, describe, expect, it } from 'vitest';
import { createExplainer, type Explainer, explainFailure } from '../../../main/explain/explain.ts';
import { initialResponse } from '../../../main/mail/sasl.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { misdeedsAt } from './hostile/misdeeds.ts';
import { type Moment, moments, startUntil } from './hostile/moments.ts';
import { probe, TOKEN } from './probe.ts';
import {
  behindStartTls,
  honest,
  type Peer,
  type Reply,
  type ScriptedServer,
  startScripted,
} from './scripted-server.ts';
import { within } from './within.ts';

let certificates: Certificates;
let explainer: Explainer;
beforeAll(async () => {
  certificates = await makeCertificates();
  explainer = await createExplainer('en');
});

/** Milliseconds for a check that has to wait for its deadline: enough to get to every moment on a busy machine. */
const SHORT = 1_000;
/** For those that end by themselves. */
const LONG = 10_000;
const GRACE = 500;

type Target = Pick<Moment, 'protocol' | 'security'> & { readonly token?: string; readonly id?: string };

/** Checks and holds to what is true whatever the server does. */
async function survive(server: ScriptedServer, { protocol, security, token = TOKEN, id }: Target) {
  const timeoutMs = id === 'postkey-timeout' ? SHORT : LONG;
  const target = { protocol, port: server.port, security, ca: certificates.ca, token };
  const { failed, outcome, said } = await within(timeoutMs + GRACE, probe(target, { timeoutMs }));
  const failure = outcome.steps.at(-1)?.failure;
  const at = { user: 'info@example.com', accessToken: token, host: 'localhost', port: server.port };
  for (const secret of [token, initialResponse('XOAUTH2', at), initialResponse('OAUTHBEARER', at)]) {
    expect(server.inClear()).not.toContain(secret);
    expect(said).not.toContain(secret);
  }
  expect(said.length).toBeLessThan(600_000);
  await within(GRACE, server.emptied());
  return { ...failed, id: failure && explainFailure(explainer, failure).id };
}

const rows = moments.flatMap((moment) =>
  Object.entries(misdeedsAt(moment)).map(([misdeed, outcome]) => ({ ...moment, misdeed, ...outcome })),
);

const ways = (['smtp', 'imap', 'pop3'] as const).flatMap((protocol) =>
  (['tls', 'starttls'] as const).map((security) => ({ protocol, security })),
);

describe.concurrent('a hostile server', () => {
  it.each(rows)('$protocol by $security: $misdeed at $at ($phase) fails $step', async (row) => {
    await using server = await startUntil(row, row.reply, certificates.good);
    const failed = await survive(server, row);
    expect(failed).toMatchObject({
      step: row.step,
      id: row.id,
      evidence: expect.stringMatching(row.evidence),
    });
  });

  it.each(ways)('$protocol by $security cannot stretch the deadline by answering slowly', async (way) => {
    const { protocol, security } = way;
    const script = security === 'tls' ? honest[protocol] : behindStartTls(protocol, certificates.good);
    const slowly = Object.entries(script).map(([at, reply]: [string, Reply]): [string, Reply] => [
      at,
      (peer, line) =>
        setTimeout(() => (typeof reply === 'string' ? peer.say(reply) : reply(peer, line)), 400),
    ]);
    const identity = security === 'tls' ? certificates.good : undefined;
    await using server = await startScripted(Object.fromEntries(slowly), identity);
    const id = 'postkey-timeout';
    expect((await survive(server, { ...way, id })).id).toBe(id);
  });

  it('that never says goodbye does not spoil a proven mailbox', async () => {
    await using server = await startScripted({ ...honest.imap, ['LOGOUT']: (peer: Peer) => peer.reset() });
    const { outcome } = await probe({ protocol: 'imap', port: server.port, security: 'none' });
    expect(outcome.ok).toBe(true);
  });
});

describe.concurrent('a certificate', () => {
  const wrong = [
    ['expired', /CERT_HAS_EXPIRED/, 'tls-expired'],
    ['wrongName', /ERR_TLS_CERT_ALTNAME_INVALID/, 'tls-name-mismatch'],
    ['selfSigned', /DEPTH_ZERO_SELF_SIGNED_CERT/, 'tls-self-signed'],
  ] as const;
  const cases = ways.flatMap((way) => wrong.map(([kind, evidence, id]) => ({ ...way, kind, evidence, id })));

  it.each(cases)('that is $kind ends $protocol by $security before the token', async (row) => {
    const { protocol, security } = row;
    const identity = certificates[row.kind];
    await using server =
      security === 'tls'
        ? await startScripted(honest[protocol], identity)
        : await startScripted(behindStartTls(protocol, identity));
    const failed = await survive(server, row);
    expect(failed).toMatchObject({ step: security, where: 'tls', id: row.id });
    expect(failed.evidence).toMatch(row.evidence);
    expect(server.heard.join('\n')).not.toMatch(/AUTH/);
  });
});

describe.concurrent('an error challenge that is not base64', () => {
  const refusals = {
    smtp: { 'AUTH XOAUTH2 ': '334 {not base64}', '*': '535 5.7.8 Error: authentication failed' },
    imap: {
      'AUTHENTICATE XOAUTH2 ': '+ {not base64}',
      '*': '$tag NO [AUTHENTICATIONFAILED] Authentication failed',
    },
    pop3: {
      '*': (peer, line) => peer.say(line === '' ? '-ERR [AUTH] Login failed' : '+ {not base64}'),
    },
  } as const satisfies Record<string, Record<string, Reply>>;
  const ids = { smtp: 'smtp-535-generic', imap: 'imap-authfailed-generic', pop3: 'pop-gmail-auth' };

  it.each(ways)('is answered and repeated as it is in $protocol by $security', async (way) => {
    const { protocol, security } = way;
    const script = security === 'tls' ? honest[protocol] : behindStartTls(protocol, certificates.good);
    const identity = security === 'tls' ? certificates.good : undefined;
    await using server = await startScripted({ ...script, ...refusals[protocol] }, identity);
    const failed = await survive(server, way);
    expect(failed).toMatchObject({ step: 'authenticate', where: protocol, id: ids[protocol] });
    expect(failed.evidence).toMatch(/failed\n\{not base64\}$/);
    expect(server.heard).toContain('');
  });
});

describe.concurrent('before TLS', () => {
  const stripped = {
    smtp: { EHLO: '250-scripted\r\n250 AUTH XOAUTH2' },
    imap: { CAPABILITY: '* CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2\r\n$tag OK done' },
    pop3: { CAPA: '+OK\r\nSASL XOAUTH2\r\n.' },
  };
  const refused = {
    smtp: { STARTTLS: '454 4.7.0 TLS not available' },
    imap: { STARTTLS: '$tag NO TLS not available' },
    pop3: { STLS: '-ERR TLS not available' },
  };
  const said = { smtp: '250 AUTH XOAUTH2', imap: '* CAPABILITY AUTH=XOAUTH2', pop3: '+OK' };
  const upgraded = { smtp: '220 go', imap: '$tag OK go', pop3: '+OK go' };

  /** What is injected comes with the answer to STARTTLS. */
  const injected = (protocol: keyof typeof said): Record<string, Reply> => ({
    [protocol === 'pop3' ? 'STLS' : 'STARTTLS']: (peer) => {
      peer.say(`${upgraded[protocol]}\r\n${said[protocol]}`);
      peer.startTls(certificates.good);
    },
  });
  /** What is injected comes where the handshake is expected. */
  const late = (protocol: keyof typeof said): Record<string, Reply> => ({ handshake: said[protocol] });

  const cases = (['smtp', 'imap', 'pop3'] as const).flatMap((protocol) => [
    { protocol, what: 'STARTTLS stripped', over: () => stripped[protocol], id: 'postkey-starttls-missing' },
    { protocol, what: 'STARTTLS refused', over: () => refused[protocol], id: 'postkey-starttls-refused' },
    { protocol, what: 'text injected', over: injected, id: 'postkey-starttls-injection' },
    { protocol, what: 'text instead of the handshake', over: late, id: 'tls-wrong-version' },
  ]);

  it.each(cases)('$protocol with $what gets no token', async ({ protocol, over, id }) => {
    const script = { ...behindStartTls(protocol, certificates.good), ...over(protocol) };
    await using server = await startScripted(script);
    const failed = await survive(server, { protocol, security: 'starttls' });
    expect(failed).toMatchObject({ step: 'starttls', id });
    expect(server.heard.join('\n')).not.toMatch(/AUTH/);
  });
});

describe('input that would break the dialogue', () => {
  it('is refused: a token with a line break', async () => {
    await using server = await startScripted(honest.imap);
    const target = {
      protocol: 'imap',
      port: server.port,
      security: 'none',
      token: 'abc\r\np9 LOGOUT',
    } as const;
    await expect(probe(target)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'POSTKEY_CONTROL_CHARACTER accessToken',
    });
    expect(server.heard).toEqual([]);
  });

  it('is refused: a recipient with a line break', async () => {
    await using server = await startScripted(honest.smtp);
    const { failed } = await probe(
      { protocol: 'smtp', port: server.port, security: 'none' },
      { recipient: 'a@example.com>\r\nDATA' },
    );
    expect(failed.evidence).toBe('POSTKEY_CONTROL_CHARACTER');
    expect(server.heard).not.toContain('DATA');
  });

  it('is refused: a protocol without a server', async () => {
    const target = { protocol: 'imap', port: 1, security: 'none' } as const;
    await expect(probe(target, { protocols: ['smtp'] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'POSTKEY_NO_SERVER smtp',
    });
  });
});
