import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { AttributeDefinition, Mutability, Returned, SchemaDefinition } from '@flosum/scim-schema';
import { MUTABILITIES, RETURNED, TYPES } from './schema-attribute.dto.js';

@ApiSchema({ name: 'WholeAttributeDefinition' })
class WholeAttributeDto {
  @ApiProperty({ example: 'badge' })
  name!: string;

  @ApiProperty({ enum: TYPES })
  type!: AttributeDefinition['type'];

  @ApiProperty()
  multiValued!: boolean;

  @ApiProperty()
  description!: string;

  @ApiProperty()
  required!: boolean;

  @ApiProperty()
  caseExact!: boolean;

  @ApiProperty({ enum: MUTABILITIES })
  mutability!: Mutability;

  @ApiProperty({ enum: RETURNED })
  returned!: Returned;

  @ApiProperty({ enum: ['none', 'server', 'global'] })
  uniqueness!: AttributeDefinition['uniqueness'];

  @ApiPropertyOptional({ type: [String] })
  canonicalValues?: readonly string[];

  @ApiPropertyOptional({ type: [String] })
  referenceTypes?: readonly string[];

  @ApiPropertyOptional({ type: () => [WholeAttributeDto] })
  subAttributes?: readonly WholeAttributeDto[];
}

/** An extension in the order in which people read it; the database has an order of its own. */
@ApiSchema({ name: 'SchemaExtension' })
export class SchemaExtensionDto {
  @ApiProperty({ example: 'urn:ietf:params:scim:schemas:extension:acme:2.0:User' })
  id!: string;

  @ApiProperty({ example: 'Acme' })
  name!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: [WholeAttributeDto] })
  attributes!: readonly WholeAttributeDto[];
}

@ApiSchema({ name: 'SchemaExtensionList' })
export class SchemaExtensionListDto {
  @ApiProperty({ type: [SchemaExtensionDto], description: 'In the order of their URNs.' })
  items!: readonly SchemaExtensionDto[];
}

export function presentSchemaExtension({
  id,
  name,
  description,
  attributes,
}: SchemaDefinition): SchemaExtensionDto {
  return { id, name, description, attributes: attributes.map(presentAttribute) };
}

function presentAttribute({
  name,
  type,
  multiValued,
  description,
  ...rest
}: AttributeDefinition): WholeAttributeDto {
  const { required, caseExact, mutability, returned, uniqueness } = rest;
  const { canonicalValues, referenceTypes, subAttributes } = rest;
  return {
    name,
    type,
    multiValued,
    description,
    required,
    caseExact,
    mutability,
    returned,
    uniqueness,
    ...(canonicalValues && { canonicalValues }),
    ...(referenceTypes && { referenceTypes }),
    ...(subAttributes && { subAttributes: subAttributes.map(presentAttribute) }),
  };
}
