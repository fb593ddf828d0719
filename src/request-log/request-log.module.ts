import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/index.js';
import { LiveRequests } from './live-requests.js';
import { RequestLogRepository } from './request-log.repository.js';
import { RequestLogWriter } from './request-log-writer.js';
import { RequestRecorder } from './request-recorder.js';
import { RequestStatistics } from './request-statistics.js';
import { RequestLogRetention } from './retention.js';
import { UnknownTokens } from './unknown-tokens.js';

const SERVICES = [
  RequestRecorder,
  RequestLogWriter,
  UnknownTokens,
  RequestLogRepository,
  RequestStatistics,
  RequestLogRetention,
  LiveRequests,
];

@Module({ imports: [TenantsModule], providers: SERVICES, exports: SERVICES })
export class RequestLogModule {}
