import { once } from 'node:events';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { openImap, openPop3, openSmtp, upgrade } from './dialogue.ts';
import { requestRefresh, signIn } from './oauth-client.ts';
import { runPractice } from './running-practice.ts';

const running = runPractice();

describe('the token endpoint can be told', () => {
  test.each([
    ['server-error', 500, /^\{"error":"server_error"/],
    ['html', 200, /^<!doctype html>/],
    ['empty', 200, /^$/],
  ] as const)('to answer %s', async (token, status, body) => {
    running.practice.misbehave({ token });
    const response = await requestRefresh(running.practice, 'any');
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(body);
  });

  test('to refuse every refresh token, which are good again afterwards', async () => {
    const { refresh_token: token = '' } = await signIn(running.practice);
    running.practice.misbehave({ token: 'invalid-grant' });
    const refused = await requestRefresh(running.practice, token);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: 'invalid_grant' });
    running.practice.misbehave({ token: null });
    expect((await requestRefresh(running.practice, token)).status).toBe(200);
  });

  test('to leave the refresh token out, and the old one stays good', async () => {
    const { refresh_token: token = '' } = await signIn(running.practice);
    running.practice.misbehave({ token: 'no-refresh-token' });
    const first = (await (await requestRefresh(running.practice, token)).json()) as Record<string, unknown>;
    expect(first['access_token']).toBeTypeOf('string');
    expect(first).not.toHaveProperty('refresh_token');
    expect((await requestRefresh(running.practice, token)).status).toBe(200);
    expect((await signIn(running.practice)).refresh_token).toBeUndefined();
  });

  test('to say nothing at all, so that only the caller can end it', async () => {
    running.practice.misbehave({ token: 'stall' });
    const abort = new AbortController();
    const stalled = fetch(running.practice.tokenEndpoint, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token' }),
      signal: abort.signal,
    });
    const discovery = fetch(`${running.practice.issuer}/.well-known/openid-configuration`);
    const first = await Promise.race([stalled, discovery]);
    expect(first.url).toContain('openid-configuration');
    abort.abort();
    await expect(stalled).rejects.toThrow(/abort/i);
  });
});

test('a scope can be refused whatever was ticked', async () => {
  running.practice.misbehave({ refusedScope: 'mail.send' });
  const { scope } = await signIn(running.practice);
  expect(scope.split(' ')).not.toContain('mail.send');
  expect(scope.split(' ')).toContain('mail.read');
});

describe('SMTP can be told', () => {
  test('to go silent after its greeting', async () => {
    running.practice.misbehave({ smtp: 'stall' });
    const smtp = openSmtp(running.practice);
    expect(await smtp.line()).toMatch(/^220 /);
    smtp.say('EHLO client.test');
    const answer = smtp.line();
    // What a second, well-behaved connection gets meanwhile shows that the silence is no slowness.
    running.practice.misbehave({ smtp: null });
    const other = openSmtp(running.practice);
    await other.until(/^220 /);
    other.say('EHLO client.test');
    expect(await Promise.race([answer, other.until(/^250 /)])).toMatch(/^250 /);
    smtp.socket.destroy();
    other.socket.destroy();
  });

  test('to hang up in the middle of the TLS handshake', async () => {
    running.practice.misbehave({ smtp: 'drop-tls' });
    const smtp = openSmtp(running.practice);
    await smtp.until(/^220 /);
    smtp.say('EHLO client.test');
    await smtp.until(/^250 STARTTLS/);
    smtp.say('STARTTLS');
    await smtp.until(/^220 /);
    const secure = upgrade(smtp.socket, running.practice);
    const [error] = await once(secure, 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('POP3 can be told', () => {
  test('to go silent after its greeting', async () => {
    running.practice.misbehave({ pop3: 'stall' });
    const pop3 = openPop3(running.practice);
    expect(await pop3.line()).toMatch(/^\+OK/);
    pop3.say('CAPA');
    const answer = pop3.line();
    running.practice.misbehave({ pop3: null });
    const other = openPop3(running.practice);
    other.say('CAPA');
    expect(await Promise.race([answer, other.until(/^SASL/)])).toBe('SASL XOAUTH2');
    pop3.socket.destroy();
    other.socket.destroy();
  });

  test('to hang up in the middle of the TLS handshake', async () => {
    running.practice.misbehave({ pop3: 'drop-tls' });
    const { pop3, caPem } = running.practice;
    const socket = connect({ host: pop3.host, port: pop3.port, ca: caPem, servername: 'localhost' });
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET' });
  });
});

describe('IMAP can be told', () => {
  test('to go silent after its greeting', async () => {
    running.practice.misbehave({ imap: 'stall' });
    const imap = openImap(running.practice);
    expect(await imap.line()).toMatch(/^\* OK/);
    imap.say('a NOOP');
    const answer = imap.line();
    running.practice.misbehave({ imap: null });
    const other = openImap(running.practice);
    other.say('b NOOP');
    expect(await Promise.race([answer, other.until(/^b /)])).toMatch(/^b OK/);
    imap.socket.destroy();
    other.socket.destroy();
  });

  test('to hang up in the middle of the TLS handshake', async () => {
    running.practice.misbehave({ imap: 'drop-tls' });
    const { imap, caPem } = running.practice;
    const socket = connect({ host: imap.host, port: imap.port, ca: caPem, servername: 'localhost' });
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET' });
  });
});
