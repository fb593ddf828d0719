export { Database, SchemaNotMigratedError, ServerTooOldError } from './database.js';
export { DatabaseUnavailableError, isUniqueViolation } from './database-errors.js';
export { DataDirInUseError } from './data-dir-lock.js';
export { compileFilter } from './filter-sql.js';
export type { FilterColumn, FilterColumns } from './filter-sql.js';
export { SqlParameters } from './sql-parameters.js';
