// Writes a file in large blocks while the next one is being filled. Two blocks, however long the file gets.
// Knows nothing of where the bytes come from.
import type { ReplyFile } from "./reply-file.ts";

const blockBytes = 512 * 1024;

/** The most that can be asked of `reserve` at once, in bytes. */
export const maxReserveBytes = blockBytes;

/** One file being written; ends with `finish`, or is left as it is. */
export class BlockWriter {
  readonly #file: ReplyFile;
  #block = Buffer.allocUnsafeSlow(blockBytes);
  #spare = Buffer.allocUnsafeSlow(blockBytes);
  #used = 0;
  #position = 0;
  #pending: Promise<void> = Promise.resolve();

  constructor(file: ReplyFile) {
    this.#file = file;
  }

  /** Bytes taken so far, written or about to be. */
  get bytes(): number {
    return this.#position + this.#used;
  }

  /** Makes sure that the block has room for `bytes` more; waits for the disk when both blocks are full. */
  async reserve(bytes: number): Promise<void> {
    if (this.#used + bytes > blockBytes) await this.#turnOver();
  }

  /** Lets `fill` write into the reserved room; it answers how many bytes it wrote. */
  fill(fill: (block: Buffer, at: number) => number): void {
    this.#used += fill(this.#block, this.#used);
  }

  /** Copies bytes of any length. */
  async append(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; from += blockBytes) {
      const piece = bytes.subarray(from, from + blockBytes);
      await this.reserve(piece.length);
      this.fill((block, at) => {
        block.set(piece, at);
        return piece.length;
      });
    }
  }

  /** Brings everything taken so far into the file, without forcing it to the disk. */
  async flush(): Promise<void> {
    await this.#turnOver();
    await this.#pending;
  }

  /** Everything taken is on the disk when this resolves. */
  async finish(): Promise<void> {
    await this.flush();
    await this.#file.sync();
  }

  /** Forgets what was written and starts the file anew. */
  async restart(): Promise<void> {
    await this.#pending.catch(() => undefined);
    this.#pending = Promise.resolve();
    this.#used = 0;
    this.#position = 0;
    await this.#file.restart();
  }

  async #turnOver(): Promise<void> {
    await this.#pending;
    const full = this.#block;
    const length = this.#used;
    const position = this.#position;
    this.#block = this.#spare;
    this.#spare = full;
    this.#position += length;
    this.#used = 0;
    this.#pending = this.#file.write(full.subarray(0, length), position);
    // The failure is reported by the next await; it must not count as unhandled until then.
    this.#pending.catch(() => undefined);
  }
}
