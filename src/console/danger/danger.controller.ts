import { Body, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { InvalidRequestError } from '../../administration/index.js';
import type { Actor } from '../../audit/index.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { TenantsService } from '../../tenants/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { TenantSuspendedHereError } from '../guard/console-error.js';
import { ActingAdmin, SignedIn } from '../guard/console-request.js';
import { REQUEST_STATISTICS } from '../overview/request-statistics.js';
import type { RequestStatistics } from '../overview/request-statistics.js';
import { TenantNumbers } from '../overview/tenant-numbers.js';
import { DangerDto, DeleteTenantDto, ProvisioningStateDto, SwitchOffDto } from './danger.dto.js';
import { Deactivation } from './deactivation.js';
import { RunningDeletions } from './running-deletions.js';

/** What touches everybody of the tenant. */
@ConsoleController('danger', 'Danger zone')
export class DangerController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly numbers: TenantNumbers,
    private readonly deactivation: Deactivation,
    private readonly deletions: RunningDeletions,
    @Inject(REQUEST_STATISTICS) private readonly statistics: RequestStatistics,
  ) {}

  @Get()
  @DocumentedConsole({ does: 'Counts what a deletion would delete.', answers: { 200: DangerDto } })
  async count(@SignedIn() { tenant }: ConsoleSession): Promise<DangerDto> {
    const { active, inactive } = await this.numbers.countPeople(tenant.id, 'Etc/UTC');
    const rest = await this.numbers.countRest(tenant.id);
    return { people: { active, inactive }, ...rest, requests: await this.statistics.countKept(tenant.id) };
  }

  /** First nobody gets in any more, then people are deactivated; repeating it goes on where it was cut off. */
  @Post('provisioning-off')
  @HttpCode(200)
  @DocumentedConsole({
    does: 'Switches provisioning off: SCIM requests are refused with 403. People are kept as they are, or deactivated.',
    answers: { 200: ProvisioningStateDto },
    fails: [409, 413, 415],
  })
  async switchOff(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Body() { people }: SwitchOffDto,
  ): Promise<ProvisioningStateDto> {
    const { status } = await this.tenants.findAlive(tenant.id);
    if (people === 'deactivate' && status === 'suspended') throw new TenantSuspendedHereError();
    await this.tenants.modify(tenant.id, actor, { settings: { provisioning: 'off' } });
    const deactivated = people === 'deactivate' ? await this.deactivation.run(tenant, actor) : 0;
    return { provisioning: 'off', deactivated };
  }

  @Post('provisioning-on')
  @HttpCode(200)
  @DocumentedConsole({
    does: 'Switches provisioning on. Who was deactivated is activated by the identity provider, or not.',
    answers: { 200: ProvisioningStateDto },
    fails: [409, 413, 415],
  })
  async switchOn(
    @SignedIn() { tenant }: ConsoleSession,
    @ActingAdmin() actor: Actor,
  ): Promise<ProvisioningStateDto> {
    await this.tenants.modify(tenant.id, actor, { settings: { provisioning: 'on' } });
    return { provisioning: 'on', deactivated: 0 };
  }

  @Post('delete')
  @HttpCode(202)
  @DocumentedConsole({
    does: 'Begins to delete the tenant with everybody and everything in it, for good.',
    answers: { 202: null },
    fails: [409, 413, 415],
  })
  async delete(
    @SignedIn() session: ConsoleSession,
    @ActingAdmin() actor: Actor,
    @Body() { name }: DeleteTenantDto,
  ): Promise<void> {
    const tenant = await this.tenants.findAlive(session.tenant.id);
    if (tenant.status === 'suspended') throw new TenantSuspendedHereError();
    if (name !== tenant.name) {
      throw new InvalidRequestError([{ field: 'name', problem: 'is not the name of this tenant' }]);
    }
    await this.deletions.begin(tenant, actor);
  }
}
