import {
  createMemoryStore,
  locateSample,
  readPeopleFile,
  runCycle,
  takeFirst,
  testConnection,
} from '../../tools/identity-provider/index.js';
import type { Person } from '../../tools/identity-provider/index.js';

/** People of the tool's own sample: names as they are in the world. */
export async function somePeople(count: number): Promise<readonly Person[]> {
  return takeFirst(await readPeopleFile(locateSample()), count);
}

/** The identity-provider tool with one application: it remembers from cycle to cycle whom it has sent. */
export class IdentityProvider {
  private readonly state = createMemoryStore();

  constructor(
    private readonly url: string,
    readonly token: string,
  ) {}

  /** @returns Whether the service took the token. */
  async testConnection(): Promise<boolean> {
    return (await testConnection({ url: this.url, token: this.token })).ok;
  }

  /** One cycle with these people in scope; whoever was in it before and is not now, has left. */
  async provision(people: readonly Person[]): Promise<void> {
    const { url, token, state } = this;
    const { succeeded, log } = await runCycle({ people, url, token, state, concurrency: 4 });
    if (!succeeded) throw new Error(`The cycle failed: ${JSON.stringify(log)}`);
  }
}
