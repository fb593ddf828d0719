import { Module } from '@nestjs/common';
import { AuditEventsRepository } from './audit-events.repository.js';

@Module({ providers: [AuditEventsRepository], exports: [AuditEventsRepository] })
export class AuditModule {}
