import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, readOperatorAccess, SettingsError } from './index.js';

const IN_MEMORY = { DATA_DIR: 'memory://' };
const KEY = 'k'.repeat(32);

describe('readConfig', () => {
  it('needs no setting at all', () => {
    const config = readConfig(IN_MEMORY);

    expect(config).toMatchObject({
      production: false,
      port: 3000,
      host: '127.0.0.1',
      database: { kind: 'embedded', dataDir: 'memory://' },
      region: 'us',
      publicUrl: 'http://localhost:3000',
      migrateOnStart: true,
      accessTokenMinutes: 60,
      logLevel: 'info',
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(config.operatorKey.length).toBeGreaterThanOrEqual(32);
  });

  it('takes an empty value for one that is not set', () => {
    expect(readConfig({ ...IN_MEMORY, PORT: '', DATABASE_URL: ' ' })).toMatchObject({
      port: 3000,
      database: { kind: 'embedded' },
    });
  });

  it('does not migrate a server by itself', () => {
    const config = readConfig({ ...IN_MEMORY, DATABASE_URL: 'postgres://h/d', DATABASE_POOL_SIZE: '3' });
    expect(config).toMatchObject({
      migrateOnStart: false,
      database: { kind: 'server', url: 'postgres://h/d', poolSize: 3 },
    });
    expect(
      readConfig({ ...IN_MEMORY, DATABASE_URL: 'postgres://h/d', MIGRATE_ON_START: 'true' }).migrateOnStart,
    ).toBe(true);
  });

  it('has the public host of the region in production, and PUBLIC_URL before it', () => {
    const production = {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://h/d',
      OPERATOR_KEY: KEY,
      TOKEN_PEPPER: KEY,
      REGION: 'jp',
    };
    expect(readConfig(production).publicUrl).toBe('https://global-jp.flosum.app');
    expect(readConfig({ ...production, PUBLIC_URL: 'https://scim.acme.test/' }).publicUrl).toBe(
      'https://scim.acme.test',
    );
  });

  it('limits what a token may send, in each instance, and believes no proxy', () => {
    expect(readConfig(IN_MEMORY)).toMatchObject({
      rateLimit: { perSecond: 50, burst: 200 },
      trustProxy: false,
    });
    expect(readConfig(IN_MEMORY)).not.toHaveProperty('redisUrl');
    const settings = { RATE_LIMIT_PER_SECOND: '5', RATE_LIMIT_BURST: '10', REDIS_URL: 'redis://h:6379' };
    expect(readConfig({ ...IN_MEMORY, ...settings })).toMatchObject({
      rateLimit: { perSecond: 5, burst: 10 },
      redisUrl: 'redis://h:6379',
    });
  });

  it.each([
    ['1', 1],
    ['10.0.0.0/8, ::1', '10.0.0.0/8, ::1'],
    ['loopback', 'loopback'],
  ])('believes the proxies of TRUST_PROXY=%s', (setting, trustProxy) => {
    expect(readConfig({ ...IN_MEMORY, TRUST_PROXY: setting }).trustProxy).toBe(trustProxy);
  });

  it.each(['true', '*', '0.0.0.0/99', 'proxy.acme.test', '77'])('refuses TRUST_PROXY=%s', (setting) => {
    expect(() => readConfig({ ...IN_MEMORY, TRUST_PROXY: setting })).toThrow(/TRUST_PROXY is the number/);
  });

  it('names every problem at once, and no value', () => {
    const read = (): unknown =>
      readConfig({
        PORT: 'eighty',
        DATABASE_URL: 'mysql://root:hunter2@h/d',
        REGION: 'mars',
        OPERATOR_KEY: 'hunter2',
        MIGRATE_ON_START: 'perhaps',
        LOG_LEVEL: 'loud',
        PUBLIC_URL: 'scim.example.com',
      });

    expect(read).toThrow(SettingsError);
    for (const name of [
      'PORT',
      'DATABASE_URL',
      'REGION',
      'OPERATOR_KEY',
      'MIGRATE_ON_START',
      'LOG_LEVEL',
      'PUBLIC_URL',
    ]) {
      expect(read).toThrow(new RegExp(`- ${name} `));
    }
    expect(read).not.toThrow(/hunter2|eighty|mars|perhaps|loud/);
  });

  it.each(['4', '1441', '60.5', 'an hour'])('refuses access tokens that live for %s minutes', (minutes) => {
    const read = (): unknown => readConfig({ ...IN_MEMORY, ACCESS_TOKEN_MINUTES: minutes });
    expect(read).toThrow(/ACCESS_TOKEN_MINUTES is a number of minutes from 5 to 1440/);
  });

  it('does not start in production without a server and secrets, and says why', () => {
    const read = (): unknown => readConfig({ NODE_ENV: 'production' });
    expect(read).toThrow(/DATABASE_URL must be set.*PostgreSQL 15/s);
    expect(read).toThrow(/OPERATOR_KEY must be set/);
    expect(read).toThrow(/TOKEN_PEPPER must be set/);
  });
});

describe('the secrets of the first start', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'flosum-scim-config-'));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true });
  });

  it('are made once, kept in files that only their owner reads, and found by the command line', () => {
    expect(() => readOperatorAccess({ DATA_DIR: dataDir })).toThrow(/start the server once/);

    const first = readConfig({ DATA_DIR: dataDir });

    expect(readConfig({ DATA_DIR: dataDir })).toEqual(first);
    expect(readFileSync(join(dataDir, 'operator-key'), 'utf8').trim()).toBe(first.operatorKey);
    expect(statSync(join(dataDir, 'operator-key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'token-pepper')).mode & 0o777).toBe(0o600);
    expect(first.tokenPepper).not.toBe(first.operatorKey);
    expect(readOperatorAccess({ DATA_DIR: dataDir, PORT: '4000' })).toEqual({
      url: 'http://localhost:4000',
      operatorKey: first.operatorKey,
    });
  });
});
