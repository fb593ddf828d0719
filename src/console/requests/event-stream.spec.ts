import type { Response } from 'express';
import type { ConsoleSession } from '../../console-access/index.js';
import { EventStream } from './event-stream.js';

describe('EventStream', () => {
  it('ends at once for a page that was closed before it was opened', () => {
    const response = { closed: true, destroyed: true } as Response;
    let stopped = 0;
    const isOpen = new EventStream(response, {} as ConsoleSession).open('', () => {
      stopped += 1;
    });
    expect({ isOpen, stopped }).toEqual({ isOpen: false, stopped: 1 });
  });
});
