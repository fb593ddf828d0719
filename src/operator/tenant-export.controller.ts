import { All, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { MethodNotAllowedError } from '../http/index.js';
import { TenantsService } from '../tenants/index.js';
import { TenantExport } from '../transfer/index.js';
import { actorOf } from './actor-of.js';
import { OperatorController } from './operator-controller.js';
import { sendJsonLines } from './send-json-lines.js';

/** Everything of a tenant, as JSON lines. */
@OperatorController('tenants/:tenant/export')
export class TenantExportController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly tenantExport: TenantExport,
  ) {}

  @Get()
  async export(
    @Param('tenant') idOrSlug: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const tenant = await this.tenants.find(idOrSlug);
    response.attachment(`${tenant.slug}.jsonl`);
    await sendJsonLines(response, this.tenantExport.run(tenant, actorOf(request)));
  }

  @All()
  refuse(): never {
    throw new MethodNotAllowedError(['GET', 'HEAD']);
  }
}
