/** A test that needs two instances on one database: the embedded one has one. */
export const onServerOnly = process.env.TEST_DATABASE_URL === undefined ? it.skip : it;
