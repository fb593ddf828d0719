import { ApiProperty, ApiSchema, OmitType } from '@nestjs/swagger';
import { TenantSettingsDto, WholeTenantSettingsDto } from '../../administration/index.js';

/** Those that are named change. Provisioning is switched in the danger zone, which asks what becomes of the people. */
@ApiSchema({ name: 'SettingsChanges' })
export class SettingsChangesDto extends OmitType(TenantSettingsDto, ['provisioning'] as const) {}

@ApiSchema({ name: 'Settings' })
export class SettingsDto extends WholeTenantSettingsDto {
  @ApiProperty({ type: [String], description: 'The time zones that there are to choose from.' })
  timeZones!: readonly string[];
}
