import type { TenantEntity } from '../../tenants/index.js';
import type { RequestCount, RequestSummary } from './request-statistics.js';

export const HEALTH_STATES = ['never-connected', 'healthy', 'failing', 'silent', 'suspended'] as const;

/** How the provisioning of a tenant is, in a word and in a sentence. */
export interface Health {
  readonly state: (typeof HEALTH_STATES)[number];
  readonly since: Date | null;
  readonly silentHours: number | null;
  readonly sentence: string;
}

const HOUR = 3_600_000;

/** Entra ID calls every 40 minutes, also when it has nothing to say: three calls were missed. */
const SILENT_AFTER = 2 * HOUR;

/** From this share of failures on Entra ID stops and goes on once a day, when there were as many requests. */
export const QUARANTINE = { limit: 0.4, from: 5000 } as const;

/** Fewer requests say nothing about a share. */
const ENOUGH = 5;

export function shareOf({ total, failed }: RequestCount): number {
  return total === 0 ? 0 : failed / total;
}

/** Tells how the provisioning of a tenant is. */
export function describeHealth(
  { status, settings }: Pick<TenantEntity, 'status' | 'settings'>,
  summary: RequestSummary,
  now: Date,
): Health {
  const { lastRequestAt, lastRefusal, last24Hours } = summary;
  const quiet = { since: null, silentHours: null };
  if (status === 'deleting') {
    return { ...quiet, state: 'suspended', sentence: 'This tenant is being deleted with everybody in it.' };
  }
  if (status === 'suspended') {
    const sentence =
      'This tenant is suspended, so requests are refused. Ask the operator of this installation to resume it.';
    return { ...quiet, state: 'suspended', sentence };
  }
  if (settings.provisioning === 'off') {
    const sentence =
      'Provisioning is switched off. An owner switches it on under Settings, in the danger zone.';
    return { ...quiet, state: 'suspended', sentence };
  }
  const refused = lastRefusal !== null && (lastRequestAt === null || lastRefusal.at > lastRequestAt);
  if (refused) {
    return { state: 'failing', since: lastRefusal.at, silentHours: null, sentence: lastRefusal.words };
  }
  if (lastRequestAt === null) {
    const sentence = 'No identity provider has called yet. Connect Entra ID, Okta or another one.';
    return { ...quiet, state: 'never-connected', sentence };
  }
  const silence = now.getTime() - lastRequestAt.getTime();
  if (silence > SILENT_AFTER) {
    const silentHours = Math.floor(silence / HOUR);
    const sentence = `No request has come for ${silentHours} hours. Entra ID calls every 40 minutes: look whether provisioning is on there. Other products may call only when something changes.`;
    return { state: 'silent', since: lastRequestAt, silentHours, sentence };
  }
  const share = shareOf(last24Hours);
  const isMuch = last24Hours.total >= ENOUGH && share >= QUARANTINE.limit;
  if (isMuch || share === 1) {
    const sentence = `${last24Hours.failed} of ${last24Hours.total} requests of the last 24 hours failed. The provisioning log says why.`;
    return { state: 'failing', since: lastRequestAt, silentHours: null, sentence };
  }
  return {
    state: 'healthy',
    since: lastRequestAt,
    silentHours: null,
    sentence: 'Requests come and are answered.',
  };
}
