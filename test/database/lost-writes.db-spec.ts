import { GROUP_URN, USER_RESOURCE_TYPE, USER_URN } from '@flosum/scim-schema';
import type { Author } from '../../src/changes/index.js';
import { GroupsService } from '../../src/groups/index.js';
import { BusyResourceError } from '../../src/resources/index.js';
import type { TenantContext } from '../../src/tenants/index.js';
import { UsersService } from '../../src/users/index.js';
import { RunningApp } from '../harness/running-app.js';

const AUTHOR: Author = { actor: { type: 'system' }, requestId: 'test' };

/** A tenant that was deleted after its token was looked up: the database refuses whatever is written for it. */
const GONE: TenantContext = {
  tenantId: '01a20a8b-2a58-76f9-9618-ad71b24d581d',
  settings: {
    groupProvisioning: true,
    defaultTimezone: 'Etc/UTC',
    dialect: 'tolerant',
    repeatedCreate: 'conflict',
    rateLimit: null,
    provisioning: 'on',
    requestLogDays: 30,
  },
  userType: USER_RESOURCE_TYPE,
};

describe('a write that the database did not take', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await RunningApp.start();
  });
  afterAll(() => app.stop());

  const user = (userName: string): object => ({ schemas: [USER_URN], userName });

  it('of a user is not answered as if it had', async () => {
    const users = app.app.nest.get(UsersService);
    await expect(users.create(GONE, AUTHOR, user('a'))).rejects.toThrow(BusyResourceError);
  });

  it('of many users is not answered as if it had', async () => {
    const users = app.app.nest.get(UsersService);
    const many = users.createMany(GONE, AUTHOR, [user('a'), user('b')], Infinity);
    await expect(many).rejects.toThrow(BusyResourceError);
  });

  it('of a group is not answered as if it had', async () => {
    const groups = app.app.nest.get(GroupsService);
    const group = groups.create(GONE, AUTHOR, { schemas: [GROUP_URN], displayName: 'A' });
    await expect(group).rejects.toThrow(BusyResourceError);
  });
});
