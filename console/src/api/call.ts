import { apiUrl } from './addresses';
import { isSomebodyThere } from './presence';
import { Problem } from './problem';
import type { ProblemBody } from './problem';

/** What hears that the session is over. */
let onSignedOut: () => void = () => undefined;

export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/**
 * One call to the console's API.
 *
 * @typeParam Answer - What the contract says of this call; the server's own tests hold it to that.
 * @throws {@link Problem} when it is refused or does not arrive.
 */
export async function call<Answer>(
  path: string,
  { method = 'GET', body, signal }: { method?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(apiUrl(path), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(!isSomebodyThere() && { 'x-background': '1' }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, {});
  }
  if (!response.ok) {
    if (response.status === 401 && path !== '/session') onSignedOut();
    throw new Problem(response.status, await readProblem(response));
  }
  // What has only begun is answered without a body, as what has nothing to tell.
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

async function readProblem(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    return {};
  }
}
