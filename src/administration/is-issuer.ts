import { ValidateBy } from 'class-validator';

/** An issuer as OpenID Connect Discovery 1.0 section 2 has it: an https URL without query and fragment. */
export function IsIssuer(): PropertyDecorator {
  return ValidateBy({
    name: 'isIssuer',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isIssuer(value),
      defaultMessage: () =>
        'is an https URL of up to 500 characters, without user, "?" and "#", exactly as the claim "iss" has it',
    },
  });
}

function isIssuer(text: string): boolean {
  if (text.length > 500 || /[\s?#@\\]|[^\x21-\x7E]/.test(text)) return false;
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}
