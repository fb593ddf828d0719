import { Module } from '@nestjs/common';
import { ConsoleLinksService } from './console-links.service.js';
import { ConsoleSessionsService } from './console-sessions.service.js';

const SERVICES = [ConsoleLinksService, ConsoleSessionsService];

@Module({ providers: SERVICES, exports: SERVICES })
export class ConsoleAccessModule {}
