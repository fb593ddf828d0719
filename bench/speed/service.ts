import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { fetch } from 'undici';
import { peopleLines } from './people-lines.js';
import { bareEnvironment, ServerProcess } from './server-process.js';
import type { Target } from './target.js';

/** Whoever may send as much as the machine carries; what is measured is how fast it is, not how fast it may be. */
const NO_LIMIT = '1000000';

/** Slugs of two tenants: groups are off unless a tenant switches them on, and cost those who have them something. */
const PEOPLE = 'people';
const GROUPS = 'groups';
const USERS_FOR_GROUPS = 1_000;

export interface ServiceOptions {
  readonly name: string;
  /** Without it, the embedded database, in a folder that is removed at the end. */
  readonly databaseUrl?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Another build of the service: the path of its `main.js`. */
  readonly program?: string;
  /** Parameters of Node.js itself, such as those of its profiler. */
  readonly nodeOptions?: readonly string[];
}

const OWN_PROGRAM = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** What an import has done. */
export interface Imported {
  readonly users: number;
  readonly seconds: number;
}

/** Our own service: the real program as in production, with a tenant of its own, reached over HTTP alone. */
export class Service {
  private constructor(
    private readonly name: string,
    readonly origin: string,
    private readonly operatorKey: string,
    private readonly server: ServerProcess,
    readonly tenantId: string,
    private readonly tokens: { readonly people: string; readonly groups: string },
    /** From the start of the process until it is ready, in seconds. */
    readonly startSeconds: number,
  ) {}

  static async start(options: ServiceOptions): Promise<Service> {
    const { name, databaseUrl, settings, nodeOptions = [], program = OWN_PROGRAM } = options;
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const operatorKey = randomBytes(32).toString('hex');
    const env = (folder: string): NodeJS.ProcessEnv => ({
      ...bareEnvironment(),
      ...(databaseUrl === undefined ? {} : { NODE_ENV: 'production', DATABASE_URL: databaseUrl }),
      DATA_DIR: folder,
      MIGRATE_ON_START: 'true',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: origin,
      OPERATOR_KEY: operatorKey,
      TOKEN_PEPPER: randomBytes(32).toString('hex'),
      RATE_LIMIT_PER_SECOND: NO_LIMIT,
      RATE_LIMIT_BURST: NO_LIMIT,
      ...settings,
    });
    const start = performance.now();
    const [server] = await ServerProcess.start([...nodeOptions, program], env, () => isReady(origin));
    const startSeconds = (performance.now() - start) / 1000;
    const post = <Answer>(path: string, body: object): Promise<Answer> => {
      return postTo<Answer>(`${origin}/api/v1/operator/tenants${path}`, operatorKey, body);
    };
    const { id } = await post<{ id: string }>('', { slug: PEOPLE, name: 'People' });
    await post('', { slug: GROUPS, name: 'Groups', settings: { groupProvisioning: true } });
    const wanted = { name: 'bench', expiresInDays: 1 };
    const { token } = await post<{ token: string }>(`/${PEOPLE}/api-tokens`, wanted);
    const forGroups = await post<{ token: string }>(`/${GROUPS}/api-tokens`, wanted);
    const tokens = { people: token, groups: forGroups.token };
    const service = new Service(name, origin, operatorKey, server, id, tokens, startSeconds);
    await service.import(peopleLines(0, USERS_FOR_GROUPS), GROUPS);
    return service;
  }

  get processIds(): readonly number[] {
    return this.server.processIds;
  }

  /** @param users - How many its directory holds. */
  asTarget(users: number): Target {
    const { name, tokens, processIds } = this;
    const url = `${this.origin}/api/v1/scim`;
    return {
      name,
      url,
      token: tokens.people,
      users,
      withGroups: { url, token: tokens.groups, users: USERS_FOR_GROUPS },
      hasCursors: true,
      processIds,
      stop: () => this.stop(),
    };
  }

  /**
   * Imports people, by the way on which an operator brings in many.
   *
   * @param lines - One JSON text for each.
   * @throws when not all of them were created.
   */
  async import(lines: AsyncIterable<Buffer>, tenant = PEOPLE): Promise<Imported> {
    const start = performance.now();
    const response = await fetch(`${this.origin}/api/v1/operator/tenants/${tenant}/user-imports`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.operatorKey}`, 'content-type': 'application/jsonl' },
      body: lines,
      duplex: 'half',
    });
    const text = await response.text();
    const last = text.trimEnd().split('\n').at(-1) ?? '';
    const { summary } = JSON.parse(last) as { summary?: { records: number; created: number } };
    if (summary === undefined || summary.created !== summary.records)
      throw new Error(`The import failed: ${text.slice(-500)}`);
    return { users: summary.created, seconds: (performance.now() - start) / 1000 };
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

async function isReady(origin: string): Promise<true | undefined> {
  try {
    const { ok } = await fetch(`${origin}/health/ready`);
    return ok ? true : undefined;
  } catch {
    return undefined;
  }
}

async function postTo<Answer>(url: string, key: string, body: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status !== 201)
    throw new Error(`${url} was answered with ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** A port that nobody listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
