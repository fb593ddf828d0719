import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/index.js';
import { UsersModule } from '../users/index.js';
import { BatchPlanner } from './import/plan-batch.js';
import { UserImport } from './import/user-import.js';

@Module({
  imports: [TenantsModule, UsersModule],
  providers: [BatchPlanner, UserImport],
  exports: [UserImport],
})
export class TransferModule {}
