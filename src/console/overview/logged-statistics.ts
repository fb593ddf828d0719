import { Injectable } from '@nestjs/common';
import { RequestStatistics as LogStatistics, showPersonal } from '../../request-log/index.js';
import type { LoggedRequest } from '../../request-log/index.js';
import type {
  AnsweredRequest,
  RefusedRequest,
  RequestStatistics,
  RequestSummary,
} from './request-statistics.js';

const asItIs = (value: string): string => value;

/** What the request log tells of the requests of a tenant. */
@Injectable()
export class LoggedStatistics implements RequestStatistics {
  constructor(private readonly log: LogStatistics) {}

  async summary(tenantId: string): Promise<RequestSummary> {
    const [overview, firstRequest, hours] = await Promise.all([
      this.log.overviewOf(tenantId),
      this.log.firstRequestOf(tenantId),
      this.log.hoursOfSuccess(tenantId),
    ]);
    const { last24Hours, last30Days, lastRequest, lastRefusal, dropped, unknownTokens } = overview;
    const lastRequestAt = lastRequest?.at ?? hours.last;
    const isOver = lastRefusal === undefined || (lastRequestAt !== null && lastRequestAt > lastRefusal.at);
    const isConnected = firstRequest !== undefined || hours.first !== null;
    return {
      last24Hours,
      last30Days,
      lastRequestAt,
      firstRequest: firstRequest === undefined ? forgotten(hours.first) : answered(firstRequest),
      lastRefusal: isOver
        ? failedAttempt(isConnected ? undefined : lastRequest)
        : { ...lastRefusal, words: showPersonal(lastRefusal.words, asItIs) },
      dropped,
      unknownTokens,
    };
  }

  async countKept(tenantId: string): Promise<number> {
    return this.log.countKept(tenantId);
  }
}

function answered({ at, method, route, status, meaning }: LoggedRequest): AnsweredRequest {
  return { at, method, route, status, meaning };
}

/** As long as nothing went well, a request that got in and failed is what the admin has to know of. */
function failedAttempt(line: LoggedRequest | undefined): RefusedRequest | null {
  if (line === undefined) return null;
  const words = `A request came, and was answered with ${line.status}. The provisioning log says why, and what to do.`;
  return { at: line.at, reason: 'other', words };
}

/** Requests whose lines are not kept any more were requests all the same. */
function forgotten(at: Date | null): AnsweredRequest | null {
  return at && { at, method: null, route: null, status: null, meaning: 'Its line is not kept any more.' };
}
