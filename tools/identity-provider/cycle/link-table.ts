/** What is remembered of a person: the account at the server, and how it was left. */
export interface Link {
  /** The id that the server gave. */
  readonly id: string;
  /** Whether access was taken away. */
  readonly disabled: boolean;
  /** For the log, once the person is no longer in the source. */
  readonly userPrincipalName: string;
}

export type Links = Readonly<Record<string, Link>>;

/** The links of one tenant from the source's object ids to the server's ids: no id belongs to two people. */
export class LinkTable {
  private readonly byObjectId: Map<string, Link>;
  private readonly ownerById = new Map<string, string>();
  /** Goes up with each change, so that whoever saves knows whether there is anything to save. */
  version = 0;

  constructor(links: Links = {}) {
    this.byObjectId = new Map(Object.entries(links));
    for (const [objectId, { id }] of this.byObjectId) this.ownerById.set(id, objectId);
  }

  find(objectId: string): Link | undefined {
    return this.byObjectId.get(objectId);
  }

  /** The object id of the person to whom an account is linked. */
  ownerOf(id: string): string | undefined {
    return this.ownerById.get(id);
  }

  /** Whoever had the account before loses it: a stale link must never disable somebody else's account. */
  keep(objectId: string, link: Link): void {
    const known = this.byObjectId.get(objectId);
    if (known !== undefined && isSame(known, link) && this.ownerOf(link.id) === objectId) return;
    const previous = this.ownerOf(link.id);
    if (previous !== undefined && previous !== objectId) this.forget(previous);
    if (known !== undefined && this.ownerOf(known.id) === objectId) this.ownerById.delete(known.id);
    this.byObjectId.set(objectId, link);
    this.ownerById.set(link.id, objectId);
    this.version += 1;
  }

  forget(objectId: string): void {
    const link = this.byObjectId.get(objectId);
    if (link === undefined) return;
    this.byObjectId.delete(objectId);
    if (this.ownerOf(link.id) === objectId) this.ownerById.delete(link.id);
    this.version += 1;
  }

  entries(): [string, Link][] {
    return [...this.byObjectId];
  }

  toLinks(): Links {
    return Object.fromEntries(this.byObjectId);
  }
}

function isSame(a: Link, b: Link): boolean {
  return a.id === b.id && a.disabled === b.disabled && a.userPrincipalName === b.userPrincipalName;
}
