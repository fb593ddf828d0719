import { SCHEMA_URN } from '@flosum/scim-schema';
import type { AttributeDefinition, SchemaDefinition } from '@flosum/scim-schema';

/** A schema as `/Schemas` shows it (RFC 7643 section 7). Nothing in it is null: Microsoft's checklist forbids that. */
export function describeSchema(
  { id, name, description, attributes }: SchemaDefinition,
  location: string,
): object {
  return {
    schemas: [SCHEMA_URN],
    id,
    name,
    description,
    attributes: attributes.filter(({ returned }) => returned !== 'never').map(describeAttribute),
    meta: { resourceType: 'Schema', location },
  };
}

/** Complex attributes have no `uniqueness` and no `caseExact` of their own (erratum 6004). */
function describeAttribute(attribute: AttributeDefinition): object {
  const { name, type, multiValued, description, required, mutability, returned } = attribute;
  return {
    name,
    type,
    multiValued,
    description,
    required,
    ...(type !== 'complex' && { caseExact: attribute.caseExact }),
    ...(attribute.canonicalValues && { canonicalValues: attribute.canonicalValues }),
    ...(attribute.referenceTypes && { referenceTypes: attribute.referenceTypes }),
    mutability,
    returned,
    ...(type !== 'complex' && { uniqueness: attribute.uniqueness }),
    ...(attribute.subAttributes && { subAttributes: attribute.subAttributes.map(describeAttribute) }),
  };
}
