import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsObject,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { AttributeDefinition, SchemaDefinition } from '@flosum/scim-schema';
import { HasDistinctNames } from './attribute-rules.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';
import { InvalidRequestError } from './invalid-request.error.js';
import { AttributeDto, toAttribute } from './schema-attribute.dto.js';

const ATTRIBUTES = 'takes a list of 1 to 100 attributes';
const MAX_BYTES = 65_536;

export class PutSchemaExtensionDto {
  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  name!: string;

  @MayBeLeftOut()
  @IsPlainText()
  @MaxLength(1000, { message: 'has 1000 characters at most' })
  description?: string;

  @IsArray({ message: ATTRIBUTES })
  @ArrayNotEmpty({ message: ATTRIBUTES })
  @ArrayMaxSize(100, { message: ATTRIBUTES })
  @HasDistinctNames()
  @IsObject({ each: true, message: ATTRIBUTES })
  @ValidateNested({ each: true, message: ATTRIBUTES })
  @Type(() => AttributeDto)
  attributes!: AttributeDto[];
}

/** @throws {@link InvalidRequestError} when all of it is too much to read with every change. */
export function toSchemaDefinition(
  urn: string,
  { name, description = '', attributes }: PutSchemaExtensionDto,
): SchemaDefinition {
  const definition = { id: urn, name, description, attributes: attributes.map(toAttribute) };
  if (Buffer.byteLength(JSON.stringify(definition)) > MAX_BYTES) {
    throw new InvalidRequestError([
      {
        field: 'attributes',
        problem: 'come to more than 64 KiB, with all defaults; shorten the descriptions',
      },
    ]);
  }
  return definition;
}

/** An extension in the order in which people read it; the database has an order of its own. */
export function presentSchemaExtension({ id, name, description, attributes }: SchemaDefinition): object {
  return { id, name, description, attributes: attributes.map(presentAttribute) };
}

function presentAttribute({ name, type, multiValued, description, ...rest }: AttributeDefinition): object {
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
