import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsString } from 'class-validator';

const COUNT = { type: 'integer', minimum: 0 } as const;
const CHOICES = ['keep', 'deactivate'] as const;

@ApiSchema({ name: 'DangerPeople' })
class DangerPeopleDto {
  @ApiProperty(COUNT)
  active!: number;

  @ApiProperty(COUNT)
  inactive!: number;
}

@ApiSchema({ name: 'Danger' })
export class DangerDto {
  @ApiProperty()
  people!: DangerPeopleDto;

  @ApiProperty(COUNT)
  groups!: number;

  @ApiProperty(COUNT)
  tokens!: number;

  @ApiProperty({ ...COUNT, description: 'Entries of histories.' })
  changes!: number;

  @ApiProperty({ ...COUNT, description: 'Lines of the request log.' })
  requests!: number;
}

@ApiSchema({ name: 'SwitchProvisioningOff' })
export class SwitchOffDto {
  @ApiProperty({ enum: CHOICES, description: 'What becomes of the people who are active.' })
  @IsIn(CHOICES, { message: 'is keep or deactivate' })
  people!: (typeof CHOICES)[number];
}

@ApiSchema({ name: 'ProvisioningState' })
export class ProvisioningStateDto {
  @ApiProperty({ enum: ['on', 'off'] })
  provisioning!: 'on' | 'off';

  @ApiProperty({ ...COUNT, description: 'How many people this request deactivated.' })
  deactivated!: number;
}

@ApiSchema({ name: 'DeleteTenant' })
export class DeleteTenantDto {
  @ApiProperty({ description: 'The name of the tenant, to the letter.' })
  @IsString({ message: 'repeats the name of the tenant, so that nothing is deleted by mistake' })
  name!: string;
}
