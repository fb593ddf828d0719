import { isJsonObject } from '@flosum/scim-schema';
import { SaxesParser } from 'saxes';

/** A claim as somebody has pasted it. */
export interface PastedClaim {
  readonly name: string;
  readonly value: string;
}

/** The claims are in none of the forms that are known here. */
export class UnreadableClaimsError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableClaimsError';
  }
}

/**
 * Reads claims: an AttributeStatement of SAML, a JSON object, or lines of `name: value`.
 *
 * @throws {@link UnreadableClaimsError}
 */
export function readClaims(text: string): readonly PastedClaim[] {
  const trimmed = text.trim();
  if (trimmed.startsWith('<')) return readXml(trimmed);
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return readJson(trimmed);
  return readLines(trimmed);
}

function readLines(text: string): readonly PastedClaim[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const trimmed = line.trimStart();
    const place = separatorIn(trimmed);
    if (place === undefined) return [];
    const value = trimmed.slice(place + 1).trimEnd();
    return [
      {
        name: withoutQuotes(trimmed.slice(0, place)),
        value: withoutQuotes(value.endsWith(',') ? value.slice(0, -1) : value),
      },
    ];
  });
}

/** The first sign between a name and a value, behind a name. A name may be a URL, whose colon is followed by slashes. */
function separatorIn(line: string): number | undefined {
  for (let place = 1; place < line.length; place += 1) {
    const sign = line[place] ?? '';
    if (sign === '\t' || (':='.includes(sign) && !line.startsWith('//', place + 1))) return place;
  }
  return undefined;
}

function withoutQuotes(text: string): string {
  const trimmed = text.trim();
  const isQuoted = trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"');
  return isQuoted ? trimmed.slice(1, -1) : trimmed;
}

function readJson(text: string): readonly PastedClaim[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new UnreadableClaimsError(
      'This begins like JSON and is none. Paste all of it, from brace to brace.',
    );
  }
  const objects = (Array.isArray(parsed) ? (parsed as readonly unknown[]) : [parsed]).filter(isJsonObject);
  return objects.flatMap((object) => {
    const { name, value } = object;
    if (typeof name === 'string' && value !== undefined) return [{ name, value: textOf(value) }];
    return Object.entries(object).map(([key, inner]) => ({ name: key, value: textOf(inner) }));
  });
}

/** Of a list, the first value. */
function textOf(value: unknown): string {
  const single: unknown = Array.isArray(value) ? value[0] : value;
  return ['string', 'number', 'boolean'].includes(typeof single) ? String(single) : '';
}

/**
 * Reads the attributes of an assertion, or of any part of it. A document type is refused before anything in it counts,
 * and entities of its own are never known.
 */
function readXml(text: string): readonly PastedClaim[] {
  const claims: { name: string; values: string[] }[] = [];
  let value: string | undefined;
  const parser = new SaxesParser<{ xmlns: false; fragment: true }>({ xmlns: false, fragment: true });
  parser.on('doctype', () => {
    throw new UnreadableClaimsError('Paste the assertion without a document type.');
  });
  parser.on('error', () => {
    throw new UnreadableClaimsError(
      'This begins like XML and cannot be read. Paste all of <AttributeStatement>, from its beginning to its end.',
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (localName(name) === 'Attribute') claims.push({ name: attributes.Name ?? '', values: [] });
    if (localName(name) === 'AttributeValue') value = '';
  });
  parser.on('text', (more) => {
    if (value !== undefined) value += more;
  });
  parser.on('closetag', ({ name }) => {
    if (localName(name) !== 'AttributeValue' || value === undefined) return;
    claims.at(-1)?.values.push(value.trim());
    value = undefined;
  });
  parser.write(text).close();
  return claims.map(({ name, values: [first = ''] }) => ({ name, value: first }));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
