import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { TenantDeletion } from '../../tenants/index.js';
import type { DeletionProgress, TenantEntity } from '../../tenants/index.js';

/**
 * Deletions of tenants that go on after they were answered. One that is cut off by the end of the program leaves a tenant
 * that is being deleted and opens nothing; the operator goes on with it.
 */
@Injectable()
export class RunningDeletions implements OnApplicationShutdown {
  private readonly running = new Set<Promise<void>>();
  private isStopping = false;
  private readonly logger = new Logger(RunningDeletions.name);

  constructor(private readonly deletion: TenantDeletion) {}

  /** @returns When the deletion has begun: from then on nothing opens the tenant any more. */
  async begin(tenant: TenantEntity, actor: Actor): Promise<void> {
    const steps = this.deletion.run(tenant, actor);
    const { done } = await steps.next();
    if (done === true) return;
    const rest = this.goOn(steps, tenant.slug).finally(() => this.running.delete(rest));
    this.running.add(rest);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.running);
  }

  private async goOn(steps: AsyncGenerator<DeletionProgress, void>, slug: string): Promise<void> {
    try {
      for await (const _step of steps) if (this.isStopping) return;
    } catch (error) {
      this.logger.error(
        `The deletion of the tenant "${slug}" stopped; repeat it with the operator's command: ${String(error)}`,
      );
    }
  }
}
