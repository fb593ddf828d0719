/** No answer came: the server could not be reached, hung up, or took too long. */
export class ConnectionError extends Error {
  constructor(
    /** The code of the operating system or of TLS, such as `ECONNREFUSED`. */
    readonly code: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(problem, options);
    this.name = new.target.name;
  }

  /** A refused `localhost` fails once per address, and the joint error then has no message of its own. */
  static from(error: NodeJS.ErrnoException): ConnectionError {
    const code = error.code ?? error.name;
    return new ConnectionError(code, error.message === '' ? code : error.message, { cause: error });
  }

  get timedOut(): boolean {
    return this.code === 'ETIMEDOUT';
  }
}
