import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type LoopbackListener,
  listenOnLoopback,
  type StrayReason,
} from '../../../main/oauth/loopback-listener.ts';
import { failureOf } from '../failure-of.ts';

interface Listening extends LoopbackListener {
  readonly port: number;
  readonly strays: StrayReason[];
}

/** Accepts `state=right`. */
async function listening(redirectUri = 'http://127.0.0.1/'): Promise<Listening> {
  const strays: StrayReason[] = [];
  const listener = await listenOnLoopback({
    redirectUri,
    judge: (parameters) =>
      parameters.get('state') === 'right' ? { accept: true } : { accept: false, reason: 'state' },
    onStray: (reason) => strays.push(reason),
    page: (outcome) => `<p>${outcome}</p>`,
  });
  onTestFinished(() => listener.close());
  return { ...listener, strays, port: Number(new URL(listener.redirectUri).port) };
}

/** Speaks HTTP letter by letter, as no decent client would. */
async function say(port: number, request: string, host = '127.0.0.1'): Promise<string> {
  const socket = connect(port, host);
  await once(socket, 'connect');
  socket.write(request.replaceAll('\n', '\r\n'));
  return text(socket);
}

const get = (target: string, host: string) => `GET ${target} HTTP/1.1\nHost: ${host}\n\n`;

describe('the loopback listener', () => {
  test('answers the browser and then tells what it brought', async () => {
    const { redirectUri, answer } = await listening();
    const response = await fetch(`${redirectUri}?state=right&code=c`);
    expect([response.status, await response.text()]).toEqual([200, '<p>done</p>']);
    expect((await answer).get('code')).toBe('c');
  });

  test('says that it was refused where the provider did', async () => {
    const { redirectUri, answer } = await listening();
    expect(await (await fetch(`${redirectUri}?state=right&error=access_denied`)).text()).toBe(
      '<p>refused</p>',
    );
    expect((await answer).get('error')).toBe('access_denied');
  });

  test('turns strays away and goes on waiting', async () => {
    const { port, answer, strays } = await listening();
    const own = `127.0.0.1:${port}`;
    const requests: [string, number, StrayReason][] = [
      [get('/?state=right', 'evil.test'), 421, 'host'],
      [get('/?state=right', `localhost:${port}`), 421, 'host'],
      [get('/?state=right', '127.0.0.1'), 421, 'host'],
      [get('/other?state=right', own), 404, 'path'],
      [get('/favicon.ico', own), 404, 'path'],
      [get('//', own), 404, 'path'],
      [get('//[', own), 404, 'path'],
      [get('http://evil.test/other?state=right', own), 404, 'path'],
      [`POST /?state=right HTTP/1.1\nHost: ${own}\nContent-Length: 0\n\n`, 405, 'method'],
      [`HEAD /?state=right HTTP/1.1\nHost: ${own}\n\n`, 405, 'method'],
      [get('/?state=wrong', own), 400, 'state'],
      [get('/', own), 400, 'state'],
    ];
    for (const [request, status] of requests) {
      expect(await say(port, request), request).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    }
    expect(strays).toEqual(requests.map(([, , reason]) => reason));
    await say(port, get('/?state=right&code=c', own));
    expect((await answer).get('code')).toBe('c');
  });

  test('accepts one answer only', async () => {
    const { redirectUri, answer, strays } = await listening();
    await fetch(`${redirectUri}?state=right&code=first`);
    expect((await fetch(`${redirectUri}?state=right&code=second`)).status).toBe(400);
    expect(strays).toEqual(['state']);
    expect((await answer).get('code')).toBe('first');
  });

  test('answers with a page that may do nothing and is kept nowhere', async () => {
    const { redirectUri } = await listening();
    for (const query of ['?state=right&code=c', '?state=wrong']) {
      const { headers } = await fetch(`${redirectUri}${query}`);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+';/,
      );
      expect(headers.get('content-security-policy')).not.toMatch(/script-src|unsafe/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('closes with all its sockets, also those that never spoke', async () => {
    const { port, close } = await listening();
    const idle = connect(port, '127.0.0.1');
    await once(idle, 'connect');
    close();
    idle.resume();
    await once(idle, 'close');
    const late = connect(port, '127.0.0.1');
    const [error] = await once(late, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test.each([
    ['http://127.0.0.1/', /^http:\/\/127\.0\.0\.1:\d+\/$/],
    ['http://127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
    ['http://localhost', /^http:\/\/localhost:\d+$/],
    ['http://localhost/Call/Back?a=b', /^http:\/\/localhost:\d+\/Call\/Back\?a=b$/],
  ])('keeps the spelling of %s', async (registered, spelled) => {
    expect((await listening(registered)).redirectUri).toMatch(spelled);
  });

  test('takes localhost at its word, over IPv4 and IPv6', async () => {
    const { port, strays } = await listening('http://localhost/');
    for (const host of ['127.0.0.1', '::1']) {
      expect(await say(port, get('/?state=wrong', `localhost:${port}`), host)).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(strays).toEqual(['state', 'state']);
  });

  test('cannot be reached but over loopback', async () => {
    const { networkInterfaces } = await import('node:os');
    const { port } = await listening('http://localhost/');
    const foreign = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    for (const address of [...foreign, '127.0.0.2']) {
      const socket = connect(port, address);
      const [error] = await once(socket, 'error');
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  test.each(['127.0.0.1', '::1'])('says so where its fixed port is taken on %s', async (address) => {
    const other = createServer().listen(0, address);
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const bound = other.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    const failure = await failureOf(listening(`http://localhost:${port}/`));
    expect(failure.code).toBe('CONSENT_FAILED');
    expect(failure.facts.evidence).toBe(`POSTKEY_PORT_IN_USE EADDRINUSE ${address}:${port}`);
    // Nothing of it stays behind.
    if (address === '::1') {
      const again = createServer().listen(port, '127.0.0.1');
      await once(again, 'listening');
      again.close();
    }
  });
});
