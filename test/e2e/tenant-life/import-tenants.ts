import type { NewTenant, RunningApp } from '../../harness/running-app.js';

/** The tenants of a file of tests, each of them new. */
export class ImportTenants {
  private number = 0;

  constructor(private readonly app: RunningApp) {}

  async add(): Promise<NewTenant & { readonly slug: string }> {
    this.number += 1;
    const slug = `import-${this.number}`;
    return { slug, ...(await this.app.newTenant(slug)) };
  }

  /** In their comparable form, sorted. */
  async userNames(tenantId: string): Promise<readonly string[]> {
    const rows = await this.app.owner.query<{ name: string }>(
      `select user_name_key as name from users where tenant_id = $1 order by 1`,
      [tenantId],
    );
    return rows.map(({ name }) => name);
  }
}
