import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
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
import type { SchemaDefinition } from '@flosum/scim-schema';
import { HasDistinctNames } from './attribute-rules.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';
import { InvalidRequestError } from './invalid-request.error.js';
import { AttributeDto, toAttribute } from './schema-attribute.dto.js';

const ATTRIBUTES = 'takes a list of 1 to 100 attributes';
const MAX_BYTES = 65_536;

@ApiSchema({ name: 'PutSchemaExtension' })
export class PutSchemaExtensionDto {
  @ApiProperty({ minLength: 1, maxLength: 200, example: 'Acme' })
  @IsPlainText()
  @MinLength(1, { message: 'must not be empty' })
  @MaxLength(200, { message: 'has 200 characters at most' })
  name!: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @MayBeLeftOut()
  @IsPlainText()
  @MaxLength(1000, { message: 'has 1000 characters at most' })
  description?: string;

  @ApiProperty({ type: [AttributeDto], minItems: 1, maxItems: 100 })
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
