import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/index.js';
import { ApiTokensController } from './api-tokens.controller.js';
import { OperatorGuard } from './operator.guard.js';
import { TenantsController } from './tenants.controller.js';

@Module({
  imports: [TenantsModule],
  controllers: [TenantsController, ApiTokensController],
  providers: [OperatorGuard],
})
export class OperatorModule {}
