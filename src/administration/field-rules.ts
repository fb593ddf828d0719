import { ValidateBy, ValidateIf } from 'class-validator';

/** The field may be missing; `null` is a value like any other, and has to pass the rules. */
export function MayBeLeftOut(): PropertyDecorator {
  return ValidateIf((_request, value) => value !== undefined);
}

/** A text without control characters and halves of pairs, which no database keeps. */
export function IsPlainText(): PropertyDecorator {
  return ValidateBy({
    name: 'isPlainText',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && !/[\p{Cc}\p{Cs}]/u.test(value),
      defaultMessage: () => 'takes a text without control characters',
    },
  });
}
