import { ValidateBy } from 'class-validator';

/** A time zone in Olson form that this Node.js knows, such as `Etc/UTC` or `Europe/Berlin`. */
export function IsTimeZone(): PropertyDecorator {
  return ValidateBy({
    name: 'isTimeZone',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isTimeZone(value),
      defaultMessage: () => 'is a time zone such as Etc/UTC or Europe/Berlin',
    },
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
