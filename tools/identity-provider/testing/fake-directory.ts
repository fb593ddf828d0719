export type FakeUser = Record<string, unknown> & { id: string };

interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value: unknown;
}

/** Users in memory, with just enough of SCIM for what an identity provider sends. */
export class FakeDirectory {
  readonly users = new Map<string, FakeUser>();
  private lastId = 0;

  /** @returns `undefined` when the name is in use. */
  create(body: Record<string, unknown>): FakeUser | undefined {
    if (this.find('userName', String(body.userName)).length > 0) return undefined;
    this.lastId += 1;
    const user = { ...structuredClone(body), id: `id-${this.lastId}` };
    this.users.set(user.id, user);
    return user;
  }

  /** For a test that starts with somebody there already. */
  add(body: Record<string, unknown>): FakeUser {
    const user = this.create(body);
    if (user === undefined) throw new Error(`${String(body.userName)} exists already.`);
    return user;
  }

  find(attribute: string, value: string): FakeUser[] {
    const key = value.toLowerCase();
    return [...this.users.values()].filter((user) => String(user[attribute]).toLowerCase() === key);
  }

  byName(userName: string): FakeUser | undefined {
    return this.find('userName', userName)[0];
  }

  /** @returns `false` when a new name is in use; nothing is changed then. */
  patch(user: FakeUser, operations: readonly Operation[]): boolean {
    const next = structuredClone(user);
    for (const { path, value } of operations) {
      if (path !== undefined) assign(next, path, value);
      else for (const [key, each] of Object.entries(value as object)) assign(next, key, each);
    }
    const named = this.find('userName', String(next.userName));
    if (named.some(({ id }) => id !== user.id)) return false;
    this.users.set(user.id, next);
    return true;
  }
}

function assign(user: FakeUser, path: string, value: unknown): void {
  const urn = /^(urn:.+):(\w+)$/.exec(path);
  const element = /^(\w+)\[type eq "(\w+)"\]\.(\w+)$/.exec(path);
  if (urn?.[1] !== undefined && urn[2] !== undefined) {
    user[urn[1]] = { ...(user[urn[1]] as object | undefined), [urn[2]]: value };
  } else if (element !== null) {
    const [, list = '', type, name = ''] = element;
    const others = ((user[list] ?? []) as { type?: string }[]).filter((each) => each.type !== type);
    user[list] = [...others, { type, [name]: value }];
  } else if (path.includes('.')) {
    const [parent = '', name = ''] = path.split('.');
    user[parent] = { ...(user[parent] as object | undefined), [name]: value };
  } else {
    user[path] = path === 'active' ? String(value).toLowerCase() === 'true' : value;
  }
}
