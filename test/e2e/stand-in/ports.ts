import { EventEmitter } from 'node:events';

/** One end of a channel in the main process; messages wait until it is started, as documented. */
export class MessagePortMain extends EventEmitter {
  #other: MessagePortMain | undefined;
  readonly #waiting: unknown[] = [];
  #started = false;
  #closed = false;

  /** For the channel that makes both ends. */
  join(other: MessagePortMain): void {
    this.#other = other;
  }

  postMessage(data: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('The stand-in electron passes no ports over ports');
    if (!this.#closed && this.#other) this.#other.#receive(structuredClone(data));
  }

  start(): void {
    this.#started = true;
    for (const data of this.#waiting.splice(0)) this.#emit(data);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const other = this.#other;
    if (other) queueMicrotask(() => other.#disconnect());
  }

  #receive(data: unknown): void {
    if (this.#closed) return;
    if (this.#started) this.#emit(data);
    else this.#waiting.push(data);
  }

  #emit(data: unknown): void {
    queueMicrotask(() => this.emit('message', { data, ports: [] }));
  }

  #disconnect(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('close');
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    this.port1.join(this.port2);
    this.port2.join(this.port1);
  }
}
