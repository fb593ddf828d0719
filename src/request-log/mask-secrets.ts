import { attributesOf, isJsonObject } from '@flosum/scim-schema';
import type { AttributeDefinition, ResourceType } from '@flosum/scim-schema';

/** Stands in the place of what is not shown. */
export const MASK = '•••';

/** Names of attributes that may never be shown, as they occur in bodies, paths and filters. */
export interface HiddenNames {
  readonly name: RegExp;
  /** Such a name, an operator, and what it is compared with, unless that stands in quotation marks. */
  readonly compared: RegExp;
}

// Bodies come from anybody who has a token. So each expression here goes through a text once, whatever stands in it: it
// begins only where a word begins, never goes back over what it has passed, and an end that is missing is the end of the text.

/** The credentials of this service. */
const CREDENTIAL = /\b(fl[a-z]_[a-z]{2}_[0-9A-Za-z]{12}_)[0-9A-Za-z]+/g;

/** Three words or more with dots, which may hold a signed token. */
const DOTTED = /(?<![\w.-])[\w-]+(?:\.[\w-]*){2,}/g;
const SIGNED = 'eyJ';

const QUOTED = /"(?:[^"\\]|\\[^]?)*"?/g;

const OPERATOR = '\\S{0,64}\\s{1,64}(?:eq|ne|co|sw|ew|gt|ge|lt|le)\\s{1,64}';

const known = new WeakMap<ResourceType, HiddenNames>();

/** What may never be shown of a tenant's users: passwords, and all that is `writeOnly` or never returned. */
export function hiddenNamesOf(type: ResourceType): HiddenNames {
  let names = known.get(type);
  if (names === undefined) {
    const attributes = [attributesOf(type), ...type.extensions.map(({ schema }) => schema.attributes)].flat();
    const hidden = attributes.flatMap(namesOfHidden).map((name) => name.replaceAll(/[^\w]/g, '\\$&'));
    const all = ['password', ...hidden.map((name) => `(?<![a-z0-9])${name}(?![a-z0-9])`)].join('|');
    names = {
      name: new RegExp(all, 'i'),
      compared: new RegExp(`((?:${all})${OPERATOR})(?!["\\s])[^]*`, 'i'),
    };
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
  return maskCredentials(hidden.name.test(text) ? JSON.stringify(maskValue(body, hidden)) : text);
}

/** JSON text without secrets. */
export function maskJson(text: string, hidden: HiddenNames): string {
  if (!hidden.name.test(text)) return maskCredentials(text);
  try {
    return maskBody(JSON.parse(text), hidden);
  } catch {
    return MASK;
  }
}

/** A text, such as a filter, without the values that it compares with hidden attributes, and without credentials. */
export function maskText(text: string, hidden: HiddenNames): string {
  if (!hidden.name.test(text)) return maskCredentials(text);
  return maskCredentials(text.replaceAll(QUOTED, `"${MASK}"`).replace(hidden.compared, `$1${MASK}`));
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
  return text.replaceAll(CREDENTIAL, `$1${MASK}`).replaceAll(DOTTED, (words) => {
    const start = words.indexOf(SIGNED);
    return start === -1 ? words : `${words.slice(0, start)}${MASK}`;
  });
}

function maskValue(value: unknown, hidden: HiddenNames): unknown {
  if (typeof value === 'string') return maskString(value, hidden);
  if (Array.isArray(value)) return value.map((element) => maskValue(element, hidden));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value);
  // The names of the members of an operation count without case.
  const isAboutHidden = members.some(([name, path]) => {
    return name.toLowerCase() === 'path' && typeof path === 'string' && hidden.name.test(path);
  });
  return Object.fromEntries(
    members.map(([name, member]) => [
      name,
      hidden.name.test(name) || (isAboutHidden && name.toLowerCase() === 'value')
        ? MASK
        : maskValue(member, hidden),
    ]),
  );
}

/** Some providers send objects as text. */
function maskString(text: string, hidden: HiddenNames): string {
  if (!hidden.name.test(text)) return text;
  return /^\s*[[{]/.test(text) ? MASK : maskText(text, hidden);
}
