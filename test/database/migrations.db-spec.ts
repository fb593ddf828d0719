import { Database, SchemaNotMigratedError } from '../../src/database/index.js';
import { ENTITIES } from '../../src/create-app.js';
import { describeSchema } from '../harness/describe-schema.js';
import { cloneDatabase } from '../harness/test-database.js';
import type { TestDatabase } from '../harness/test-database.js';

describe('the migrations', () => {
  let clone: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    clone = await cloneDatabase();
    database = await Database.open(clone.config, ENTITIES);
  });
  afterEach(async () => {
    await database.close();
    await clone.drop();
  });

  it('do nothing the second time', async () => {
    expect(await database.migrate()).toEqual([]);
    await expect(database.refuseOldSchema()).resolves.toBeUndefined();
  });

  it('run once when several processes run them at the same moment', async () => {
    await database.query('drop schema public cascade', []);
    await database.query('create schema public', []);
    // The embedded database has one process by nature.
    const others = clone.config.kind === 'server' ? [1, 2, 3] : [];
    const processes = await Promise.all(others.map(() => Database.open(clone.config, ENTITIES)));
    const runs = await Promise.all([database, ...processes].map((process) => process.migrate()));
    await Promise.all(processes.map((process) => process.close()));

    expect(runs.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('are missed by a start against an older schema', async () => {
    await database.query('delete from schema_migrations where timestamp > $1', [1_700_000_000_001]);
    await expect(database.refuseOldSchema()).rejects.toThrow(SchemaNotMigratedError);
  });

  it('end in the schema that is checked in', async () => {
    expect(await describeSchema(database)).toMatchSnapshot();
  });
});
