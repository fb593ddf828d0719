import { USER_URN } from '@flosum/scim-schema';

export interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly canonicalValues?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
}

export interface Schema {
  readonly id: string;
  readonly attributes: readonly Attribute[];
}

/**
 * The paths, in lower case, that Microsoft's validation suite for the application gallery reads out of `/Schemas`.
 * Every attribute of the customer's mapping but `id` has to be among them.
 */
export function flattenSchemas(schemas: readonly Schema[]): readonly string[] {
  const paths = schemas.flatMap(({ id, attributes }) =>
    id === USER_URN ? attributes.flatMap(flattenCore) : attributes.map(({ name }) => `${id}:${name}`),
  );
  return paths.map((path) => path.toLowerCase());
}

function flattenCore(attribute: Attribute): readonly string[] {
  const { name, type, multiValued, subAttributes = [] } = attribute;
  if (name === 'manager' || name === 'members') return [name];
  if (type === 'reference') return [];
  if (type !== 'complex') return [name];
  if (!multiValued) {
    return subAttributes.filter((part) => part.type !== 'reference').map((part) => `${name}.${part.name}`);
  }
  const types = subAttributes.find((part) => part.name === 'type')?.canonicalValues ?? [];
  const parts = subAttributes.map((part) => part.name).filter((part) => part !== 'primary');
  if (types.length === 0) return parts.map((part) => `${name}[primary eq "True"].${part}`);
  const withoutType = parts.filter((part) => part !== 'type');
  return types.flatMap((value) => withoutType.map((part) => `${name}[type eq "${value}"].${part}`));
}
