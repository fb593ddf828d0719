export type AttributeType =
  'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'binary' | 'reference' | 'complex';

export type Mutability = 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
export type Returned = 'always' | 'never' | 'default' | 'request';
export type Uniqueness = 'none' | 'server' | 'global';

/** One attribute with its characteristics (RFC 7643 section 7). */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: Mutability;
  readonly returned: Returned;
  readonly uniqueness: Uniqueness;
  /** Suggested values; others are accepted too (RFC 7643 section 2.3.1). */
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  /** Only on `complex`; a sub-attribute is never complex itself (RFC 7643 section 2.3.8). */
  readonly subAttributes?: readonly AttributeDefinition[];
  /** Longest string in UTF-16 code units, where an index bounds it. A rule of this service, not of SCIM. */
  readonly maxLength?: number;
  /** Most values of a list; 200 when it is not said. A rule of this service: only what is stored as rows has more. */
  readonly maxValues?: number;
  /** A PUT that leaves the attribute out keeps its value: a client that knows nothing of it must not switch it. */
  readonly keptByPut?: boolean;
}

type Characteristics = Partial<Omit<AttributeDefinition, 'name' | 'description'>>;

/** An attribute with the defaults of RFC 7643 section 2.2, except for what `characteristics` says. */
export function defineAttribute(
  name: string,
  description: string,
  characteristics: Characteristics = {},
): AttributeDefinition {
  const type = characteristics.type ?? 'string';
  return {
    name,
    description,
    type,
    multiValued: false,
    required: false,
    caseExact: type === 'reference' || type === 'binary',
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...characteristics,
  };
}

/** A complex attribute that holds one object. */
export function defineComplex(
  name: string,
  description: string,
  subAttributes: readonly AttributeDefinition[],
  characteristics: Characteristics = {},
): AttributeDefinition {
  return defineAttribute(name, description, { type: 'complex', subAttributes, ...characteristics });
}

/** A complex attribute that holds a list of objects. */
export function defineList(
  name: string,
  description: string,
  subAttributes: readonly AttributeDefinition[],
  characteristics: Characteristics = {},
): AttributeDefinition {
  return defineComplex(name, description, subAttributes, { multiValued: true, ...characteristics });
}
