import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppProtocol } from '../../../main/host/electron/protocol.ts';
import { chooseBounds } from '../../../main/host/electron/window-bounds.ts';
import { isSafeToOpen } from '../../../main/host/links.ts';

describe('what the system browser may open', () => {
  it.each([
    ['https://entra.microsoft.com/', true],
    ['http://127.0.0.1:4000/consent', true],
    ['http://[::1]:4000/', true],
    ['http://localhost:4000/', true],
    ['http://example.com/', false],
    ['http://127.0.0.1.example.com/', false],
    ['http://user@127.0.0.1/', false],
    ['https://user:secret@example.com/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['ms-settings:about', false],
    ['\\\\host\\share', false],
    ['', false],
  ])('%s: %s', (url, expected) => {
    expect(isSafeToOpen(url)).toBe(expected);
  });
});

describe('the app: protocol', () => {
  let parent: string;
  let handle: (request: Request) => Promise<Response>;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'postkey-page-'));
    const folder = join(parent, 'renderer');
    await mkdir(join(folder, 'assets'), { recursive: true });
    await writeFile(join(folder, 'index.html'), '<script nonce="__NONCE__"></script>');
    await writeFile(join(folder, 'assets', 'a.js'), '__NONCE__');
    await writeFile(join(folder, 'assets', 'notes.txt'), 'unknown type');
    await writeFile(join(parent, 'secret.json'), '{}');
    await mkdir(`${folder}-evil`);
    await writeFile(join(`${folder}-evil`, 'x.js'), '');
    handle = createAppProtocol(folder);
  });

  afterAll(() => rm(parent, { recursive: true, force: true }));

  it('puts the nonce of the load into the page and its policy', async () => {
    const response = await handle(new Request('app://postkey/'));
    const policy = response.headers.get('content-security-policy') ?? '';
    const [, nonce = 'none'] = /script-src 'self' 'nonce-([^']{20,})'/.exec(policy) ?? [];
    expect(await response.text()).toBe(`<script nonce="${nonce}"></script>`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  });

  it('leaves other files as they are', async () => {
    const response = await handle(new Request('app://postkey/assets/a.js'));
    expect(await response.text()).toBe('__NONCE__');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    'app://postkey/../secret.json',
    'app://postkey/..%2fsecret.json',
    'app://postkey/%2e%2e%2fsecret.json',
    'app://postkey/..%5csecret.json',
    'app://postkey/..%2frenderer-evil%2fx.js',
    'app://postkey/assets/a.js%00.html',
    'app://postkey/%E0%A4%A',
    'app://postkey/assets/notes.txt',
    'app://postkey/assets',
    'app://elsewhere/index.html',
    'app://postkey.example.com/index.html',
  ])('has nothing at %s', async (url) => {
    expect((await handle(new Request(url))).status).toBe(404);
  });

  it('answers nothing but GET', async () => {
    expect((await handle(new Request('app://postkey/', { method: 'POST' }))).status).toBe(405);
  });
});

describe('where the window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const bounds = { x: 100, y: 50, width: 1000, height: 700 };

  it.each([
    ['on the first start', {}, [screen], { width: 1180, height: 780 }],
    ['where the file holds something else', { bounds: 'left' }, [screen], { width: 1180, height: 780 }],
    ['where it was', { bounds, maximized: false }, [screen], bounds],
    [
      'with its size where that screen is gone',
      { bounds: { ...bounds, x: 2500 }, maximized: false },
      [screen],
      {
        width: 1000,
        height: 700,
      },
    ],
    [
      'with its size where its title bar is off the screen',
      { bounds: { ...bounds, y: -40 }, maximized: false },
      [screen],
      {
        width: 1000,
        height: 700,
      },
    ],
    [
      'never smaller than it works',
      { bounds: { ...bounds, width: 10, height: 10 }, maximized: false },
      [screen],
      {
        x: 100,
        y: 50,
        width: 720,
        height: 520,
      },
    ],
  ])('%s', (_name, remembered, screens, expected) => {
    expect(chooseBounds(remembered, screens)).toEqual(expected);
  });
});
