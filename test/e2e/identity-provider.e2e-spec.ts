import {
  createMemoryStore,
  locateSample,
  readPeopleFile,
  runCycle,
} from '../../tools/identity-provider/index.js';
import type { CycleResult, Person } from '../../tools/identity-provider/index.js';
import { RunningApp } from '../harness/running-app.js';
import type { NewTenant } from '../harness/running-app.js';
import type { UserBody } from '../harness/scim-client.js';

const WORK_EMAIL = { type: 'work' };

describe.each(['default', 'aadOptscim062020'] as const)(
  'provisioning of the sample, dialect %s',
  (dialect) => {
    let app: RunningApp;
    let tenant: NewTenant;
    let people: Person[];
    const state = createMemoryStore();

    beforeAll(async () => {
      app = await RunningApp.start();
      tenant = await app.newTenant('acme');
      people = await readPeopleFile(locateSample());
    });
    afterAll(() => app.stop());

    const cycle = (present: readonly Person[], purge = false): Promise<CycleResult> =>
      runCycle({
        people: present,
        url: `${app.url}/api/v1/scim`,
        token: tenant.token,
        dialect,
        state,
        purge,
      });

    const allUsers = async (): Promise<readonly UserBody[]> => {
      const users: UserBody[] = [];
      for (let startIndex = 1; ; startIndex += 100) {
        const { body } = await tenant.client.get(`/Users?startIndex=${startIndex}&count=100`).expect(200);
        users.push(...(body.Resources as UserBody[]));
        if (users.length >= (body.totalResults as number)) return users;
      }
    };

    const expectDirectoryToBe = async (expected: readonly Person[]): Promise<void> => {
      const users = new Map((await allUsers()).map((user) => [user.externalId, user]));
      for (const person of expected) {
        const user = users.get(person.objectId);
        expect(user).toMatchObject({
          userName: person.mail,
          active: person.accountEnabled,
          emails: [{ ...WORK_EMAIL, value: person.mail }],
          timezone: 'Etc/UTC',
          ...(person.displayName !== undefined && { displayName: person.displayName }),
        });
      }
      expect(users.size).toBe(expected.length);
    };

    let provisioned: readonly Person[];

    it('creates everybody who can be created', async () => {
      const { summary, succeeded, log } = await cycle(people);

      expect(succeeded).toBe(true);
      expect(summary).toMatchObject({ failed: 0, created: 192, skipped: 8 });
      const created = new Set(
        log.filter(({ action }) => action === 'Create').map(({ objectId }) => objectId),
      );
      provisioned = people.filter(({ objectId }) => created.has(objectId));
      await expectDirectoryToBe(provisioned);
    });

    it('writes nothing when nothing has changed, and also nothing when its memory is lost', async () => {
      const before = await allUsers();
      expect((await cycle(people)).summary).toMatchObject({ created: 0, updated: 0, unchanged: 192 });
      const forgetful = await runCycle({
        people,
        url: `${app.url}/api/v1/scim`,
        token: tenant.token,
        dialect,
      });
      expect(forgetful.summary).toMatchObject({ created: 0, updated: 0, unchanged: 192 });
      expect(await allUsers()).toEqual(before);
    });

    it('follows a new name, a leaver and a return, and forgets who was purged', async () => {
      const [renamed, leaver, purged, ...rest] = provisioned as [Person, Person, Person, ...Person[]];
      const married = {
        ...renamed,
        mail: 'Married.Name@contoso.example',
        surname: 'Name',
        displayName: 'Married Name',
      };

      expect((await cycle([married, purged, ...rest])).summary).toMatchObject({
        updated: 1,
        disabled: 1,
        failed: 0,
      });
      await expectDirectoryToBe([married, { ...leaver, accountEnabled: false }, purged, ...rest]);

      expect((await cycle([married, leaver, purged, ...rest])).summary).toMatchObject({
        enabled: 1,
        failed: 0,
      });
      expect((await cycle([married, leaver, ...rest], true)).summary).toMatchObject({
        deleted: 1,
        failed: 0,
      });
      await expectDirectoryToBe([married, leaver, ...rest]);
    });
  },
);
