import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpDoor, openHttpDoor } from '../../../../main/host/browser/door.ts';
import { createPageHandler } from '../../../../main/host/page-files.ts';
import { type RunningApp, startApp } from '../../../app.ts';
import { ask, type Question, say } from './ask.ts';

const index = '<!doctype html><script nonce="__NONCE__" src="/app.js"></script>';
const secretOutside = 'a file beside the folder of the window';

let running: RunningApp;
let folder: string;
const doors: HttpDoor[] = [];

beforeAll(async () => {
  running = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'postkey-door-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'renderer', 'index.html'), index);
  await writeFile(join(folder, 'renderer', 'app.js'), 'export {};');
  await writeFile(join(folder, 'renderer', 'notes.txt'), 'no type of the window');
  await writeFile(join(folder, 'outside.js'), secretOutside);
  await mkdir(join(folder, 'renderer-beside'));
  await writeFile(join(folder, 'renderer-beside', 'x.js'), secretOutside);
});
afterAll(async () => {
  await Promise.all(doors.map((door) => door.close()));
  await running.close();
  await rm(folder, { recursive: true });
});

async function openDoor(port = 0): Promise<HttpDoor> {
  const door = await openHttpDoor({
    router: running.app.router,
    page: createPageHandler(join(folder, 'renderer')),
    port,
    refusal: async (status) => `refused: ${status}`,
  });
  doors.push(door);
  return door;
}

async function signIn({ port, launchUrl }: HttpDoor): Promise<string> {
  const { headers } = await ask(port, { path: new URL(launchUrl).pathname });
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** A call as the page makes it. */
function call({ port }: HttpDoor, cookie: string, change: Question = {}): Question {
  return {
    method: 'POST',
    path: '/rpc/settings/about',
    ...((change.method ?? 'POST') === 'POST' ? { body: '{}' } : {}),
    ...change,
    headers: {
      cookie,
      origin: `http://127.0.0.1:${port}`,
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      ...change.headers,
    },
  };
}

describe('the launch address', () => {
  it('signs in once, by a cookie that only this port’s pages send and no script reads', async () => {
    const { port, launchUrl } = await openDoor();
    const { pathname } = new URL(launchUrl);
    const first = await ask(port, { path: pathname });
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    const [cookie = '', ...others] = first.headers['set-cookie'] ?? [];
    expect(others).toEqual([]);
    expect(cookie).toMatch(new RegExp(`^postkey-${port}=[\\w-]{40,}; HttpOnly; SameSite=Strict; Path=/$`));
    expect(pathname).toMatch(/^\/launch\/[\w-]{32,}$/);
    expect(await ask(port, { path: pathname })).toMatchObject({ status: 401, body: 'refused: 401\n' });
  });

  it.each(['HEAD', 'POST', 'OPTIONS'])('is not used up by %s', async (method) => {
    const { port, launchUrl } = await openDoor();
    const { pathname } = new URL(launchUrl);
    expect(await ask(port, { method, path: pathname })).toMatchObject({ status: 401 });
    expect(await ask(port, { path: pathname })).toMatchObject({ status: 303 });
  });

  it('is not used up by a guess or by a foreign name', async () => {
    const { port, launchUrl } = await openDoor();
    const { pathname } = new URL(launchUrl);
    expect(await ask(port, { path: `${pathname}x` })).toMatchObject({ status: 401 });
    expect(await ask(port, { path: '/launch/' })).toMatchObject({ status: 401 });
    expect(await ask(port, { path: pathname, host: 'evil.example' })).toMatchObject({ status: 421 });
    expect(await ask(port, { path: pathname })).toMatchObject({ status: 303 });
  });

  it('gives another instance’s cookie nothing', async () => {
    const [one, other] = [await openDoor(), await openDoor()];
    const cookie = await signIn(one);
    expect(await ask(other.port, call(other, cookie))).toMatchObject({ status: 401 });
    const renamed = cookie.replace(`postkey-${one.port}`, `postkey-${other.port}`);
    expect(await ask(other.port, call(other, renamed))).toMatchObject({ status: 401 });
  });
});

describe('every request', () => {
  let door: HttpDoor;
  let cookie: string;
  beforeAll(async () => {
    door = await openDoor();
    cookie = await signIn(door);
  });

  it('is let in by both names of this machine', async () => {
    const { port } = door;
    expect(await ask(port, { headers: { cookie } })).toMatchObject({ status: 200 });
    const host = `localhost:${port}`;
    const origin = `http://${host}`;
    expect(await ask(port, { host, headers: { cookie } })).toMatchObject({ status: 200 });
    const asLocalhost = { ...call(door, cookie, { headers: { origin } }), host };
    expect(await ask(port, asLocalhost)).toMatchObject({ status: 200 });
  });

  it.each([
    ['a foreign name', 'evil.example'],
    ['a foreign name with our port', 'evil.example:PORT'],
    ['our address as the start of a name', '127.0.0.1.evil.example:PORT'],
    ['another port', '127.0.0.1:1'],
    ['no port', '127.0.0.1'],
    ['IPv6', '[::1]:PORT'],
    ['an empty name', ''],
    ['user info', 'user@127.0.0.1:PORT'],
    ['a path', '127.0.0.1:PORT/x'],
  ])('is refused under %s before anything else', async (_, name) => {
    const host = name.replace('PORT', String(door.port));
    const refused = { status: 421, body: 'refused: 421\n' };
    expect(await ask(door.port, { host })).toMatchObject(refused);
    expect(await ask(door.port, { ...call(door, cookie), host })).toMatchObject(refused);
  });

  it('is refused without a name', async () => {
    expect(await say(door.port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /);
    expect(await say(door.port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it.each([
    ['the page', { path: '/' }],
    ['a file', { path: '/app.js' }],
    ['a call', { method: 'POST', path: '/rpc/settings/about', body: '{}' }],
    ['what does not exist', { path: '/nothing' }],
  ])('needs the cookie for %s', async (_, question: Question) => {
    const { port } = door;
    const own = `postkey-${port}`;
    const right = cookie.slice(own.length + 1);
    for (const wrong of [
      '',
      `${own}=`,
      `${own}=x`,
      `${own}=${right}x`,
      `other=${right}`,
      `${own}x=${right}`,
    ]) {
      const { origin, 'content-type': type } = {
        origin: `http://127.0.0.1:${port}`,
        'content-type': 'application/json',
      };
      const headers = { origin, 'content-type': type, ...(wrong ? { cookie: wrong } : {}) };
      expect(await ask(port, { ...question, headers })).toMatchObject({ status: 401 });
    }
  });

  it('finds its cookie among others', async () => {
    const crowd = `a=b; postkey-1=zzz; ${cookie}; c=d`;
    expect(await ask(door.port, { headers: { cookie: crowd } })).toMatchObject({ status: 200 });
  });

  it.each([
    ['a foreign origin', { headers: { origin: 'http://evil.example' } }, 403],
    ['the null origin', { headers: { origin: 'null' } }, 403],
    ['an origin of another port', { headers: { origin: 'http://127.0.0.1:1' } }, 403],
    ['our origin by its other name', { headers: { origin: 'http://localhost:PORT' } }, 403],
    ['https', { headers: { origin: 'https://127.0.0.1:PORT' } }, 403],
    ['an empty origin', { headers: { origin: '' } }, 403],
    ['a cross-site fetch', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['a same-site fetch', { headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['a typed address', { headers: { 'sec-fetch-site': 'none' } }, 403],
    ['GET', { method: 'GET' }, 405],
    ['PUT', { method: 'PUT' }, 405],
    ['OPTIONS', { method: 'OPTIONS' }, 405],
    ['plain text', { headers: { 'content-type': 'text/plain' } }, 415],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['multipart', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }, 415],
    [
      'a form of files without its boundary',
      { path: '/rpc/mail/send', headers: { 'content-type': 'multipart/form-data' } },
      415,
    ],
    [
      'a form of text where files are taken',
      { path: '/rpc/mail/send', headers: { 'content-type': 'text/plain' } },
      415,
    ],
    [
      'files of a foreign origin',
      {
        path: '/rpc/mail/send',
        headers: { origin: 'http://evil.example', 'content-type': 'multipart/form-data; boundary=x' },
      },
      403,
    ],
    ['a type that only looks like JSON', { headers: { 'content-type': 'application/jsonp' } }, 415],
    ['JSON inside plain text', { headers: { 'content-type': 'text/plain; application/json' } }, 415],
    ['no type', { headers: { 'content-type': '' } }, 415],
  ])('refuses a call with %s', async (_, change: Question, status) => {
    const { port } = door;
    const headers = Object.fromEntries(
      Object.entries(change.headers ?? {}).map(([name, value]) => [
        name,
        value.replace('PORT', String(port)),
      ]),
    );
    expect(await ask(port, call(door, cookie, { ...change, headers }))).toMatchObject({ status });
  });

  it('refuses a call without an origin', async () => {
    const { headers: { origin: _, ...headers } = {}, ...rest } = call(door, cookie);
    expect(await ask(door.port, { ...rest, headers })).toMatchObject({ status: 403 });
  });

  it('answers a call as the page makes it', async () => {
    const { status, body } = await ask(door.port, call(door, cookie));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ json: { host: 'browser' } });
  });

  it.each([
    ['/../outside.js', 404],
    ['/../renderer-beside/x.js', 404],
    ['/%2e%2e/outside.js', 404],
    ['/..%2foutside.js', 404],
    ['/%2e%2e%2foutside.js', 404],
    ['/assets/..%2f..%2foutside.js', 404],
    ['/..%5coutside.js', 404],
    ['/..\\outside.js', 404],
    ['/app.js%00.html', 404],
    ['/%00', 404],
    ['/%', 404],
    ['/%c0%ae%c0%ae/outside.js', 404],
    ['//outside.js', 404],
    ['//', 404],
    ['/assets', 404],
    ['/assets/', 404],
    ['/notes.txt', 404],
    ['/..%2frenderer-beside%2fx.js', 404],
    ['/rpc', 404],
    ['/index.html', 200],
    ['/?query=is-fine', 200],
  ])('for %s is answered with %i', async (path, status) => {
    const reply = await ask(door.port, { path, headers: { cookie } });
    expect(reply.status).toBe(status);
    expect(reply.body).not.toContain(secretOutside);
  });

  it('gets the same headers whatever the answer is', async () => {
    const { port } = door;
    const replies = await Promise.all([
      ask(port, { headers: { cookie } }),
      ask(port, { path: '/app.js', headers: { cookie } }),
      ask(port, { path: '/nothing', headers: { cookie } }),
      ask(port, { method: 'POST', headers: { cookie } }),
      ask(port, { path: '/launch/x' }),
      ask(port, { host: 'evil.example' }),
      ask(port),
      ask(port, call(door, cookie)),
      ask(port, call(door, cookie, { path: '/rpc/nothing' })),
      ask(port, call(door, cookie, { body: 'not json' })),
      ask(port, call(door, cookie, { method: 'GET' })),
      ask(port, { path: new URL((await openDoor()).launchUrl).pathname }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([
      200, 200, 404, 405, 401, 421, 401, 200, 404, 400, 405, 401,
    ]);
    for (const { headers } of replies) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      const policy = headers['content-security-policy'];
      expect(policy).toMatch(/^default-src 'none'/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('loads the page with a nonce of its own each time', async () => {
    const load = async () => {
      const { headers, body } = await ask(door.port, { headers: { cookie } });
      const [, nonce = ''] =
        /script-src 'self' 'nonce-([\w+/=]{20,})'/.exec(String(headers['content-security-policy'])) ?? [];
      expect(body).toBe(index.replace('__NONCE__', nonce));
      return nonce;
    };
    const nonces = [await load(), await load(), await load()];
    expect(new Set(nonces)).toHaveLength(3);
    expect(nonces).not.toContain('');
  });

  it('is refused where it says beforehand that it is too long', async () => {
    const headers = { 'content-length': String(64 * 1024 * 1024) };
    expect(await ask(door.port, call(door, cookie, { headers }))).toMatchObject({ status: 413 });
  });

  it('is refused where it turns out too long, and is not collected', async () => {
    const { port } = door;
    const { headers = {} } = call(door, cookie);
    const before = process.memoryUsage().rss;
    const asking = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: '/rpc/explain/explain',
      agent: false,
      headers: { ...headers, host: `127.0.0.1:${port}` },
    });
    asking.on('error', () => undefined);
    const answered = once(asking, 'response');
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    let status: number | undefined;
    void answered.then(([response]) => {
      status = response.statusCode;
    });
    for (let sent = 0; sent < 200 && status === undefined && !asking.destroyed; sent += 1) {
      if (!asking.write(chunk)) await Promise.race([once(asking, 'drain'), answered]);
    }
    await answered;
    expect(status).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
    asking.destroy();
  });

  it('does not hold the door up by never ending', async () => {
    const { port } = door;
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET / HTTP/1.1\r\nHost: ');
    expect(await ask(port, { headers: { cookie } })).toMatchObject({ status: 200 });
    socket.destroy();
  });
});

describe('the door', () => {
  it('listens on 127.0.0.1 and nowhere else', async () => {
    const { port } = await openDoor();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
      .map(({ address }) => address);
    for (const address of new Set([...others, '::1', '127.0.0.2'])) {
      const socket = connect(port, address);
      const [error] = await once(socket, 'error');
      expect({ address, code: error.code }).toEqual({
        address,
        code: expect.stringMatching(/^E(CONNREFUSED|ADDRNOTAVAIL|NETUNREACH|AFNOSUPPORT)$/),
      });
    }
  });

  it('says clearly that its port is taken', async () => {
    const { port } = await openDoor();
    await expect(openDoor(port)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      facts: { evidence: expect.stringContaining('POSTKEY_PORT_IN_USE'), context: { port: String(port) } },
    });
  });

  it('closes with all its connections, and ends what they wanted', async () => {
    const door = await openDoor();
    const cookie = await signIn(door);
    const watching = call(door, cookie, { path: '/rpc/accounts/watch' });
    const asking = request({
      host: '127.0.0.1',
      port: door.port,
      method: 'POST',
      path: '/rpc/accounts/watch',
      agent: false,
      headers: { ...watching.headers, host: `127.0.0.1:${door.port}` },
    });
    asking.end('{}');
    const [response] = await once(asking, 'response');
    await once(response, 'data');
    // Being cut off is an error to the one who reads.
    const ended = once(response, 'close').catch((error: unknown) => error);
    await door.close();
    await ended;
    const after = connect(door.port, '127.0.0.1');
    const [error] = await once(after, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });
});
