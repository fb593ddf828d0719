import { useEffect, useSyncExternalStore } from 'react';
import { apiUrl } from './addresses';
import { call } from './call';
import type { LogLine, PersonEvent, TokenUseEvent } from './contract';

/** What the server tells by itself. `gap`: some may have been missed, so ask again. */
interface LiveEvents {
  request: LogLine;
  person: PersonEvent;
  'token-use': TokenUseEvent;
  gap: null;
}

type LiveState = 'connecting' | 'live' | 'lost';

const KINDS = ['request', 'person', 'token-use', 'gap'] as const;
const RETRY_AFTER = 3_000;

/** The server ends streams every few minutes; who is back within this time was never away. */
const LOST_AFTER = 4_000;

/** The page's only stream of events, opened with the first listener and closed with the last. */
class LiveStream {
  private source: EventSource | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private state: LiveState = 'connecting';
  private loss: ReturnType<typeof setTimeout> | undefined;
  /** Whether a new stream begins where nobody knows what the last one has told. */
  private hasGap = false;
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Map<string, Set<(data: never) => void>>();

  on<Kind extends keyof LiveEvents>(kind: Kind, listener: (data: LiveEvents[Kind]) => void): () => void {
    const all = this.listeners.get(kind) ?? new Set();
    this.listeners.set(kind, all);
    all.add(listener);
    this.open();
    return () => {
      all.delete(listener);
      setTimeout(() => this.closeIfUnused());
    };
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly read = (): LiveState => this.state;

  private open(): void {
    if (this.source !== undefined) return;
    const source = new EventSource(apiUrl('/events'));
    this.source = source;
    source.addEventListener('open', () => {
      this.noteFound();
      this.become('live');
      if (this.hasGap) this.tell('gap', null);
      this.hasGap = false;
    });
    for (const kind of KINDS) {
      source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
        this.tell(kind, kind === 'gap' ? null : (JSON.parse(data) as LiveEvents[typeof kind]));
      });
    }
    source.addEventListener('error', () => {
      this.loss ??= setTimeout(() => this.become('lost'), LOST_AFTER);
      // The browser tries again by itself, and names the last event, so that the server tells what came meanwhile; unless
      // the answer was a refusal.
      if (source.readyState === EventSource.CLOSED) this.tryAgainLater();
    });
  }

  private tryAgainLater(): void {
    this.source = undefined;
    this.hasGap = true;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      // Tells whether the session is over, which the stream itself cannot.
      call('/sessions').then(
        () => this.open(),
        () => this.tryAgainLater(),
      );
    }, RETRY_AFTER);
  }

  private closeIfUnused(): void {
    if ([...this.listeners.values()].some(({ size }) => size > 0)) return;
    clearTimeout(this.retry);
    this.noteFound();
    this.source?.close();
    this.source = undefined;
  }

  private noteFound(): void {
    clearTimeout(this.loss);
    this.loss = undefined;
  }

  private tell<Kind extends keyof LiveEvents>(kind: Kind, data: LiveEvents[Kind]): void {
    for (const listener of this.listeners.get(kind) ?? [])
      (listener as (data: LiveEvents[Kind]) => void)(data);
  }

  private become(state: LiveState): void {
    this.state = state;
    for (const watcher of this.watchers) watcher();
  }
}

const stream = new LiveStream();

/** @param listener - Has to stay the same between renders, or be made by `useEffectEvent`. */
export function useLive<Kind extends keyof LiveEvents>(
  kind: Kind,
  listener: (data: LiveEvents[Kind]) => void,
): void {
  useEffect(() => stream.on(kind, listener), [kind, listener]);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(stream.watch, stream.read);
}
