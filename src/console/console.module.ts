import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { ConsoleAccessModule } from '../console-access/index.js';
import { TenantsModule } from '../tenants/index.js';
import { ConsoleSessionController } from './console-session.controller.js';
import { RequestsModule } from './requests/requests.module.js';
import { ConsoleController } from './console.controller.js';

@Module({
  imports: [AuthModule, ConsoleAccessModule, RequestsModule, TenantsModule],
  controllers: [ConsoleController, ConsoleSessionController],
})
export class ConsoleModule {}
