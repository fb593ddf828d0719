import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { ROLES } from '../roles.js';
import { Handlers, MAX_WAIT } from './notices.js';
import type { NoticeHandler, Notices } from './notices.js';

const CHANNEL = 'flosum_scim';
/** Every instance that listens holds this advisory lock, shared with the others: so they can be counted. */
const LISTENER_LOCK = [7_264_902, 1] as const;
const SHORTEST_PAUSE = 100;

interface Message {
  /** Empty when nobody waits for a confirmation. */
  readonly id: string;
  readonly from: string;
  readonly topic: string;
  readonly payload: string;
}

interface Waiting {
  outstanding: number;
  readonly done: () => void;
}

/**
 * Notices through `LISTEN` and `NOTIFY`, over a connection of their own. Each instance confirms what it has heard, and
 * who tells waits for that: so a token that was revoked here is refused there before the revocation is answered.
 */
export class ServerNotices implements Notices {
  private readonly handlers = new Handlers();
  private readonly instance = randomUUID().replaceAll('-', '');
  private readonly waiting = new Map<string, Waiting>();
  private client: pg.Client | undefined;
  private closing = false;
  private pause = SHORTEST_PAUSE;
  private timer: NodeJS.Timeout | undefined;

  private constructor(private readonly url: string) {}

  /** @throws The driver's error when the first connection fails; later ones are tried again for ever. */
  static async connect(url: string): Promise<ServerNotices> {
    const notices = new ServerNotices(url);
    await notices.listen();
    return notices;
  }

  get areHeard(): boolean {
    return this.client !== undefined;
  }

  on(topic: string, handler: NoticeHandler): void {
    this.handlers.on(topic, handler);
  }

  onGap(handler: () => void): void {
    this.handlers.onGap(handler);
  }

  async tell(topic: string, payload: string): Promise<void> {
    this.handlers.hear(topic, payload);
    const id = randomUUID();
    const heard = this.confirmations(id);
    try {
      if (this.client === undefined) throw new Error('Not connected.');
      const others = await this.countOthers(this.client);
      const message: Message = { id, from: this.instance, topic, payload };
      this.expect(id, others);
      await this.client.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(message)]);
    } catch {
      // The connection broke: the others forget what they keep after MAX_WAIT, without having heard of it.
    }
    await heard;
  }

  mention(topic: string, payload: string): void {
    this.handlers.hear(topic, payload);
    const message: Message = { id: '', from: this.instance, topic, payload };
    this.client?.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(message)]).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'flosum-scim notices',
      keepAlive: true,
      connectionTimeoutMillis: MAX_WAIT,
      // Confirmations do not wait for each other.
      pipeline: true,
    });
    // Without a handler, a broken connection would end the process.
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload = '' }) => {
      this.receive(client, channel, payload);
    });
    try {
      await client.connect();
      await client.query(`set role ${ROLES.tenant}`);
      await client.query('select pg_advisory_lock_shared($1, $2)', [...LISTENER_LOCK]);
      await client.query(`listen ${CHANNEL}`);
      await client.query(`listen ${this.channelOf(this.instance)}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.closing) {
      await client.end();
      return;
    }
    client.once('end', () => {
      this.lose();
    });
    this.client = client;
    this.pause = SHORTEST_PAUSE;
    this.handlers.missSome();
  }

  private lose(): void {
    this.client = undefined;
    this.handlers.missSome();
    if (!this.closing) this.listenLater();
  }

  private listenLater(): void {
    this.timer = setTimeout(() => {
      this.listen().catch(() => {
        if (!this.closing) this.listenLater();
      });
    }, this.pause);
    this.timer.unref();
    this.pause = Math.min(MAX_WAIT, this.pause * 2);
  }

  private receive(client: pg.Client, channel: string, payload: string): void {
    if (channel !== CHANNEL) {
      this.confirm(payload);
      return;
    }
    const message = readMessage(payload);
    if (message === undefined) {
      // Somebody else uses this channel: whatever it means, trusting nothing does no harm.
      this.handlers.missSome();
      return;
    }
    const { id, from, topic, payload: told } = message;
    if (from === this.instance) return;
    this.handlers.hear(topic, told);
    if (id === '') return;
    client.query('select pg_notify($1, $2)', [this.channelOf(from), id]).catch(() => undefined);
  }

  private async countOthers(client: pg.Client): Promise<number> {
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_locks
       where locktype = 'advisory' and granted and pid <> pg_backend_pid() and classid = $1 and objid = $2
         and database = (select oid from pg_database where datname = current_database())`,
      [...LISTENER_LOCK],
    );
    return rows[0]?.others ?? 0;
  }

  /** Confirmations may come before they are counted: until then, none is the last. */
  private confirmations(id: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        done();
      }, MAX_WAIT);
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve();
      };
      this.waiting.set(id, { outstanding: Infinity, done });
    });
  }

  private expect(id: string, others: number): void {
    const waiting = this.waiting.get(id);
    if (waiting === undefined) return;
    waiting.outstanding = others;
    if (others === 0) waiting.done();
  }

  private confirm(id: string): void {
    const waiting = this.waiting.get(id);
    if (waiting === undefined) return;
    waiting.outstanding -= 1;
    if (waiting.outstanding <= 0) waiting.done();
  }

  private channelOf(instance: string): string {
    return `${CHANNEL}_${instance}`;
  }
}

function readMessage(payload: string): Message | undefined {
  try {
    const read = JSON.parse(payload) as Partial<Message> | null;
    const isMessage = [read?.id, read?.from, read?.topic, read?.payload].every(
      (part) => typeof part === 'string',
    );
    return isMessage ? (read as Message) : undefined;
  } catch {
    return undefined;
  }
}
