export { applyPatch, prepareOperations } from './apply-patch.js';
export type { PatchResult, PreparedOperation } from './apply-patch.js';
export { deepEqual } from './deep-equal.js';
export type { Operation, OperationKind } from './operation.js';
export { MAX_OPERATIONS, readOperations } from './read-operations.js';
