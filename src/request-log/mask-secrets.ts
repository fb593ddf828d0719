import { attributesOf, isJsonObject } from '@flosum/scim-schema';
import type { AttributeDefinition, ResourceType } from '@flosum/scim-schema';

/** Stands in the place of what is not shown. */
export const MASK = '•••';

/** Names of attributes that may never be shown, as they occur in bodies, paths and filters. */
export type HiddenNames = RegExp;

/** The credentials of this service, and signed tokens of anybody. */
const CREDENTIAL = /\b(fl[a-z]_[a-z]{2}_[0-9A-Za-z]{12}_)[0-9A-Za-z]+|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g;

const QUOTED = /"(?:[^"\\]|\\.)*"/g;

const known = new WeakMap<ResourceType, HiddenNames>();

/** What may never be shown of a tenant's users: passwords, and all that is `writeOnly` or never returned. */
export function hiddenNamesOf(type: ResourceType): HiddenNames {
  let names = known.get(type);
  if (names === undefined) {
    const attributes = [attributesOf(type), ...type.extensions.map(({ schema }) => schema.attributes)].flat();
    const hidden = attributes.flatMap(namesOfHidden).map((name) => name.replaceAll(/[^\w]/g, '\\$&'));
    names = new RegExp(
      ['password', ...hidden.map((name) => `(?<![a-z0-9])${name}(?![a-z0-9])`)].join('|'),
      'i',
    );
    known.set(type, names);
  }
  return names;
}

function namesOfHidden({
  name,
  mutability,
  returned,
  subAttributes = [],
}: AttributeDefinition): readonly string[] {
  const own = mutability === 'writeOnly' || returned === 'never' ? [name] : [];
  return [...own, ...subAttributes.flatMap(namesOfHidden)];
}

/** A body as JSON text without secrets. Most have none, and are only looked through. */
export function maskBody(body: unknown, hidden: HiddenNames): string {
  const text = JSON.stringify(body);
  return maskCredentials(hidden.test(text) ? JSON.stringify(maskValue(body, hidden)) : text);
}

/** JSON text without secrets. */
export function maskJson(text: string, hidden: HiddenNames): string {
  if (!hidden.test(text)) return maskCredentials(text);
  try {
    return maskBody(JSON.parse(text), hidden);
  } catch {
    return MASK;
  }
}

/** A text, such as a filter, without the values that it compares with hidden attributes, and without credentials. */
export function maskText(text: string, hidden: HiddenNames): string {
  return maskCredentials(hidden.test(text) ? text.replaceAll(QUOTED, `"${MASK}"`) : text);
}

/** A URL likewise; it is unescaped only when something has to be masked. */
export function maskUrl(url: string, hidden: HiddenNames): string {
  const plain = unescape(url);
  const masked = maskText(plain, hidden);
  return masked === plain ? url : masked;
}

function unescape(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
}

function maskCredentials(text: string): string {
  return text.replaceAll(CREDENTIAL, (_all, shown: string | undefined) => `${shown ?? ''}${MASK}`);
}

function maskValue(value: unknown, hidden: HiddenNames): unknown {
  if (typeof value === 'string') return maskString(value, hidden);
  if (Array.isArray(value)) return value.map((element) => maskValue(element, hidden));
  if (!isJsonObject(value)) return value;
  const isAboutHidden = typeof value.path === 'string' && hidden.test(value.path);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      hidden.test(name) || (isAboutHidden && name.toLowerCase() === 'value')
        ? MASK
        : maskValue(member, hidden),
    ]),
  );
}

/** Some providers send objects as text. */
function maskString(text: string, hidden: HiddenNames): string {
  if (!hidden.test(text)) return text;
  return /^\s*[[{]/.test(text) ? MASK : maskText(text, hidden);
}
