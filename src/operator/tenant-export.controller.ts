import { All, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Response } from 'express';
import { sendJsonLines } from '../administration/index.js';
import type { Actor } from '../audit/index.js';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantsService } from '../tenants/index.js';
import { TenantExport } from '../transfer/index.js';
import { ActingOperator } from './acting-operator.js';
import { Documented } from './documented.js';
import { OperatorController } from './operator-controller.js';

/** Everything of a tenant, as JSON lines. */
@OperatorController('tenants/:tenant/export', 'Transfer')
export class TenantExportController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly tenantExport: TenantExport,
  ) {}

  @Get()
  @Documented({
    does: 'Exports everything of a tenant, without secrets.',
    answers: {},
    lines: { 200: 'One thing a line, as `{kind, data}`: `export` first, and `end` with the counts at last.' },
    fails: [404],
  })
  async export(
    @Param('tenant') idOrSlug: string,
    @ActingOperator() actor: Actor,
    @Res() response: Response,
  ): Promise<void> {
    const tenant = await this.tenants.find(idOrSlug);
    response.attachment(`${tenant.slug}.jsonl`);
    await sendJsonLines(response, this.tenantExport.run(tenant, actor));
  }

  @ApiExcludeEndpoint()
  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }
}
