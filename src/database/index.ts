export { Database, migrateDatabase } from './database.js';
export { MissingRoleError, SchemaNotMigratedError, ServerTooOldError } from './start-errors.js';
export {
  DatabaseUnavailableError,
  hasCode,
  isOvertaken,
  isUniqueViolation,
  QUERY_CANCELED,
  violatedUniqueness,
} from './database-errors.js';
export { DataDirInUseError } from './data-dir-lock.js';
export { LocalNotices, MAX_WAIT as MAX_NOTICE_WAIT } from './notices/index.js';
export { instantColumn, textColumn } from './filter-columns.js';
export type { FilterColumn, FilterColumns, FilterLead, FilterList } from './filter-columns.js';
export { compileFilter } from './filter-sql.js';
export { quoteLiteral } from './quote-literal.js';
export { rowsAsTable } from './rows-as-table.js';
export { compileSortKey } from './sort-sql.js';
export type { SortKey } from './sort-sql.js';
export { UNPREPARED } from './statement-client.js';
export { SqlParameters } from './sql-parameters.js';
export type { Statement } from './sql-parameters.js';
export { TenantScans } from './tenant-scans.js';
