import { Get, Inject } from '@nestjs/common';
import type { ConsoleSession } from '../../console-access/index.js';
import { ApiTokensService, TenantsService } from '../../tenants/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { SignedIn } from '../guard/console-request.js';
import { describeHealth, QUARANTINE, shareOf } from './health.js';
import { findNextExpiry, findNextSteps } from './next-steps.js';
import { OverviewDto } from './overview.dto.js';
import { REQUEST_STATISTICS } from './request-statistics.js';
import type { RequestStatistics } from './request-statistics.js';
import { TenantNumbers } from './tenant-numbers.js';

/** How the provisioning of the tenant is, at a glance. */
@ConsoleController('overview', 'Overview')
export class OverviewController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly tokens: ApiTokensService,
    private readonly numbers: TenantNumbers,
    @Inject(REQUEST_STATISTICS) private readonly statistics: RequestStatistics,
  ) {}

  @Get()
  @DocumentedConsole({
    does: 'Tells how the provisioning of the tenant is, and what to do next.',
    answers: { 200: OverviewDto },
  })
  async find(@SignedIn() session: ConsoleSession): Promise<OverviewDto> {
    const tenant = await this.tenants.find(session.tenant.id);
    const now = new Date();
    const [people, tokens, summary] = await Promise.all([
      this.numbers.countPeople(tenant.id, tenant.settings.defaultTimezone),
      this.tokens.list(tenant.id),
      this.statistics.summary(tenant.id),
    ]);
    const { last24Hours, last30Days, dropped, unknownTokens } = summary;
    const health = describeHealth(tenant, summary, now);
    const share = shareOf(last24Hours);
    const expiry = findNextExpiry(tokens, now);
    return {
      health: { ...health, since: health.since?.toISOString() ?? null },
      next: findNextSteps(health, tokens, now),
      people,
      last24Hours,
      last30Days,
      quarantine: {
        ...last24Hours,
        share,
        ...QUARANTINE,
        atRisk: last24Hours.total >= QUARANTINE.from && share >= QUARANTINE.limit,
      },
      nextTokenExpiry: expiry === undefined ? null : { ...expiry, expiresAt: expiry.expiresAt.toISOString() },
      dropped,
      unknownTokens,
    };
  }
}
