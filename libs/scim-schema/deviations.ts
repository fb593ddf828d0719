/** How a tenant wants requests to be read: with what identity providers really send, or by the letter of the RFCs. */
export type Dialect = 'tolerant' | 'strict';

interface DeviationDescription {
  /** The clause that the request departs from. */
  readonly clause: string;
  readonly description: string;
}

/**
 * What the tolerant dialect understands although the RFCs do not have it. The strict dialect refuses each of these, but
 * for three: `unknown-attribute` is refused as the path of a PATCH only, `operation-in-capitals` never, and a
 * `text-as-object` is kept as the text that it is.
 */
export const DEVIATIONS = {
  'boolean-as-text': {
    clause: 'RFC 7643 section 2.3.2',
    description: 'A boolean was sent as text, such as "False".',
  },
  'single-value-for-list': {
    clause: 'RFC 7643 section 2.4',
    description: 'One value was sent where a list is due.',
  },
  'list-for-single-value': {
    clause: 'RFC 7643 section 2.3',
    description: 'A list of one was sent where one value is due.',
  },
  'bare-complex-value': {
    clause: 'RFC 7643 section 2.3.8',
    description: 'The bare value of a complex attribute was sent, not an object.',
  },
  'misspelt-urn': {
    clause: 'RFC 7643 section 3',
    description: 'The URN of a schema was sent with a colon too few.',
  },
  'unknown-schema': {
    clause: 'RFC 7643 section 3',
    description: '"schemas" names a schema that the resource type does not have.',
  },
  'unlisted-extension': {
    clause: 'RFC 7643 section 3.3',
    description: 'An extension was sent without its URN in "schemas".',
  },
  'unknown-attribute': {
    clause: 'RFC 7644 section 3.12',
    description: 'An attribute was sent that no schema of the resource type has; it was left out.',
  },
  'operation-in-capitals': {
    clause: 'RFC 7644 section 3.5.2',
    description: '"op" was sent with capital letters, such as "Replace".',
  },
  'no-operations': {
    clause: 'RFC 7644 section 3.5.2',
    description: 'A PATCH was sent without an operation; it changed nothing.',
  },
  'dotted-name': {
    clause: 'RFC 7644 section 3.5.2.3',
    description: 'A member of a value was named by the path of a part, such as "name.givenName".',
  },
  'extension-without-urn': {
    clause: 'RFC 7644 section 3.10',
    description: 'An attribute of an extension was named without the URN of the extension.',
  },
  'value-made-from-filter': {
    clause: 'RFC 7644 section 3.5.2.3',
    description:
      'No value fulfilled the filter of the path, so one was made from it, if there was something to put there.',
  },
  'list-part-without-filter': {
    clause: 'RFC 7644 section 3.5.2',
    description: 'A part of a list was named without saying of which value.',
  },
  'remove-with-value': {
    clause: 'RFC 7644 section 3.5.2.2',
    description: 'A "remove" came with a value; of a list, only what it lists was removed.',
  },
  'text-as-object': {
    clause: 'RFC 7643 section 2.3.8',
    description: 'An object was sent as JSON text inside of its value.',
  },
} as const satisfies Readonly<Record<string, DeviationDescription>>;

export type DeviationName = keyof typeof DEVIATIONS;
