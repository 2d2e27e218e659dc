import { EventEmitter, once } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import type { MessageChannelMain as ElectronChannel, IpcMain, WebContents } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPortDoor } from '../../../main/host/electron/port.ts';
import { MessageChannelMain, type MessagePortMain } from '../../e2e/stand-in/ports.ts';

const router = {
  ping: os.handler(() => 'pong'),
  endless: os.handler(async function* ({ signal }) {
    stopped = new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
    yield 1;
    await stopped;
  }),
};
let stopped: Promise<void> | undefined;

describe('the port door', () => {
  let ipcMain: EventEmitter;
  let handed: MessagePortMain[];
  let contents: WebContents;
  let close: () => void;
  const ownFrame = { url: 'app://postkey/', origin: 'app://postkey', parent: null };

  beforeEach(() => {
    ipcMain = new EventEmitter();
    handed = [];
    contents = {
      postMessage: (_channel: string, _message: unknown, ports: MessagePortMain[]) => handed.push(...ports),
    } as unknown as WebContents;
    close = openPortDoor({
      ipcMain: ipcMain as unknown as IpcMain,
      createChannel: () => new MessageChannelMain() as unknown as ElectronChannel,
      contents,
      router,
    });
  });

  afterEach(() => close());

  function connect(sender: unknown = contents, senderFrame: unknown = ownFrame): MessagePortMain | undefined {
    ipcMain.emit('postkey:connect', { sender, senderFrame });
    return handed.at(-1);
  }

  function clientOver(port: MessagePortMain) {
    port.start();
    return createORPCClient<{ ping(): Promise<string>; endless(): Promise<AsyncIterable<number>> }>(
      new RPCLink({ port }),
    );
  }

  it('serves the router to its own page', async () => {
    const port = connect();
    if (!port) throw new Error('no port');
    expect(await clientOver(port).ping()).toBe('pong');
  });

  it.each([
    ['another sender', {}, ownFrame],
    ['a frame that is gone', undefined, null],
    ['a frame within the page', undefined, { ...ownFrame, parent: ownFrame }],
    ['another origin', undefined, { ...ownFrame, origin: 'https://example.com' }],
    ['an opaque origin', undefined, { ...ownFrame, origin: 'null' }],
    ['an address that only looks like ours', undefined, { ...ownFrame, url: 'app://postkey.example.com/' }],
  ])('gives no port to %s', (_name, sender, frame) => {
    expect(connect(sender, frame)).toBeUndefined();
  });

  it('closes the port before when the page asks again', async () => {
    const [first, second] = [connect(), connect()];
    if (!first || !second) throw new Error('no port');
    await once(first, 'close');
    expect(await clientOver(second).ping()).toBe('pong');
  });

  it('stops what ran for a page that is gone', async () => {
    const port = connect();
    if (!port) throw new Error('no port');
    const events = await clientOver(port).endless();
    await events[Symbol.asyncIterator]().next();
    port.close();
    await expect(stopped).resolves.toBeUndefined();
  });

  it('gives no port once it is closed, and closes the open one', async () => {
    const port = connect();
    if (!port) throw new Error('no port');
    close();
    await once(port, 'close');
    connect();
    expect(handed).toEqual([port]);
  });
});
