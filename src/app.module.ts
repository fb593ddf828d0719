import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Config } from '../config/index.js';
import { CONFIG } from './config.token.js';
import { Database } from './database/index.js';
import { Lifecycle, ObservabilityModule } from './observability/index.js';
import { CONSOLE_FOLDER, ConsoleModule } from './console/index.js';
import { GuardedFetch, OAuthModule } from './oauth/index.js';
import { OperatorModule } from './operator/index.js';
import { ScimModule } from './scim/index.js';

/** What exists before the application does: it is handed in, so that tests hand in their own. */
export interface Surroundings {
  readonly config: Config;
  readonly database: Database;
  readonly lifecycle: Lifecycle;
  /** The way to servers of others. */
  readonly guardedFetch: GuardedFetch;
  /** The folder of the console as a program in the browser; without it the console is pages of the server. */
  readonly consoleFolder: string | undefined;
}

@Global()
@Module({})
class SurroundingsModule {
  static of({ config, database, lifecycle, guardedFetch, consoleFolder }: Surroundings): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: Database, useValue: database },
      { provide: Lifecycle, useValue: lifecycle },
      { provide: GuardedFetch, useValue: guardedFetch },
      { provide: CONSOLE_FOLDER, useValue: consoleFolder },
    ];
    return { module: SurroundingsModule, providers, exports: providers };
  }
}

@Module({})
export class AppModule {
  static of(surroundings: Surroundings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SurroundingsModule.of(surroundings),
        ObservabilityModule,
        ScimModule,
        OperatorModule,
        OAuthModule,
        ConsoleModule,
      ],
    };
  }
}
