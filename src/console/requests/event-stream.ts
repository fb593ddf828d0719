import type { Response } from 'express';
import { v7 as makeUuid } from 'uuid';
import type { ConsoleSession } from '../../console-access/index.js';
import type { LiveListener, LoggedRequest } from '../../request-log/index.js';
import { maskText, seesPeople } from '../masking.js';
import { presentLine } from './request-line.dto.js';

/** Proxies close what is silent for longer. */
const HEARTBEAT = 15_000;

/** Then the browser connects again, and shows its session anew: one that was ended elsewhere does not go on listening. */
const LONGEST = 5 * 60_000;

/** Bytes that may wait for a slow browser; beyond, it is told that it missed some, and connects again. */
const MAX_WAITING = 1_048_576;

/** Server-sent events to one open page (WHATWG HTML, section 9.2). The ids are those of lines. */
export class EventStream implements LiveListener {
  private heartbeat: NodeJS.Timeout | undefined;
  private lifetime: NodeJS.Timeout | undefined;

  constructor(
    private readonly response: Response,
    private readonly session: ConsoleSession,
  ) {}

  /**
   * @param after - The last line that the page has seen, or a moment from which on it hears everything.
   * @param stop - Called when the page is closed, or has to connect again.
   * @returns Whether somebody is there.
   */
  open(after: string, stop: () => void): boolean {
    const { response } = this;
    // It was closed before anybody listened for that.
    if (response.closed || response.destroyed) {
      stop();
      return false;
    }
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    // The page names it when it connects again, also when nothing came meanwhile.
    response.write(`retry: 1000\nid: ${after}\n\n`);
    this.heartbeat = setInterval(() => {
      this.write(': \n\n');
    }, HEARTBEAT);
    const left = Math.min(LONGEST, this.session.expiresAt.getTime() - Date.now());
    this.lifetime = setTimeout(
      () => {
        this.end();
      },
      Math.max(0, left),
    );
    response.once('close', () => {
      clearInterval(this.heartbeat);
      clearTimeout(this.lifetime);
      stop();
    });
    return true;
  }

  requests(lines: readonly LoggedRequest[]): void {
    const { role } = this.session;
    for (const line of lines) {
      this.send('request', presentLine(line, role), line.id);
      // Which people a bulk request has changed does not stand in its line.
      if (line.route.endsWith('/Bulk') && line.outcome === 'success') this.gap();
      if (line.changeKind === null || line.resourceType !== 'User') continue;
      const name = line.personName ?? '';
      this.send('person', {
        id: line.resourceId,
        active: line.personActive,
        name: seesPeople(role) ? name : maskText(name),
        kind: line.changeKind,
        at: line.at,
      });
    }
    const used = lines.filter(({ refusal }) => refusal === null);
    for (const [tokenId, at] of new Map(used.map((line) => [line.tokenId, line.at]))) {
      this.send('token-use', { tokenId, at });
    }
  }

  /** Everything is asked for anew, so nothing from before has to be told again. */
  gap(): void {
    this.send('gap', {}, makeUuid());
  }

  end(): void {
    this.response.end();
  }

  private send(event: string, data: object, id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    if (this.response.writableLength > MAX_WAITING) this.response.destroy();
    else this.response.write(text);
  }
}
