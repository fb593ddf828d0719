import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/index.js';
import { ApiTokenGuard } from './api-token.guard.js';
import { TokenVerifier } from './token-verifier.js';

@Module({
  imports: [TenantsModule],
  providers: [TokenVerifier, ApiTokenGuard],
  exports: [TokenVerifier, ApiTokenGuard],
})
export class AuthModule {}
