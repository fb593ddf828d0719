import { Body, Get, Inject, Patch } from '@nestjs/common';
import type { Config, RateLimit } from '../../../config/index.js';
import { InvalidRequestError } from '../../administration/index.js';
import type { Actor } from '../../audit/index.js';
import { CONFIG } from '../../config.token.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { TenantsService } from '../../tenants/index.js';
import type { TenantSettings } from '../../tenants/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { ActingAdmin, SignedIn } from '../guard/console-request.js';
import { SettingsChangesDto, SettingsDto } from './settings.dto.js';

const TIME_ZONES: readonly string[] = [...new Set(['Etc/UTC', ...Intl.supportedValuesOf('timeZone')])].sort();

/** What the tenant decides for itself. */
@ConsoleController('settings', 'Settings')
export class SettingsController {
  constructor(
    private readonly tenants: TenantsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @DocumentedConsole({ does: 'Shows the settings.', answers: { 200: SettingsDto } })
  async find(@SignedIn() { tenant }: ConsoleSession): Promise<SettingsDto> {
    return present((await this.tenants.find(tenant.id)).settings);
  }

  @Patch()
  @DocumentedConsole({
    does: 'Changes settings, from the next request on.',
    answers: { 200: SettingsDto },
    fails: [409, 413, 415],
  })
  async modify(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Body() settings: SettingsChangesDto,
  ): Promise<SettingsDto> {
    if (settings.rateLimit) this.refuseTooFast(settings.rateLimit);
    return present((await this.tenants.modify(tenant.id, actor, { settings })).settings);
  }

  /** A tenant may slow its clients down; to let them go faster than others is for the operator. */
  private refuseTooFast({ perSecond, burst }: RateLimit): void {
    const { rateLimit } = this.config;
    if (perSecond <= rateLimit.perSecond && burst <= rateLimit.burst) return;
    throw new InvalidRequestError([
      {
        field: 'rateLimit',
        problem:
          `allows ${rateLimit.perSecond} requests a second and ${rateLimit.burst} at once at most; ask the operator of ` +
          'this installation for more',
      },
    ]);
  }
}

function present(settings: TenantSettings): SettingsDto {
  return { ...settings, timeZones: TIME_ZONES };
}
