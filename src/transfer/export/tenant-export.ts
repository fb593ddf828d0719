import { Injectable } from '@nestjs/common';
import type { ResourceType, ScimResource } from '@flosum/scim-schema';
import { recordAct } from '../../audit/index.js';
import type { Actor } from '../../audit/index.js';
import { withoutHidden } from '../../changes/index.js';
import { Database } from '../../database/index.js';
import { TenantSchemas } from '../../tenants/index.js';
import type { TenantEntity } from '../../tenants/index.js';
import { EXPORT_KINDS } from './export-kinds.js';
import type { ExportKind } from './export-kinds.js';

/** Rows that one statement reads; of the largest users that there may be, some ten megabytes. */
const PAGE = 200;

type Row = Readonly<Record<string, unknown>>;

/** Everything of a tenant as lines, page by page: whoever takes them slowly costs no memory. */
@Injectable()
export class TenantExport {
  constructor(
    private readonly database: Database,
    private readonly schemas: TenantSchemas,
  ) {}

  /**
   * The lines, `{kind, data}` each: `export` first, `tenant`, then everything of it, and `end` with the counts at last,
   * without which an export is not whole. Neither secrets and their digests nor attributes that may never be shown are
   * in it.
   */
  async *run(tenant: TenantEntity, actor: Actor): AsyncGenerator<readonly object[], void> {
    const { id, slug, name, status, settings, createdAt } = tenant;
    const userType = await this.schemas.presentUserTypeOf(id);
    await this.database.transaction(id, (manager) =>
      recordAct(manager, actor, {
        tenantId: id,
        action: 'tenant.exported',
        target: { type: 'tenant', id, name: slug },
      }),
    );
    const head = { format: 'flosum-scim-export', version: 1, tenant: { id, slug }, exportedAt: new Date() };
    yield [
      { kind: 'export', data: head },
      { kind: 'tenant', data: { id, slug, name, status, settings, createdAt } },
    ];
    const counts: Record<string, number> = { tenant: 1 };
    for (const kind of EXPORT_KINDS) {
      counts[kind.kind] = 0;
      for await (const rows of this.readPages(id, kind)) {
        counts[kind.kind] = (counts[kind.kind] ?? 0) + rows.length;
        yield rows.map((row) => ({ kind: kind.kind, data: toData(kind, row, userType) }));
      }
    }
    yield [{ kind: 'end', data: { counts } }];
  }

  private async *readPages(tenantId: string, kind: ExportKind): AsyncGenerator<readonly Row[], void> {
    const { table, key, columns } = kind;
    const selected = Object.entries(columns).map(([name, column]) => `${column} as "${name}"`);
    const ordered = key.join(', ');
    let place: readonly unknown[] = [];
    for (;;) {
      const behind = place.map((_, index) => `$${index + 2}`).join(', ');
      const rows = await this.database.query<Row & { readonly page_key: readonly string[] }>(
        `select ${selected.join(', ')}, array[${key.map((column) => `${column}::text`).join(', ')}] as page_key
         from ${table} where tenant_id = $1 ${place.length === 0 ? '' : `and (${ordered}) > (${behind})`}
         order by ${ordered} limit ${PAGE}`,
        [tenantId, ...place],
      );
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      place = last.page_key;
    }
  }
}

function toData({ kind, columns }: ExportKind, row: Row, userType: ResourceType): Row {
  const data = Object.fromEntries(Object.keys(columns).map((name) => [name, row[name]]));
  return kind === 'user'
    ? { ...data, resource: withoutHidden(userType, row.resource as ScimResource) }
    : data;
}
