import type { DeviationName, Dialect } from './deviations.js';
import type { ScimError } from './scim-error.js';

/** How one request is read: what is let pass, and what was. Made anew for each request. */
export class Tolerance {
  private readonly noted = new Set<DeviationName>();

  constructor(readonly dialect: Dialect = 'tolerant') {}

  /**
   * Lets a deviation pass and notes it, or refuses it.
   *
   * @param refusal - Makes the error of the strict dialect; without it, the deviation is only noted in both.
   * @throws What `refusal` makes, in the strict dialect.
   */
  accept(name: DeviationName, refusal?: () => ScimError): void {
    if (this.dialect === 'strict' && refusal !== undefined) throw refusal();
    this.noted.add(name);
  }

  /** What was let pass so far, in the order in which it was met. */
  get deviations(): readonly DeviationName[] {
    return [...this.noted];
  }
}
