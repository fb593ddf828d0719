import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/index.js';
import { UsersModule } from '../users/index.js';
import { TenantExport } from './export/tenant-export.js';
import { BatchPlanner } from './import/plan-batch.js';
import { UserImport } from './import/user-import.js';

@Module({
  imports: [TenantsModule, UsersModule],
  providers: [TenantExport, BatchPlanner, UserImport],
  exports: [TenantExport, UserImport],
})
export class TransferModule {}
