/** What the operator API answered when it did not do what was asked. */
export class OperatorApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The answer's body, when the operator API said it. */
    readonly problem?: object,
  ) {
    super(message);
    this.name = 'OperatorApiError';
  }
}

interface Problem {
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly problem: string }[];
}

/** Speaks to the operator API of a running server. */
export class OperatorClient {
  constructor(
    private readonly url: string,
    private readonly operatorKey: string,
    private readonly actingAs?: string,
  ) {}

  /**
   * @param path - Below `/api/v1/operator`, with a leading slash.
   * @returns The answer's body; `undefined` when it has none.
   * @throws {@link OperatorApiError} with words for the person at the terminal.
   */
  async call<Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (!response.ok) {
      throw new OperatorApiError(response.status, describeProblem(response.status, text), parseIfAny(text));
    }
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  }

  /**
   * For what takes its time: a file up, or lines down.
   *
   * @throws as {@link call}.
   */
  async stream(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: ReadableStream,
  ): Promise<Response> {
    const response = await this.fetch(path, {
      method,
      headers: { ...this.identity(), ...headers },
      ...(body && ({ body, duplex: 'half' } as object)),
    });
    if (response.ok) return response;
    const text = await response.text();
    throw new OperatorApiError(response.status, describeProblem(response.status, text), parseIfAny(text));
  }

  private identity(): Readonly<Record<string, string>> {
    return {
      Authorization: `Bearer ${this.operatorKey}`,
      ...(this.actingAs !== undefined && { 'X-Acting-As': encodeHeader(this.actingAs) }),
    };
  }

  private async send(method: string, path: string, body: object | undefined): Promise<Response> {
    return this.fetch(path, {
      method,
      headers: { ...this.identity(), 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.url}/api/v1/operator${path}`, init);
    } catch (error) {
      throw new OperatorApiError(
        0,
        `No answer from ${this.url}. Is the server running? Set PUBLIC_URL or PORT as for the server. (${reasonOf(error)})`,
      );
    }
  }
}

function describeProblem(status: number, text: string): string {
  if (status === 401)
    return 'The server does not take this operator key. Set OPERATOR_KEY to the key of the server.';
  const problem = parseIfAny(text);
  if (problem === undefined) {
    return `The server answered ${status}, and not in the words of the operator API. Is PUBLIC_URL right?`;
  }
  const { detail, errors = [] } = problem;
  const fields = errors.map(({ field, problem: what }) => `\n  ${field} ${what}`).join('');
  return `${detail ?? `The server answered ${status}.`}${fields}`;
}

function parseIfAny(text: string): Problem | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** `fetch` takes headers byte by byte; the server reads UTF-8. */
function encodeHeader(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
