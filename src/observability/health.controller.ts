import { Controller, Get, UseFilters } from '@nestjs/common';
import { HealthCheck, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { HealthCheckResult, HealthIndicatorResult } from '@nestjs/terminus';
import { Database } from '../database/index.js';
import { HealthErrorFilter } from './health-error.filter.js';
import { Lifecycle } from './lifecycle.js';

/** For whoever restarts us (live) and whoever sends us requests (ready). */
@Controller('health')
@UseFilters(HealthErrorFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
  ) {}

  @Get('live')
  @HealthCheck()
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  @Get('ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.check('process', 'is shutting down', () => !this.lifecycle.isDraining),
      () =>
        this.check('database', 'cannot be reached or is not migrated', async () => {
          await this.database.refuseOldSchema();
          return true;
        }),
    ]);
  }

  private async check(
    name: string,
    problem: string,
    isUp: () => boolean | Promise<boolean>,
  ): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(name);
    const up = await Promise.resolve()
      .then(isUp)
      .catch(() => false);
    return up ? indicator.up() : indicator.down({ problem });
  }
}
