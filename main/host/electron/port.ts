import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { IpcMain, IpcMainEvent, MessageChannelMain, MessagePortMain, WebContents } from 'electron';
import { APP_ORIGIN, isOwnAddress } from './address.ts';

export interface PortDoorParts {
  readonly ipcMain: Pick<IpcMain, 'on' | 'off'>;
  readonly createChannel: () => MessageChannelMain;
  /** The only page that gets a port. */
  readonly contents: WebContents;
  readonly router: AnyRouter;
}

/**
 * Serves the router to the window: each time its page asks, it gets a fresh port and the port before is closed, so
 * that a reload leaves nothing running.
 *
 * @returns closes the door and the port that is open
 */
export function openPortDoor({ ipcMain, createChannel, contents, router }: PortDoorParts): () => void {
  const handler = new RPCHandler(router);
  let open: MessagePortMain | undefined;

  const connect = (event: IpcMainEvent) => {
    if (!isOwnPage(event, contents)) return;
    open?.close();
    const { port1, port2 } = createChannel();
    open = port1;
    handler.upgrade(port1);
    port1.start();
    contents.postMessage('postkey:port', null, [port2]);
  };

  ipcMain.on('postkey:connect', connect);
  return () => {
    ipcMain.off('postkey:connect', connect);
    open?.close();
    open = undefined;
  };
}

/** Our window, its top frame, our origin: a frame inside it or a page it was led to gets nothing (security.md §17). */
function isOwnPage({ sender, senderFrame }: IpcMainEvent, contents: WebContents): boolean {
  return (
    sender === contents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === APP_ORIGIN &&
    isOwnAddress(senderFrame.url)
  );
}
