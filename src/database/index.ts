export { Database, SchemaNotMigratedError, ServerTooOldError } from './database.js';
export { DatabaseUnavailableError, hasCode, isUniqueViolation, QUERY_CANCELED } from './database-errors.js';
export { DataDirInUseError } from './data-dir-lock.js';
export { instantColumn, textColumn } from './filter-columns.js';
export type { FilterColumn, FilterColumns, FilterLead } from './filter-columns.js';
export { compileFilter } from './filter-sql.js';
export { compileSortKey } from './sort-sql.js';
export type { SortKey, SortOrder } from './sort-sql.js';
export { SqlParameters } from './sql-parameters.js';
