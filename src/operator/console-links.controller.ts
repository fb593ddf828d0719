import { All, Body, Param, Post } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Actor } from '../audit/index.js';
import { ConsoleLinksService } from '../console-access/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantsService } from '../tenants/index.js';
import { ActingOperator } from './acting-operator.js';
import { IssueConsoleLinkDto, NewConsoleLinkDto } from './console-link.dto.js';
import { Documented } from './documented.js';
import { NoStore, OperatorController } from './operator-controller.js';

/** Links that let a tenant's admins into the console. A suspended tenant gets them, too. */
@OperatorController('tenants/:tenant/console-links', 'Console links')
export class ConsoleLinksController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly links: ConsoleLinksService,
  ) {}

  @Post()
  @Documented({
    does: 'Makes a link that opens the console as an admin of the tenant. It works once, for 15 minutes.',
    answers: { 201: NewConsoleLinkDto },
    fails: [404, 409, 413, 415],
  })
  @NoStore()
  async issue(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Body() { adminEmail, role = 'owner' }: IssueConsoleLinkDto,
  ): Promise<NewConsoleLinkDto> {
    const { id } = await this.tenants.findAlive(idOrSlug);
    const { url, expiresAt } = await this.links.issue(id, actor, { adminEmail, role });
    return { url, expiresAt: expiresAt.toISOString() };
  }

  @ApiExcludeEndpoint()
  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['POST']);
  }
}
