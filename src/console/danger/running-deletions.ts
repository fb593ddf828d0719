import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { TenantDeletion, TenantsService } from '../../tenants/index.js';
import type { DeletionProgress, TenantEntity } from '../../tenants/index.js';

/** How often is looked for deletions that nobody goes on with: their instance may have ended while others run. */
const LOOK_AGAIN = 600_000;

const TENANT_PAGE = 500;

/**
 * Deletions of tenants that go on after they were answered. One that was cut off by the end of its program is gone on
 * with by the next one that starts; of several that see it, one does.
 */
@Injectable()
export class RunningDeletions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly running = new Map<string, Promise<void>>();
  private looking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopping = false;
  private readonly logger = new Logger(RunningDeletions.name);

  constructor(
    private readonly deletion: TenantDeletion,
    private readonly tenants: TenantsService,
  ) {}

  /** Nobody waits for it: the program starts meanwhile. */
  onApplicationBootstrap(): void {
    const look = (): void => {
      this.looking ??= this.resumeAll().finally(() => {
        this.looking = undefined;
      });
    };
    this.timer = setInterval(look, LOOK_AGAIN);
    this.timer.unref();
    look();
  }

  /** @returns When the deletion has begun: from then on nothing opens the tenant any more. */
  async begin(tenant: TenantEntity, actor: Actor): Promise<void> {
    const steps = this.deletion.run(tenant, actor);
    const { done } = await steps.next();
    if (done === true) return;
    void this.goOn(steps, tenant);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.looking;
    await Promise.all(this.running.values());
  }

  private async resumeAll(): Promise<void> {
    try {
      let after: string | undefined;
      let tenants: readonly TenantEntity[];
      do {
        tenants = await this.tenants.list(TENANT_PAGE, after);
        for (const tenant of tenants) {
          if (this.isStopping) return;
          if (tenant.status !== 'deleting' || this.running.has(tenant.id)) continue;
          await this.goOn(this.deletion.resume(tenant), tenant);
        }
        after = tenants.at(-1)?.id;
      } while (tenants.length === TENANT_PAGE);
    } catch (error) {
      this.logger.warn(`Deletions that were cut off could not be looked for: ${String(error)}`);
    }
  }

  private goOn(steps: AsyncGenerator<DeletionProgress, void>, { id, slug }: TenantEntity): Promise<void> {
    const work = this.finish(steps, slug).finally(() => this.running.delete(id));
    this.running.set(id, work);
    return work;
  }

  private async finish(steps: AsyncGenerator<DeletionProgress, void>, slug: string): Promise<void> {
    try {
      for await (const _step of steps) if (this.isStopping) return;
    } catch (error) {
      this.logger.error(
        `The deletion of the tenant "${slug}" stopped. It is tried again within ten minutes: ${String(error)}`,
      );
    }
  }
}
