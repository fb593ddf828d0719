import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ActDto } from '../../administration/index.js';
import { NEXT_CURSOR } from '../paging/page.dto.js';

@ApiSchema({ name: 'ActPage' })
export class ActPageDto {
  @ApiProperty({ type: [ActDto], description: 'Newest first.' })
  items!: readonly ActDto[];

  @ApiProperty(NEXT_CURSOR)
  nextCursor!: string | null;
}
