import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { ChangesModule } from '../changes/index.js';
import { ConsoleAccessModule } from '../console-access/index.js';
import { GroupsModule } from '../groups/index.js';
import { OAuthClientsModule } from '../oauth-clients/index.js';
import { RequestLogModule } from '../request-log/index.js';
import { ResourcesModule } from '../resources/index.js';
import { TenantsModule } from '../tenants/index.js';
import { UsersModule } from '../users/index.js';
import { SessionController } from './access/session.controller.js';
import { SessionsController } from './access/sessions.controller.js';
import { ClaimOwners } from './connect/claim-owner.js';
import { ConnectController } from './connect/connect.controller.js';
import { DangerController } from './danger/danger.controller.js';
import { Deactivation } from './danger/deactivation.js';
import { RunningDeletions } from './danger/running-deletions.js';
import { ConsoleGuard } from './guard/console.guard.js';
import { OtherVerbsController } from './guard/other-verbs.controller.js';
import { LoggedStatistics } from './overview/logged-statistics.js';
import { OverviewController } from './overview/overview.controller.js';
import { REQUEST_STATISTICS } from './overview/request-statistics.js';
import { TenantNumbers } from './overview/tenant-numbers.js';
import { ConsolePagesController } from './pages/console-pages.controller.js';
import { ActorNames } from './people/actor-names.js';
import { ConsoleGroupsController } from './people/groups.controller.js';
import { PeopleController } from './people/people.controller.js';
import { People } from './people/people.service.js';
import { AuditController } from './settings/audit.controller.js';
import { ExtensionsController } from './settings/extensions.controller.js';
import { SettingsController } from './settings/settings.controller.js';
import { TenantContexts } from './tenant-contexts.js';
import { ChartController } from './requests/chart.controller.js';
import { EventsController } from './requests/events.controller.js';
import { PeopleChanges } from './requests/people-changes.js';
import { ReadAgain } from './requests/read-again.js';
import { ReplayController } from './requests/replay.controller.js';
import { Replay } from './requests/replay.js';
import { RequestsController } from './requests/requests.controller.js';
import { ConsoleOAuthClientsController } from './tokens/oauth-clients.controller.js';
import { TokensController } from './tokens/tokens.controller.js';

@Module({
  imports: [
    AuthModule,
    AuditModule,
    ConsoleAccessModule,
    TenantsModule,
    OAuthClientsModule,
    ChangesModule,
    ResourcesModule,
    UsersModule,
    GroupsModule,
    RequestLogModule,
  ],
  controllers: [
    ConsolePagesController,
    SessionController,
    SessionsController,
    OverviewController,
    ChartController,
    RequestsController,
    ReplayController,
    EventsController,
    TokensController,
    ConsoleOAuthClientsController,
    ConnectController,
    PeopleController,
    ConsoleGroupsController,
    SettingsController,
    ExtensionsController,
    AuditController,
    DangerController,
    // Express tries routes in their order: this one takes what the others leave.
    OtherVerbsController,
  ],
  providers: [
    ConsoleGuard,
    TenantContexts,
    TenantNumbers,
    PeopleChanges,
    ReadAgain,
    Replay,
    ActorNames,
    People,
    ClaimOwners,
    Deactivation,
    RunningDeletions,
    { provide: REQUEST_STATISTICS, useClass: LoggedStatistics },
  ],
})
export class ConsoleModule {}
