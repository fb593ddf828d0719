import type { IncomingMessage, ServerResponse } from 'node:http';

/** Whether the process is about to end: then it is not ready, and keeps no connection open. */
export class Lifecycle {
  private ending = false;

  get isDraining(): boolean {
    return this.ending;
  }

  startDraining(): void {
    this.ending = true;
  }

  /** Middleware: tells clients whose request is still answered to come back over another connection. */
  readonly closeConnections = (
    _request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void => {
    if (this.ending) response.setHeader('Connection', 'close');
    next();
  };
}
