import { Module } from '@nestjs/common';
import { ApiTokensService } from './api-tokens.service.js';
import { TenantsService } from './tenants.service.js';
import { TokenUsage } from './token-usage.js';

@Module({
  providers: [TenantsService, ApiTokensService, TokenUsage],
  exports: [TenantsService, ApiTokensService, TokenUsage],
})
export class TenantsModule {}
