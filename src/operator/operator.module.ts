import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { ChangesModule } from '../changes/index.js';
import { TenantsModule } from '../tenants/index.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { AuditEventsController } from './audit-events.controller.js';
import { HistoryController } from './history.controller.js';
import { OperatorGuard } from './operator.guard.js';
import { SchemaExtensionsController } from './schema-extensions.controller.js';
import { TenantsController } from './tenants.controller.js';

@Module({
  imports: [AuditModule, TenantsModule, ChangesModule],
  controllers: [
    TenantsController,
    ApiTokensController,
    SchemaExtensionsController,
    HistoryController,
    AuditEventsController,
  ],
  providers: [OperatorGuard],
})
export class OperatorModule {}
