import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { ChangesModule } from '../changes/index.js';
import { TenantsModule } from '../tenants/index.js';
import { TransferModule } from '../transfer/index.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { DeletedTenantsController } from './deleted-tenants.controller.js';
import { AuditEventsController } from './audit-events.controller.js';
import { HistoryController } from './history.controller.js';
import { OperatorGuard } from './operator.guard.js';
import { SchemaExtensionsController } from './schema-extensions.controller.js';
import { TenantExportController } from './tenant-export.controller.js';
import { TenantsController } from './tenants.controller.js';
import { UserImportsController } from './user-imports.controller.js';

@Module({
  imports: [AuditModule, TenantsModule, ChangesModule, TransferModule],
  controllers: [
    TenantsController,
    DeletedTenantsController,
    ApiTokensController,
    SchemaExtensionsController,
    HistoryController,
    AuditEventsController,
    TenantExportController,
    UserImportsController,
  ],
  providers: [OperatorGuard],
})
export class OperatorModule {}
