import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { defineAttribute } from '@flosum/scim-schema';
import type { AttributeDefinition, Mutability, Returned } from '@flosum/scim-schema';
import { GoesTogether, HasDistinctNames, IsAttributeName, IsListOfTexts } from './attribute-rules.js';
import { IsPlainText, MayBeLeftOut } from './field-rules.js';

const SIMPLE_TYPES = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference'] as const;
export const TYPES = [...SIMPLE_TYPES, 'complex'] as const;
export const MUTABILITIES: readonly Mutability[] = ['readOnly', 'readWrite', 'immutable', 'writeOnly'];
export const RETURNED: readonly Returned[] = ['always', 'never', 'default', 'request'];

/** Types whose values an index can keep unique. */
const INDEXED: readonly unknown[] = ['string', 'reference', 'integer', undefined];

const TRUE_OR_FALSE = { message: 'is true or false' };

/** What an attribute and a sub-attribute have in common. */
class CharacteristicsDto {
  @ApiProperty({ maxLength: 64, example: 'badge' })
  @IsAttributeName()
  name!: string;

  @ApiPropertyOptional({ maxLength: 1000 })
  @MayBeLeftOut()
  @IsPlainText()
  @MaxLength(1000, { message: 'has 1000 characters at most' })
  description?: string;

  @ApiPropertyOptional({ description: 'Whether it is a list.' })
  @MayBeLeftOut()
  @IsBoolean(TRUE_OR_FALSE)
  multiValued?: boolean;

  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsBoolean(TRUE_OR_FALSE)
  @GoesTogether((required, { mutability }) =>
    required === true && mutability === 'readOnly'
      ? 'cannot be true with readOnly: nobody could send it'
      : '',
  )
  required?: boolean;

  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsBoolean(TRUE_OR_FALSE)
  caseExact?: boolean;

  @ApiPropertyOptional({ enum: MUTABILITIES })
  @MayBeLeftOut()
  @IsIn(MUTABILITIES, { message: `is ${MUTABILITIES.join(', ')}` })
  mutability?: Mutability;

  @ApiPropertyOptional({ enum: RETURNED })
  @MayBeLeftOut()
  @IsIn(RETURNED, { message: `is ${RETURNED.join(', ')}` })
  @GoesTogether((returned, { mutability }) =>
    returned !== 'never' && mutability === 'writeOnly' ? 'can only be never with writeOnly' : '',
  )
  returned?: Returned;

  @ApiPropertyOptional({ type: [String], minItems: 1, maxItems: 100 })
  @MayBeLeftOut()
  @IsListOfTexts()
  canonicalValues?: string[];

  @ApiPropertyOptional({ type: [String], minItems: 1, maxItems: 100 })
  @MayBeLeftOut()
  @IsListOfTexts()
  @GoesTogether((_types, { type }) => (type === 'reference' ? '' : 'goes with the type reference only'))
  referenceTypes?: string[];
}

@ApiSchema({ name: 'SubAttributeDefinition' })
class SubAttributeDto extends CharacteristicsDto {
  @ApiPropertyOptional({ enum: SIMPLE_TYPES })
  @MayBeLeftOut()
  @IsIn(SIMPLE_TYPES, { message: `is ${SIMPLE_TYPES.join(', ')}: a sub-attribute has no parts of its own` })
  type?: (typeof SIMPLE_TYPES)[number];

  @ApiPropertyOptional({ enum: ['none'] })
  @MayBeLeftOut()
  @IsIn(['none'], { message: 'can only be none in a sub-attribute' })
  uniqueness?: 'none';
}

const SUB_ATTRIBUTES = 'takes a list of 1 to 100 attributes';

@ApiSchema({ name: 'AttributeDefinition' })
export class AttributeDto extends CharacteristicsDto {
  @ApiPropertyOptional({ enum: TYPES })
  @MayBeLeftOut()
  @IsIn(TYPES, { message: `is ${TYPES.join(', ')}` })
  type?: (typeof TYPES)[number];

  @ApiPropertyOptional({ enum: ['none', 'server'] })
  @MayBeLeftOut()
  @IsIn(['none', 'server'], { message: 'is none, or server for unique in the tenant' })
  @GoesTogether((uniqueness, { type }) =>
    uniqueness === 'server' && !INDEXED.includes(type)
      ? 'can be server with the types string, reference and integer only'
      : '',
  )
  uniqueness?: 'none' | 'server';

  @ApiPropertyOptional({ type: () => [SubAttributeDto], minItems: 1, maxItems: 100 })
  @ValidateIf(({ type, subAttributes }: AttributeDto) => type === 'complex' || subAttributes !== undefined)
  @GoesTogether((_subAttributes, { type }) =>
    type === 'complex' ? '' : 'goes with the type complex only, and that needs it',
  )
  @IsArray({ message: SUB_ATTRIBUTES })
  @ArrayNotEmpty({ message: SUB_ATTRIBUTES })
  @ArrayMaxSize(100, { message: SUB_ATTRIBUTES })
  @HasDistinctNames()
  @IsObject({ each: true, message: SUB_ATTRIBUTES })
  @ValidateNested({ each: true, message: SUB_ATTRIBUTES })
  @Type(() => SubAttributeDto)
  subAttributes?: SubAttributeDto[];
}

/** The attribute with the defaults of RFC 7643 section 2.2; what may never be read is never returned (section 7). */
export function toAttribute({
  name,
  description = '',
  ...characteristics
}: AttributeDto | SubAttributeDto): AttributeDefinition {
  const { mutability, subAttributes, ...rest } = { subAttributes: undefined, ...characteristics };
  return defineAttribute(name, description, {
    ...(mutability === 'writeOnly' && { returned: 'never' }),
    ...(mutability && { mutability }),
    ...rest,
    ...(subAttributes && { subAttributes: subAttributes.map(toAttribute) }),
  });
}
