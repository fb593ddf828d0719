import { PassThrough } from 'node:stream';
import type { Response } from 'express';
import { sendFile } from './send-file.js';

/** A client, as far as a file goes to it. */
function client(): Response & PassThrough {
  const stream = new PassThrough();
  const chained = { attachment: () => stream, type: () => stream, set: () => stream };
  return Object.assign(stream, chained) as unknown as Response & PassThrough;
}

describe('sendFile', () => {
  it('looks no further for somebody who went away, also when it has found nothing yet', async () => {
    const response = client();
    let looked = 0;
    async function* parts(): AsyncGenerator<string, void> {
      for (;;) {
        looked += 1;
        if (looked === 3) response.destroy();
        yield '';
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await sendFile(response, { name: 'x.csv', mediaType: 'text/csv' }, parts());
    const before = looked;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(looked).toBe(before);
    expect(looked).toBeLessThan(10);
  });
});
