import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

const LIMIT = { message: 'is a number from 1 to 200' };

/** How much of a list one answer holds. */
export class PageLimitDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @Type(() => Number)
  @IsInt(LIMIT)
  @Min(1, LIMIT)
  @Max(200, LIMIT)
  limit = 50;
}

/** What a cursor says that is none. */
export const NO_CURSOR = { message: 'is the nextCursor of the page before' };

/** Cuts a list that was read with one item more than fits on the page. */
export function cutPage<Item>(
  items: readonly Item[],
  limit: number,
  cursorOf: (last: Item) => string,
): { readonly page: readonly Item[]; readonly nextCursor: string | null } {
  const page = items.slice(0, limit);
  const last = items.length > limit ? page.at(-1) : undefined;
  return { page, nextCursor: last === undefined ? null : cursorOf(last) };
}
