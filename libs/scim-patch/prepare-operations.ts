import { InvalidValueError, Tolerance } from '@flosum/scim-schema';
import type { JsonValue, ResourceType } from '@flosum/scim-schema';
import type { Operation, OperationKind } from './operation.js';
import { refuseTooMany } from './read-operations.js';
import { resolveTarget } from './resolve-target.js';
import type { Target } from './resolve-target.js';
import { spellOutPaths } from './spell-out-paths.js';

/** An operation that is understood: what it is about, and what to put there. */
export interface PreparedOperation {
  readonly op: OperationKind;
  readonly target: Target;
  readonly value?: JsonValue;
}

/**
 * Understands operations before any resource is read: paths spelt out, targets found in the schema.
 *
 * @param tolerance - Notes what is outside of the RFC; the strict dialect refuses it.
 * @throws {@link InvalidPathError}, {@link NoTargetError}, {@link MutabilityError} or {@link InvalidValueError} for
 *   an operation that cannot be (RFC 7644 section 3.5.2).
 * @throws {@link InvalidSyntaxError} for names that differ in case only, and for too many operations once spelt out.
 */
export function prepareOperations(
  type: ResourceType,
  operations: readonly Operation[],
  tolerance = new Tolerance(),
): readonly PreparedOperation[] {
  const speltOut = operations.flatMap((operation) => {
    if (operation.op !== 'remove' && operation.value === undefined) {
      throw new InvalidValueError(`A "${operation.op}" needs a "value".`);
    }
    if (operation.op === 'remove') noteValue(operation, tolerance);
    return spellOutPaths(type, operation, tolerance);
  });
  refuseTooMany(speltOut);
  return speltOut.flatMap((spelt) => {
    const target = resolveTarget(type, spelt, tolerance);
    if (target === undefined) return [];
    return [{ op: spelt.op, target, ...(spelt.value !== undefined && { value: spelt.value }) }];
  });
}

/** By the letter, all of a list would go although a part is named: neither dialect does that (section 3.5.2.2). */
function noteValue({ path, value }: Operation, tolerance: Tolerance): void {
  if (path === undefined || value === undefined || value === null) return;
  tolerance.accept(
    'remove-with-value',
    () => new InvalidValueError('A "remove" takes no "value": choose by a filter in its "path".'),
  );
}
