import { isRepresentableName } from '@flosum/scim-schema';
import { ValidateBy } from 'class-validator';
import type { ValidationArguments } from 'class-validator';

const MAX_VALUES = 100;
const MAX_VALUE_LENGTH = 200;

/** The name of an attribute, as a path can name it. */
export function IsAttributeName(): PropertyDecorator {
  return rule('isAttributeName', (value) => {
    return typeof value === 'string' && isRepresentableName(value)
      ? ''
      : 'takes 1 to 64 letters, digits, hyphens and underscores, beginning with a letter, and is no name that ' +
          'programs reserve';
  });
}

/** Names in a list of attributes differ by more than case (RFC 7643 section 2.1). */
export function HasDistinctNames(): PropertyDecorator {
  return rule('hasDistinctNames', (value) => {
    const names = (Array.isArray(value) ? (value as readonly unknown[]) : [])
      .map((attribute) =>
        typeof attribute === 'object' && attribute !== null && 'name' in attribute
          ? attribute.name
          : undefined,
      )
      .filter((name) => typeof name === 'string');
    const folded = names.map((name) => name.toLowerCase());
    const repeated = names.filter((name, index) => folded.indexOf(name.toLowerCase()) !== index);
    return repeated.length === 0 ? '' : `takes each name once, in any case: ${repeated.join(', ')}`;
  });
}

/** A list of short texts that differ. */
export function IsListOfTexts(): PropertyDecorator {
  return rule('isListOfTexts', (value) => {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [];
    const fits = texts.length > 0 && texts.length <= MAX_VALUES && new Set(texts).size === texts.length;
    return fits && texts.every(isShortText)
      ? ''
      : `takes a list of 1 to ${MAX_VALUES} texts that differ, of 1 to ${MAX_VALUE_LENGTH} characters each`;
  });
}

/**
 * A rule between two members of the same object.
 *
 * @param findProblem - Gets the value and its object; answers what is wrong, or an empty text.
 */
export function GoesTogether(
  findProblem: (value: unknown, object: Readonly<Record<string, unknown>>) => string,
): PropertyDecorator {
  return rule('goesTogether', findProblem);
}

function rule(
  name: string,
  findProblem: (value: unknown, object: Readonly<Record<string, unknown>>) => string,
): PropertyDecorator {
  const find = (value: unknown, context?: ValidationArguments): string =>
    findProblem(value, (context?.object ?? {}) as Readonly<Record<string, unknown>>);
  return ValidateBy({
    name,
    validator: {
      validate: (value, context) => find(value, context) === '',
      defaultMessage: (context) => find(context?.value, context),
    },
  });
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && /^[^\p{Cc}\p{Cs}]+$/u.test(value) && value.length <= MAX_VALUE_LENGTH;
}
