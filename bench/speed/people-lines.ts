import { entraPerson } from '../entra-person.js';
import { nameOf } from './person.js';

const AT_ONCE = 500;

/** People of a directory as JSON lines, a piece at a time: from a number on, up to before another one. */
export async function* peopleLines(from: number, to: number): AsyncGenerator<Buffer> {
  for (let first = from; first < to; first += AT_ONCE) {
    const size = Math.min(AT_ONCE, to - first);
    const lines = Array.from({ length: size }, (_, index) =>
      JSON.stringify(entraPerson(nameOf(first + index))),
    );
    yield Buffer.from(`${lines.join('\n')}\n`);
    // Other work of this process gets its turn.
    await new Promise(setImmediate);
  }
}
