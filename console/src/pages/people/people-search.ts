/** The filters of the people page, as they stand in the address. */
export interface PeopleSearch {
  readonly q?: string;
  readonly filter?: string;
  readonly active?: boolean;
}

export function readPeopleSearch({ q, filter, active }: Record<string, unknown>): PeopleSearch {
  return {
    ...(((typeof q === 'string' && q !== '') || typeof q === 'number') && { q: String(q) }),
    ...(typeof filter === 'string' && filter !== '' && { filter }),
    ...(typeof active === 'boolean' && { active }),
  };
}
