export { DERIVED_TABLES, EXPORT_KINDS } from './export/export-kinds.js';
export { TenantExport } from './export/tenant-export.js';
export { InvalidColumnsError } from './import/invalid-columns.error.js';
export type { ImportFormat } from './import/user-import.js';
export { UserImport } from './import/user-import.js';
export { TransferModule } from './transfer.module.js';
