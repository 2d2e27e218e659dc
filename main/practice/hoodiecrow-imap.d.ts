/** What we use of hoodiecrow-imap 2.1, which ships no types. */
declare module 'hoodiecrow-imap' {
  import type { EventEmitter } from 'node:events';
  import type { Server, Socket } from 'node:net';

  namespace hoodiecrow {
    interface ImapConnection {
      /** Null once the client is gone. */
      readonly socket: Socket | null;
      state: 'Not Authenticated' | 'Authenticated' | 'Selected' | 'Logout';
      /** Takes the next line instead of the command parser. */
      inputHandler: ((line: string) => void) | false;
      send(response: ImapResponse, description: string, parsed: ImapCommand, data: string): void;
    }

    interface ImapResponse {
      readonly tag: string;
      readonly command: 'OK' | 'NO' | 'BAD';
      readonly attributes: readonly unknown[];
    }

    interface ImapCommand {
      readonly tag: string;
      readonly attributes?: readonly { readonly type: string; readonly value: string }[];
    }

    type CommandHandler = (
      connection: ImapConnection,
      parsed: ImapCommand,
      data: string,
      done: () => void,
    ) => void;

    interface ImapServer extends EventEmitter {
      readonly server: Server;
      readonly connectionHandlers: ((connection: ImapConnection) => void)[];
      registerCapability(name: string, applies: (connection: ImapConnection) => boolean): void;
      setCommandHandler(command: string, handler: CommandHandler): void;
      appendMessage(mailbox: string, flags: string[], received: Date, raw: string): void;
    }

    type Plugin = (server: ImapServer) => void;

    interface Options {
      readonly secureConnection: boolean;
      readonly credentials: { readonly key: string; readonly cert: string };
      readonly plugins: readonly (string | Plugin)[];
      readonly users: Readonly<Record<string, never>>;
      readonly storage: Readonly<Record<string, { readonly uidvalidity?: number }>>;
    }
  }

  function hoodiecrow(options: hoodiecrow.Options): hoodiecrow.ImapServer;
  export = hoodiecrow;
}
