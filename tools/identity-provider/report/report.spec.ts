import { findDifferences } from '../mapping/find-differences.js';
import { writeLogEntry, type LogEntry } from '../cycle/log-entry.js';
import { summarise } from '../cycle/summarise.js';
import { aPerson } from '../testing/a-person.js';
import { formatConnection } from './format-connection.js';
import { formatLog } from './format-log.js';
import { formatSummary } from './format-summary.js';

const created = (name: string): LogEntry =>
  writeLogEntry(aPerson(name), 'Create', 'Success', { targetId: 'id-1' });
const failed = writeLogEntry(aPerson('bad'), 'Create', 'Failure', { reason: 'HTTP 400: \u001b[2J\nNo.' });
const unchanged = writeLogEntry(aPerson('same'), 'Other', 'Skipped', { code: 'RedundantExport' });

describe('formatLog', () => {
  it('lists failures first, harmlessly, and leaves out who was unchanged', () => {
    const text = formatLog([created('a'), unchanged, failed]);

    expect(text.split('\n')).toEqual([
      'Provisioning log',
      'Action  Status   Source               Target id  Reason',
      'Create  Failure  bad@contoso.example  -          HTTP 400:  [2J No.',
      'Create  Success  a@contoso.example    id-1',
    ]);
  });

  it('names the attributes that were changed', () => {
    const person = aPerson('a', { surname: 'Roe', department: 'HR' });
    const account = {
      userName: person.mail,
      active: true,
      externalId: person.objectId,
      emails: [{ type: 'work', value: person.mail }],
    };
    const entry = writeLogEntry(person, 'Update', 'Success', {
      differences: findDifferences(person, account),
    });

    expect(formatLog([entry])).toMatch(/name\.familyName, department$/);
  });

  it('says how many it does not show', () => {
    const text = formatLog(['a', 'b', 'c'].map(created), 2);
    expect(text.split('\n').at(-1)).toBe('… and 1 more: use --log FILE to have them all.');
  });

  it('says so when there is nothing', () => {
    expect(formatLog([unchanged])).toBe('Provisioning log: nothing to report.');
  });
});

describe('formatSummary', () => {
  it('shows every count', () => {
    const log = [created('a'), failed, unchanged];
    const summary = summarise(log, { GET: 4, POST: 2, PATCH: 0, DELETE: 0 }, 1_500);

    const text = formatSummary({
      connection: { ok: true },
      log,
      summary,
      stopped: undefined,
      succeeded: false,
    });

    expect(text).toMatch(/created +1\n/);
    expect(text).toMatch(/failed +1\n +unchanged +1\n/);
    expect(text).toContain('GET 4, POST 2, PATCH 0, DELETE 0');
    expect(text).toContain('1.5 s, 120 people per minute');
    expect(text).toContain('NOT completed');
  });
});

describe('formatConnection', () => {
  it("says what happened and what to do, below the words of Entra's screen", () => {
    const text = formatConnection({
      ok: false,
      code: 'Code',
      problem: 'HTTP 401: No.',
      advice: 'Check the Secret token.',
    });

    expect(text).toContain('You appear to have entered invalid credentials.');
    expect(text).toMatch(
      /Error code: +Code\n +What happened: +HTTP 401: No\.\n +What to do: +Check the Secret token\./,
    );
  });
});
