import { Body, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { scimBaseUrl } from '../../../config/index.js';
import type { Config } from '../../../config/index.js';
import { InvalidRequestError } from '../../administration/index.js';
import { CONFIG } from '../../config.token.js';
import type { ConsoleSession } from '../../console-access/index.js';
import { BodyLimit } from '../../http/index.js';
import { TenantsService } from '../../tenants/index.js';
import { ConsoleController, DocumentedConsole } from '../guard/console-controller.js';
import { SignedIn } from '../guard/console-request.js';
import { Needs } from '../guard/needs.js';
import { REQUEST_STATISTICS } from '../overview/request-statistics.js';
import type { RequestStatistics } from '../overview/request-statistics.js';
import { People } from '../people/people.service.js';
import { helpWithRefusal } from '../requests/advise.js';
import { presentMeaning } from '../requests/request-line.dto.js';
import { checkClaims, SAML_CLAIMS } from './check-claims.js';
import { ClaimOwners } from './claim-owner.js';
import { CheckSamlDto, ConnectDto, SamlCheckDto } from './connect.dto.js';
import { MAPPING } from './mapping.js';
import { readClaims, UnreadableClaimsError } from './read-claims.js';
import type { PastedClaim } from './read-claims.js';

const MAX_BYTES = 65_536;

/** As JSON every byte may take six. */
const MAX_BODY = 6 * MAX_BYTES + 1_024;

/** What an admin carries over to the identity provider, and whether it has called. */
@ConsoleController('connect', 'Connect')
export class ConnectController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly people: People,
    private readonly owners: ClaimOwners,
    @Inject(REQUEST_STATISTICS) private readonly statistics: RequestStatistics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @DocumentedConsole({
    does: 'Tells what goes into the forms of the identity provider, and whether it has called.',
    answers: { 200: ConnectDto },
  })
  async find(@SignedIn() { tenant, role }: ConsoleSession): Promise<ConnectDto> {
    const { settings } = await this.tenants.find(tenant.id);
    const { firstRequest, lastRefusal } = await this.statistics.summary(tenant.id);
    return {
      tenantUrl: scimBaseUrl(this.config),
      groupProvisioning: settings.groupProvisioning,
      mapping: MAPPING,
      saml: SAML_CLAIMS,
      firstRequest: firstRequest && {
        ...firstRequest,
        at: firstRequest.at.toISOString(),
        meaning: presentMeaning(firstRequest, role),
      },
      lastRefusal: lastRefusal && {
        ...lastRefusal,
        at: lastRefusal.at.toISOString(),
        help: helpWithRefusal(lastRefusal.reason),
      },
    };
  }

  @Post('saml-check')
  @HttpCode(200)
  @Needs('tokens')
  @BodyLimit(MAX_BODY)
  @DocumentedConsole({
    does: 'Tells which person the claims of a sign-in lead to, and why. Nothing is kept of them.',
    answers: { 200: SamlCheckDto },
    fails: [413, 415],
  })
  async check(
    @SignedIn() { tenant }: ConsoleSession,
    @Body() { claims: text }: CheckSamlDto,
  ): Promise<SamlCheckDto> {
    const { claims, problems } = checkClaims(readPasted(text));
    const { user, ...found } = await this.owners.find(tenant.id, claims);
    const person = user ? await this.people.presentOne(tenant.id, user) : null;
    return { claims, problems, person, ...found };
  }
}

/** @throws {@link InvalidRequestError} */
function readPasted(text: string): readonly PastedClaim[] {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    throw new InvalidRequestError([{ field: 'claims', problem: 'comes to more than 64 KiB' }]);
  }
  try {
    return readClaims(text);
  } catch (error) {
    if (!(error instanceof UnreadableClaimsError)) throw error;
    throw new InvalidRequestError([{ field: 'claims', problem: error.message }]);
  }
}
