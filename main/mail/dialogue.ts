import type { LookupAddress } from 'node:dns';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { SecureContext } from 'node:tls';
import type { MailServer, TlsFacts } from '../../preload/contract/index.ts';
import { openSocket } from './connect.ts';
import type { Deadline } from './deadline.ts';
import { errorText, type Fail } from './failures.ts';
import { LineBuffer, TooLong } from './line-buffer.ts';
import { hasControls, printable } from './printable.ts';
import type { MailProxy } from './proxy.ts';
import { handshake, type SeenTls } from './tls.ts';
import type { Transcript } from './transcript.ts';

const MAX_LINE_BYTES = 65_536;
/** An honest check takes a few kilobytes. */
const MAX_TOTAL_BYTES = 262_144;
/** Milliseconds; a server near enough for 40 ms to matter has sent its ticket by then. */
const TICKET_PATIENCE = 10;

/** A line for the server, and how the transcript shows it where it holds a secret. */
export type Outgoing = string | { readonly line: string; readonly shown: string };

export interface DialogueOptions {
  readonly server: MailServer;
  readonly proxy: MailProxy | undefined;
  readonly deadline: Deadline;
  readonly transcript: Transcript;
  readonly fail: Fail;
  readonly trust: () => SecureContext;
}

/**
 * One connection that speaks in lines. Every wait ends at the deadline or on cancel, when the socket is destroyed;
 * what a server can make it remember is bounded.
 */
export class Dialogue {
  readonly #options: DialogueOptions;
  readonly #lines = new LineBuffer(MAX_LINE_BYTES);
  #socket: Socket | undefined;
  #tls: SeenTls | undefined;
  #received = 0;
  #ended: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(options: DialogueOptions) {
    this.#options = options;
    options.deadline.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** @returns the address it is connected to */
  async connect(addresses: readonly LookupAddress[]): Promise<string> {
    const { server, proxy, deadline, fail } = this.#options;
    this.#socket = await openSocket(addresses, server, proxy, deadline, fail);
    this.#socket.on('error', this.#onError).on('close', this.#onClose);
    return `${this.#socket.remoteAddress} port ${this.#socket.remotePort}`;
  }

  /** What the server showed in the TLS handshake, whether it was good or not. */
  get tls(): TlsFacts | undefined {
    return this.#tls?.facts;
  }

  /**
   * Goes on in TLS.
   *
   * @returns what the connection and its certificate are
   * @throws Failure `POSTKEY_STARTTLS_INJECTION` where the server said more in the clear than it should have
   */
  async secure(): Promise<string> {
    const { server, deadline, fail, trust } = this.#options;
    const plain = this.#connected();
    plain.off('data', this.#onData).off('end', this.#onClose).pause();
    // Nothing said before TLS may be taken for something said in it (CVE-2011-0411 and its kin).
    if (this.#lines.pending + plain.readableLength > 0) throw fail('tls', 'POSTKEY_STARTTLS_INJECTION');
    const { socket, ticket } = await handshake({
      socket: plain,
      host: server.host,
      trust: trust(),
      deadline,
      fail,
      seen: (tls) => {
        this.#tls = tls;
      },
    });
    plain.off('close', this.#onClose);
    this.#socket = socket.on('error', this.#onError).on('close', this.#onClose);
    // Behind STARTTLS it is the client that speaks next, and its command carries the acknowledgement.
    if (server.security === 'starttls') await deadline.race(Promise.race([ticket, wait(TICKET_PATIENCE)]));
    return this.#tls?.detail ?? '';
  }

  /** Sends lines in one go. */
  send(...lines: readonly Outgoing[]): void {
    const { transcript, fail } = this.#options;
    const socket = this.#connected();
    const said = lines.map((line) => (typeof line === 'string' ? { line, shown: line } : line));
    for (const { line, shown } of said) {
      if (hasControls(line)) throw fail('protocol', 'POSTKEY_CONTROL_CHARACTER');
      transcript.add('client', shown);
    }
    if (this.#ended === undefined) socket.write(said.map(({ line }) => `${line}\r\n`).join(''));
  }

  /** The server's next line, safe to show. */
  async readLine(): Promise<string> {
    const line = printable(await this.#read(() => this.#lines.takeLine()));
    this.#options.transcript.add('server', line);
    return line;
  }

  /** A literal inside a response, safe to show. */
  async readLiteral(bytes: number): Promise<string> {
    return printable(await this.#read(() => this.#lines.takeBytes(bytes)));
  }

  /** Ends the connection in good order, after what was sent has left. */
  end(): void {
    this.#options.deadline.signal.removeEventListener('abort', this.#onAbort);
    this.#socket?.off('data', this.#onData);
    this.#socket?.destroySoon();
  }

  /** Ends the connection at once. */
  destroy(): void {
    this.#options.deadline.signal.removeEventListener('abort', this.#onAbort);
    this.#socket?.destroy();
  }

  async #read(take: () => Buffer | undefined): Promise<Buffer> {
    const { deadline, fail } = this.#options;
    const socket = this.#connected();
    if (socket.listenerCount('data', this.#onData) === 0) {
      socket.on('data', this.#onData).on('end', this.#onClose);
    }
    for (;;) {
      deadline.signal.throwIfAborted();
      const taken = this.#takeWithin(take);
      if (taken !== undefined) return taken;
      if (this.#ended !== undefined) throw this.#ended;
      socket.resume();
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
      if (this.#received > MAX_TOTAL_BYTES) throw fail('protocol', 'POSTKEY_RESPONSE_TOO_LARGE');
    }
  }

  #takeWithin(take: () => Buffer | undefined): Buffer | undefined {
    try {
      return take();
    } catch (error) {
      if (error instanceof TooLong) throw this.#options.fail('protocol', 'POSTKEY_LINE_TOO_LONG');
      throw error;
    }
  }

  #connected(): Socket {
    if (this.#socket === undefined) throw new Error('not connected');
    return this.#socket;
  }

  readonly #onData = (chunk: Buffer) => {
    this.#received += chunk.length;
    this.#lines.push(chunk);
    if (this.#lines.pending > MAX_LINE_BYTES) this.#socket?.pause();
    this.#wake?.();
  };

  readonly #onError = (error: Error) => {
    const at = 'library' in error ? 'tls' : 'network';
    this.#ended ??= this.#options.fail(at, errorText(error));
    this.#wake?.();
  };

  readonly #onClose = () => {
    this.#ended ??= this.#options.fail('network', 'POSTKEY_CONNECTION_CLOSED');
    this.#wake?.();
  };

  readonly #onAbort = () => {
    this.#socket?.destroy();
    this.#wake?.();
  };
}
