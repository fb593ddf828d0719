/**
 * The two roles that the service acts as. Neither owns a table or may log in: the login role of `DATABASE_URL` is a
 * member of both. See decision 0017.
 */
export const ROLES = {
  /** Sees the rows of one tenant, and none as long as nobody has said which. */
  tenant: 'flosum_scim_tenant',
  /** Runs the named operator queries, and sees only what they need. */
  operator: 'flosum_scim_operator',
} as const;
