import { isOvertaken } from '../src/database/index.js';
import type { Database } from '../src/database/index.js';

/** A write on condition of a version; it returns a row when the version was still that one. */
const CONDITIONAL_WRITE = /^with written as \(\s*update /;

/** Counts, from now on, the writes that another one was faster than. Each of them is computed anew. */
export class LostRaces {
  private lost = 0;

  constructor(database: Database) {
    const query = database.query.bind(database);
    database.query = async <Row extends object>(sql: string, parameters: Parameters<typeof query>[1]) => {
      const isConditional = CONDITIONAL_WRITE.test(sql);
      try {
        const rows = await query<Row>(sql, parameters);
        if (isConditional && rows.length === 0) this.lost += 1;
        return rows;
      } catch (error) {
        if (isConditional && isOvertaken(error)) this.lost += 1;
        throw error;
      }
    };
  }

  get count(): number {
    return this.lost;
  }
}
