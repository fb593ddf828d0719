import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';
import { IsTrustedProxy } from './is-trusted-proxy.js';
import { REGION_NAMES } from './regions.js';
import type { Region } from './regions.js';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** A word of the environment as a boolean; anything else stays as it is, and the check refuses it. */
function readBoolean({ value }: { value: unknown }): unknown {
  if (value === 'true') return true;
  if (value === 'false') return false;
  return value;
}

/** The settings as the environment spells them, with the rules that they have to keep. */
export class Settings {
  @IsOptional()
  @IsIn(['development', 'test', 'production'], { message: 'is development, test or production' })
  NODE_ENV = 'development';

  @Type(() => Number)
  @IsInt({ message: 'is a port number from 1 to 65535' })
  @Min(1, { message: 'is a port number from 1 to 65535' })
  @Max(65_535, { message: 'is a port number from 1 to 65535' })
  PORT = 3000;

  @IsString()
  @IsNotEmpty({ message: 'is an address to listen on, such as 127.0.0.1 or 0.0.0.0' })
  HOST = '127.0.0.1';

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/.+/, {
    message: 'is a URL such as postgres://user:password@host:5432/database',
  })
  DATABASE_URL?: string;

  @IsString()
  @IsNotEmpty({ message: 'is a folder, or memory:// to keep nothing' })
  DATA_DIR = './data';

  @Type(() => Number)
  @IsInt({ message: 'is a number from 1 to 1000' })
  @Min(1, { message: 'is a number from 1 to 1000' })
  @Max(1000, { message: 'is a number from 1 to 1000' })
  DATABASE_POOL_SIZE = 10;

  @Type(() => Number)
  @IsInt({ message: 'is a number from 1 to 64' })
  @Min(1, { message: 'is a number from 1 to 64' })
  @Max(64, { message: 'is a number from 1 to 64' })
  WORKERS = 1;

  @IsIn(REGION_NAMES, { message: `is one of ${REGION_NAMES.join(', ')}` })
  REGION: Region = 'us';

  @IsOptional()
  @IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true },
    { message: 'is the address that clients use, such as https://scim.example.com' },
  )
  PUBLIC_URL?: string;

  @IsOptional()
  @MinLength(32, { message: 'has at least 32 characters' })
  OPERATOR_KEY?: string;

  @IsOptional()
  @MinLength(32, { message: 'has at least 32 characters' })
  TOKEN_PEPPER?: string;

  @Type(() => Number)
  @IsInt({ message: 'is a number of minutes from 5 to 1440' })
  @Min(5, { message: 'is a number of minutes from 5 to 1440' })
  @Max(1440, { message: 'is a number of minutes from 5 to 1440' })
  ACCESS_TOKEN_MINUTES = 60;

  @IsOptional()
  @Transform(readBoolean)
  @IsBoolean({ message: 'is true or false' })
  MIGRATE_ON_START?: boolean;

  @IsOptional()
  @Matches(/^rediss?:\/\/.+/, { message: 'is a URL such as redis://host:6379' })
  REDIS_URL?: string;

  @Type(() => Number)
  @IsInt({ message: 'is a number from 1 to 1000000' })
  @Min(1, { message: 'is a number from 1 to 1000000' })
  @Max(1_000_000, { message: 'is a number from 1 to 1000000' })
  RATE_LIMIT_PER_SECOND = 50;

  @Type(() => Number)
  @IsInt({ message: 'is a number from 1 to 1000000' })
  @Min(1, { message: 'is a number from 1 to 1000000' })
  @Max(1_000_000, { message: 'is a number from 1 to 1000000' })
  RATE_LIMIT_BURST = 200;

  @IsOptional()
  @IsTrustedProxy()
  TRUST_PROXY?: string;

  @IsIn(LOG_LEVELS, { message: `is one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL = 'info';
}
