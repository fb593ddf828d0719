const FIRST_SIZE = 4_096;

/** Bytes of a character in UTF-8, at most for one unit of UTF-16. */
const MOST_BYTES = 3;

/**
 * Texts one behind the other, as UTF-8, outside of the heap: what waits there for a while costs the garbage collector
 * nothing.
 */
export class ByteList {
  private buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  private used = 0;

  /** @returns How many bytes it took. */
  append(text: string): number {
    const most = this.used + text.length * MOST_BYTES;
    if (most > this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, this.buffer.length * 2));
      this.buffer.copy(larger, 0, 0, this.used);
      this.buffer = larger;
    }
    const written = this.buffer.write(text, this.used);
    this.used += written;
    return written;
  }

  /** All of them; valid as long as nothing is appended. */
  get bytes(): Buffer {
    return this.buffer.subarray(0, this.used);
  }
}
