import { Database, migrateDatabase, SchemaNotMigratedError } from '../../src/database/index.js';
import { ENTITIES } from '../../src/create-app.js';
import { Owner } from '../harness/owner.js';
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
    await database.close();
    expect(await migrateDatabase(clone.config)).toEqual([]);
    await (await Database.open(clone.config, ENTITIES)).close();
  });

  it('run once when several processes run them at the same moment', async () => {
    const owner = new Owner(database);
    await owner.query('drop schema public cascade', []);
    await owner.query('create schema public', []);
    await database.close();
    // The embedded database has one process by nature.
    const processes = clone.config.kind === 'server' ? [1, 2, 3, 4] : [1];
    const runs = await Promise.all(processes.map(() => migrateDatabase(clone.config)));

    expect(runs.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('are missed by a start against an older schema', async () => {
    await new Owner(database).query(
      'delete from schema_migrations where timestamp > $1',
      [1_700_000_000_001],
    );
    await expect(database.refuseOldSchema()).rejects.toThrow(SchemaNotMigratedError);
    await database.close();
    await expect(Database.open(clone.config, ENTITIES)).rejects.toThrow(SchemaNotMigratedError);
  });

  it('are missed by a start against an empty database', async () => {
    await new Owner(database).query('drop schema public cascade', []);
    await database.close();
    await expect(Database.open(clone.config, ENTITIES)).rejects.toThrow(SchemaNotMigratedError);
  });

  it('end in the schema that is checked in', async () => {
    expect(await describeSchema(new Owner(database))).toMatchSnapshot();
  });
});
