import { USER_URN } from '@flosum/scim-schema';
import { expectRefusal } from '../harness/expect-refusal.js';
import { RunningApp } from '../harness/running-app.js';
import { ACME_URN, EVERY_KIND, extendUser } from '../harness/schema-extension.js';
import type { ScimClient, UserBody } from '../harness/scim-client.js';

export const WORK = { value: 'a', type: 'work', primary: true };
export const HOME = { value: 'b', type: 'home' };
export const NAME = { givenName: 'Barbara', familyName: 'Jensen' };

/** A tenant of each dialect, with attributes of every kind, and what both are asked to do. */
export class TwoDialects {
  private count = 0;

  private constructor(
    readonly app: RunningApp,
    readonly acme: ScimClient,
    readonly strict: ScimClient,
  ) {}

  static async start(): Promise<TwoDialects> {
    const app = await RunningApp.start();
    const acme = await app.clientOfNewTenant('acme', { groupProvisioning: true });
    const strict = await app.clientOfNewTenant('strict', { dialect: 'strict' });
    await extendUser(app, 'acme', EVERY_KIND);
    await extendUser(app, 'strict', EVERY_KIND);
    return new TwoDialects(app, acme, strict);
  }

  newUser(client: ScimClient, attributes: object = {}): Promise<UserBody> {
    this.count += 1;
    return client.aUser({
      schemas: [USER_URN, ACME_URN],
      userName: `user-${this.count}`,
      name: NAME,
      emails: [WORK, HOME],
      ...attributes,
    });
  }

  /** In both dialects, changes a user and shows it as it is then. */
  async patchInBoth(operations: readonly object[], expected: object, attributes: object = {}): Promise<void> {
    for (const client of [this.acme, this.strict]) {
      const user = await this.newUser(client, attributes);
      const response = await client.patch(user, ...operations).expect(200);
      expect(response.body).toMatchObject(expected);
      expect(await client.find(user)).toEqual(response.body);
    }
  }

  async refuse(client: ScimClient, operation: object, scimType: string): Promise<void> {
    const user = await this.newUser(client);
    await expectRefusal(client.patch(user, operation), 400, scimType);
    expect(await client.find(user)).toEqual(user);
  }
}
