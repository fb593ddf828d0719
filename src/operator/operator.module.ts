import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/index.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { OperatorGuard } from './operator.guard.js';
import { SchemaExtensionsController } from './schema-extensions.controller.js';
import { TenantsController } from './tenants.controller.js';

@Module({
  imports: [TenantsModule],
  controllers: [TenantsController, ApiTokensController, SchemaExtensionsController],
  providers: [OperatorGuard],
})
export class OperatorModule {}
