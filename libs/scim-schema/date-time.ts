const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads an `xsd:dateTime` (RFC 7643 section 2.3.5) as an instant. Without a zone, UTC is meant.
 *
 * @returns The instant as RFC 3339 text in UTC with nine fraction digits, so that texts compare as instants do;
 *   `undefined` when it is none, such as a date alone or the 30th of February.
 */
export function parseDateTime(text: string): string | undefined {
  const parts = DATE_TIME.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = parts;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const instant = Date.parse(`${local}Z`);
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(local)) return undefined;
  const offset = zone === 'Z' ? 0 : parseOffset(zone);
  if (offset === undefined) return undefined;
  const utc = new Date(instant - offset * 60_000);
  if (utc.getUTCFullYear() < 1 || utc.getUTCFullYear() > 9999) return undefined;
  return `${utc.toISOString().slice(0, 19)}.${fraction.padEnd(9, '0')}Z`;
}

function parseOffset(zone: string): number | undefined {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
