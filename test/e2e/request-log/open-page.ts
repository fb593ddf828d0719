export interface ReceivedEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A page of the console that listens to events. */
export class OpenPage {
  readonly seen: ReceivedEvent[] = [];
  /** What a browser would name when it connects again. */
  private last: string | undefined;

  private constructor(
    private readonly connection: AbortController,
    body: AsyncIterable<Uint8Array>,
  ) {
    void this.read(body).catch(() => undefined);
  }

  static async open(url: string, cookie: string, after?: string): Promise<OpenPage> {
    const connection = new AbortController();
    const response = await fetch(`${url}/api/v1/console/events`, {
      headers: { cookie, ...(after !== undefined && { 'Last-Event-ID': after }) },
      signal: connection.signal,
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    return new OpenPage(connection, response.body as unknown as AsyncIterable<Uint8Array>);
  }

  /** Waits for an event, also one that came already. */
  async until(
    event: string,
    fits: (received: ReceivedEvent) => boolean = () => true,
  ): Promise<ReceivedEvent> {
    for (let attempt = 0; attempt < 250; attempt += 1) {
      const found = this.seen.find((received) => received.event === event && fits(received));
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`No such event "${event}" came.`);
  }

  async lastId(): Promise<string> {
    while (this.last === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    return this.last;
  }

  close(): void {
    this.connection.abort();
  }

  private take(block: string): void {
    const fields = fieldsOf(block);
    const id = fields.get('id');
    const event = fields.get('event');
    const data = fields.get('data');
    if (id !== undefined) this.last = id;
    if (event === undefined || data === undefined) return;
    this.seen.push({ event, id, data: JSON.parse(data) as ReceivedEvent['data'] });
  }

  private async read(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
  }
}

/** The fields of an event, by their names. */
function fieldsOf(block: string): ReadonlyMap<string, string> {
  return new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
}
