/** A server sent more than any honest one would. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

/** Cuts what arrives into lines. Memory and work stay bounded by the longest line allowed. */
export class LineBuffer {
  readonly #maxLine: number;
  readonly #chunks: Buffer[] = [];
  #chunkBytes = 0;
  /** The beginning of a line or literal whose end has not arrived. */
  #partial: Buffer[] = [];
  #partialBytes = 0;

  constructor(maxLine: number) {
    this.#maxLine = maxLine;
  }

  /** Bytes that arrived and were not taken. */
  get pending(): number {
    return this.#chunkBytes + this.#partialBytes;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#chunkBytes += chunk.length;
  }

  /**
   * The next line without its line end (CRLF or a bare LF); undefined where it has not arrived whole.
   *
   * @throws TooLong
   */
  takeLine(): Buffer | undefined {
    return this.#take((chunk) => {
      const end = chunk.indexOf(0x0a);
      return end === -1 ? undefined : end + 1;
    }, withoutLineEnd);
  }

  /**
   * A literal of `size` bytes; undefined where it has not arrived whole.
   *
   * @throws TooLong
   */
  takeBytes(size: number): Buffer | undefined {
    if (size > this.#maxLine) throw new TooLong();
    if (size === 0) return Buffer.alloc(0);
    return this.#take((chunk) => {
      const missing = size - this.#partialBytes;
      return chunk.length < missing ? undefined : missing;
    });
  }

  #take(endIn: (chunk: Buffer) => number | undefined, finish = (whole: Buffer) => whole): Buffer | undefined {
    for (let chunk = this.#chunks.shift(); chunk !== undefined; chunk = this.#chunks.shift()) {
      const end = endIn(chunk);
      const used = chunk.subarray(0, end);
      const left = chunk.subarray(used.length);
      this.#chunkBytes -= used.length;
      this.#partial.push(used);
      this.#partialBytes += used.length;
      if (left.length > 0) this.#chunks.unshift(left);
      if (this.#partialBytes > this.#maxLine) throw new TooLong();
      if (end !== undefined) return finish(this.#flush());
    }
    return undefined;
  }

  #flush(): Buffer {
    const whole = Buffer.concat(this.#partial, this.#partialBytes);
    this.#partial = [];
    this.#partialBytes = 0;
    return whole;
  }
}

function withoutLineEnd(line: Buffer): Buffer {
  const end = line.at(-2) === 0x0d ? -2 : -1;
  return line.subarray(0, end);
}
