import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { CONSOLE_ROLES } from '../../console-access/index.js';
import type { ConsoleRole } from '../../console-access/index.js';
import type { TenantStatus } from '../../tenants/index.js';

@ApiSchema({ name: 'SessionTenant' })
class SessionTenantDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'acme' })
  slug!: string;

  @ApiProperty({ example: 'Acme Ltd.' })
  name!: string;

  @ApiProperty({ enum: ['active', 'suspended', 'deleting'] })
  status!: TenantStatus;
}

@ApiSchema({ name: 'Session' })
export class SessionDto {
  @ApiProperty()
  tenant!: SessionTenantDto;

  @ApiProperty({ format: 'email' })
  adminEmail!: string;

  @ApiProperty({ enum: CONSOLE_ROLES })
  role!: ConsoleRole;

  @ApiProperty({ type: 'string', format: 'date-time', description: 'When it ends, whatever happens.' })
  expiresAt!: string;

  @ApiProperty({ description: 'What Entra ID calls *Tenant URL*.' })
  tenantUrl!: string;

  @ApiProperty({ example: 'us', description: 'Where the tenant is kept.' })
  region!: string;

  @ApiProperty({ example: '/console/help/entra', description: 'The guide.' })
  helpUrl!: string;
}

@ApiSchema({ name: 'SessionEntry' })
export class SessionEntryDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  adminEmail!: string;

  @ApiProperty({ enum: CONSOLE_ROLES })
  role!: ConsoleRole;

  @ApiProperty({ type: 'string', format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: 'string', format: 'date-time', description: 'Written once a minute.' })
  lastSeenAt!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ description: 'Whether it is the one of this request.' })
  current!: boolean;
}

@ApiSchema({ name: 'SessionList' })
export class SessionListDto {
  @ApiProperty({ type: [SessionEntryDto], description: 'Newest first.' })
  items!: readonly SessionEntryDto[];
}
