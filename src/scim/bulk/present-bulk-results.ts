import { BULK_RESPONSE_URN } from '@flosum/scim-schema';
import type { ScimError } from '@flosum/scim-schema';
import type { BulkOperation } from './bulk-operation.js';
import type { BulkResult } from './run-bulk.js';

type Kind = Exclude<BulkOperation['kind'], 'invalid'>;

const METHODS: Readonly<Record<Kind, string>> = {
  create: 'POST',
  replace: 'PUT',
  patch: 'PATCH',
  remove: 'DELETE',
};

const STATUSES: Readonly<Record<Kind, string>> = {
  create: '201',
  replace: '200',
  patch: '200',
  remove: '204',
};

/**
 * The answer to a bulk request (RFC 7644 section 3.7). What was written is told by its location only; clients that want
 * to see it ask for it.
 *
 * @param describe - Makes the Error body of a failure.
 */
export function presentBulkResults(
  results: readonly BulkResult[],
  describe: (error: ScimError) => object,
): { readonly schemas: readonly string[]; readonly Operations: readonly object[] } {
  return {
    schemas: [BULK_RESPONSE_URN],
    Operations: results.map((result) => presentResult(result, describe)),
  };
}

function presentResult(
  { operation, location, version, error }: BulkResult,
  describe: (error: ScimError) => object,
): object {
  const method = operation.kind === 'invalid' ? operation.method : METHODS[operation.kind];
  const status = error?.status ?? (operation.kind === 'invalid' ? 400 : STATUSES[operation.kind]);
  return {
    ...(method !== undefined && { method }),
    ...(operation.bulkId !== undefined && { bulkId: operation.bulkId }),
    ...(location !== undefined && { location }),
    ...(version !== undefined && { version }),
    status: String(status),
    ...(error && { response: describe(error) }),
  };
}
