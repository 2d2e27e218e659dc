import type { Socket } from 'node:net';

/** Takes from a socket exactly what is asked for; what is left goes back. */
export class ByteReader {
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);
  #ended: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket
      .on('data', this.#onData)
      .on('close', this.#onClose)
      .on('end', this.#onClose)
      .on('error', this.#onError);
  }

  take(count: number): Promise<Buffer> {
    return this.#when(() => (this.#bytes.length < count ? undefined : count));
  }

  until(end: string, most: number): Promise<Buffer> {
    return this.#when(() => {
      const at = this.#bytes.indexOf(end);
      if (at === -1 && this.#bytes.length > most) throw new Error('too long');
      return at === -1 ? undefined : at + end.length;
    });
  }

  release(): void {
    this.#socket.off('data', this.#onData).off('close', this.#onClose).off('end', this.#onClose);
    this.#socket.pause();
    if (this.#bytes.length > 0) this.#socket.unshift(this.#bytes);
  }

  async #when(length: () => number | undefined): Promise<Buffer> {
    for (;;) {
      const count = length();
      if (count !== undefined) {
        const taken = this.#bytes.subarray(0, count);
        this.#bytes = this.#bytes.subarray(count);
        return taken;
      }
      if (this.#ended) throw this.#ended;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  readonly #onData = (chunk: Buffer) => {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    this.#wake?.();
  };

  readonly #onError = (error: Error) => {
    this.#ended ??= error;
    this.#wake?.();
  };

  readonly #onClose = () => {
    this.#ended ??= new Error('closed the connection');
    this.#wake?.();
  };
}
