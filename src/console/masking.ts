import { isJsonObject } from '@flosum/scim-schema';
import type { ConsoleRole } from '../console-access/index.js';

const DOTS = '•••';

/** What tells nothing of a person, whatever is in it. */
const PLAIN_KEYS: ReadonlySet<string> = new Set([
  'schemas',
  'id',
  'meta',
  'type',
  'primary',
  'active',
  'locale',
  'timezone',
  'preferredLanguage',
  'userType',
]);

/** Where the name of who did it stands, with or without an `@`. */
const AUTHOR_KEYS: ReadonlySet<string> = new Set(['createdBy', 'revokedBy']);

/** How those are called who gave no name. */
const NAMELESS: ReadonlySet<string> = new Set(['operator', 'system']);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One address and nothing else: behind the `@` of a sentence may stand anybody's name. */
const ADDRESS = /^[^\s@"<>]+(@[^\s@"<>]+)$/;

/** Whether a role sees personal values as they are. */
export function seesPeople(role: ConsoleRole): boolean {
  return role !== 'auditor';
}

/** `jane@acme.test` as `j•••@acme.test`, `Jane` as `J•••`; an id stays, for it names nobody. */
export function maskText(text: string): string {
  if (text === '' || UUID.test(text)) return text;
  const [first = ''] = text;
  const [domain = ''] = ADDRESS.exec(text)?.slice(1) ?? [];
  return `${first}${DOTS}${domain}`;
}

/** @returns The same value for everybody but auditors; with personal values masked for them. */
export function maskFor<Value>(role: ConsoleRole, value: Value): Value {
  return seesPeople(role) ? value : (maskValue(value) as Value);
}

/** What lists show of a person. */
interface Named {
  readonly userName: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly externalId: string | null;
}

/** A person of a list, with its names masked for auditors. */
export function maskPersonFor<Person extends Named>(role: ConsoleRole, person: Person): Person {
  if (seesPeople(role)) return person;
  return {
    ...person,
    userName: maskText(person.userName),
    displayName: person.displayName && maskText(person.displayName),
    email: person.email && maskText(person.email),
    externalId: person.externalId && maskText(person.externalId),
  };
}

/** Who acted: tokens and clients have names of things, everybody else that of a person. */
export function maskActorFor<Acting extends { readonly type: string; readonly name: string }>(
  role: ConsoleRole,
  actor: Acting,
): Acting {
  const isThing = actor.type === 'api-token' || actor.type === 'oauth-client' || actor.name === actor.type;
  return seesPeople(role) || isThing ? actor : { ...actor, name: maskText(actor.name) };
}

/** What administrators did is no secret, only who they are: their addresses are masked, and the names of authors. */
export function maskAdministratorsFor<Value>(role: ConsoleRole, value: Value): Value {
  return seesPeople(role) ? value : (maskAdministrators(value) as Value);
}

/** Masks every text and number below a value, but for what tells nothing of a person. */
function maskValue(value: unknown): unknown {
  if (typeof value === 'number') return DOTS;
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskValue);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, PLAIN_KEYS.has(key) ? inner : maskValue(inner)]),
  );
}

/** Masks the values of changed attributes; their paths stay. */
export function maskChangesFor<Attribute extends { readonly path: string }>(
  role: ConsoleRole,
  attributes: readonly Attribute[],
): readonly Attribute[] {
  if (seesPeople(role)) return attributes;
  return attributes.map((attribute) =>
    PLAIN_KEYS.has(attribute.path)
      ? attribute
      : (Object.fromEntries(
          Object.entries(attribute).map(([key, value]) => [key, key === 'path' ? value : maskValue(value)]),
        ) as Attribute),
  );
}

function maskAdministrators(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    const isName = AUTHOR_KEYS.has(key) && !NAMELESS.has(value);
    return isName || value.includes('@') ? maskText(value) : value;
  }
  if (Array.isArray(value)) return value.map((inner) => maskAdministrators(inner, key));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, maskAdministrators(inner, name)]),
  );
}
