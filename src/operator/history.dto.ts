import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import type { Change } from '../changes/index.js';
import { MayBeLeftOut } from './field-rules.js';

export class ListHistoryDto {
  /** The version of the last change of the page before. */
  @MayBeLeftOut()
  @Type(() => Number)
  @IsInt({ message: 'is the nextCursor of the page before' })
  @Min(1, { message: 'is the nextCursor of the page before' })
  @Max(2_147_483_647, { message: 'is the nextCursor of the page before' })
  cursor?: number;

  @Type(() => Number)
  @IsInt({ message: 'is a number from 1 to 200' })
  @Min(1, { message: 'is a number from 1 to 200' })
  @Max(200, { message: 'is a number from 1 to 200' })
  limit = 50;
}

/** A change as the operator sees it. */
export function presentChange({ changeId, kind, version, at, actor, requestId, attributes }: Change): object {
  return { changeId, kind, version, at: at.toISOString(), actor, requestId, attributes };
}
