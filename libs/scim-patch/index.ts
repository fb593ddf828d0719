export { applyPatch } from './apply-patch.js';
export type { PatchResult } from './apply-patch.js';
export { deepEqual } from '@flosum/scim-schema';
export type { Operation, OperationKind } from './operation.js';
export { MAX_OPERATIONS, readOperations } from './read-operations.js';
export { prepareOperations } from './prepare-operations.js';
export type { PreparedOperation } from './prepare-operations.js';
