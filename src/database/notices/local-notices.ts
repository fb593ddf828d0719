import { Handlers } from './notices.js';
import type { NoticeHandler, Notices } from './notices.js';

/** The embedded database has one process: who tells is the only one to hear. */
export class LocalNotices implements Notices {
  readonly areHeard: boolean = true;
  private readonly handlers = new Handlers();

  on(topic: string, handler: NoticeHandler): void {
    this.handlers.on(topic, handler);
  }

  onGap(handler: () => void): void {
    this.handlers.onGap(handler);
  }

  tell(topic: string, payload: string): Promise<void> {
    this.handlers.hear(topic, payload);
    return Promise.resolve();
  }

  mention(topic: string, payload: string): void {
    this.handlers.hear(topic, payload);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
