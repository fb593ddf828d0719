import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { ChangesModule } from '../changes/index.js';
import { ConsoleAccessModule } from '../console-access/index.js';
import { OAuthClientsModule } from '../oauth-clients/index.js';
import { TenantsModule } from '../tenants/index.js';
import { TransferModule } from '../transfer/index.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { DeletedTenantsController } from './deleted-tenants.controller.js';
import { AuditEventsController } from './audit-events.controller.js';
import { ConsoleLinksController } from './console-links.controller.js';
import { HistoryController } from './history.controller.js';
import { OAuthClientsController } from './oauth-clients.controller.js';
import { OAuthCredentialsController } from './oauth-credentials.controller.js';
import { OperatorGuard } from './operator.guard.js';
import { SchemaExtensionsController } from './schema-extensions.controller.js';
import { TenantExportController } from './tenant-export.controller.js';
import { TenantsController } from './tenants.controller.js';
import { UserImportsController } from './user-imports.controller.js';

@Module({
  imports: [
    AuthModule,
    AuditModule,
    TenantsModule,
    ChangesModule,
    OAuthClientsModule,
    ConsoleAccessModule,
    TransferModule,
  ],
  controllers: [
    TenantsController,
    DeletedTenantsController,
    ApiTokensController,
    SchemaExtensionsController,
    HistoryController,
    AuditEventsController,
    OAuthClientsController,
    OAuthCredentialsController,
    TenantExportController,
    UserImportsController,
    ConsoleLinksController,
  ],
  providers: [OperatorGuard],
})
export class OperatorModule {}
