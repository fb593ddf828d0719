import { Module } from '@nestjs/common';
import { ChangesModule } from '../../changes/index.js';
import { ConsoleAccessModule } from '../../console-access/index.js';
import { RequestLogModule } from '../../request-log/index.js';
import { TenantsModule } from '../../tenants/index.js';
import { ChartController } from './chart.controller.js';
import { EventsController } from './events.controller.js';
import { ReplayController } from './replay.controller.js';
import { Replay } from './replay.js';
import { RequestsController } from './requests.controller.js';

/** The provisioning log in the console's API. */
@Module({
  imports: [ConsoleAccessModule, ChangesModule, RequestLogModule, TenantsModule],
  controllers: [RequestsController, ReplayController, EventsController, ChartController],
  providers: [Replay],
})
export class RequestsModule {}
