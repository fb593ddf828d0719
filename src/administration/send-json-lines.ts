import type { Response } from 'express';
import { reportFailure } from '../http/index.js';
import { JSON_LINES } from './json-lines.js';
import { describeProblem } from './problem.filter.js';

/**
 * Answers with JSON lines while they are made, and no faster than the client takes them. When the client goes away,
 * the making stops where it is.
 *
 * Until the first lines are there, a failure is answered as any other. Later the status is out already: then the last
 * line is `{"error": {…}}`, in the words of the operator API.
 *
 * @param lines - A few at a time.
 */
export async function sendJsonLines(
  response: Response,
  lines: AsyncGenerator<readonly object[], void>,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    response.once('close', resolve);
  });
  let { value, done } = await lines.next();
  response.status(200).type(JSON_LINES).set('Cache-Control', 'no-store');
  try {
    for (; done !== true && !response.destroyed; { value, done } = await lines.next()) {
      const text = (value ?? []).map((line) => `${JSON.stringify(line)}\n`).join('');
      if (text === '' || response.write(text)) continue;
      await Promise.race([closed, new Promise((resolve) => response.once('drain', resolve))]);
    }
  } catch (error) {
    const { status, detail } = describeProblem(error);
    if (!response.destroyed && status >= 500) reportFailure(response.req, error);
    if (!response.destroyed) response.write(`${JSON.stringify({ error: { status, detail } })}\n`);
  } finally {
    await lines.return();
  }
  response.end();
}
