import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { format, resolveConfig } from 'prettier';

/**
 * @typedef {object} Rule
 * @property {string} id
 * @property {string} level
 * @property {string} section - The RFC and its section.
 * @property {string} requirement
 * @property {boolean} [applies] - `false` for a rule about something that the service does not have.
 * @property {string} [reason] - Why the rule is not kept, or does not apply.
 */

/** @typedef {{ title: string, rules: Rule[] }} Section */
/** @typedef {{ title: string, status: string }} Case */
/** @typedef {'pass' | 'FAIL' | 'not kept' | 'does not apply' | 'no test'} Outcome */

const FOLDER = 'test/conformance';
const DOCUMENT = 'docs/conformance.md';
const SPEC = '.conformance-spec.ts';

/** One or several rule ids in front of a title, as in `FLT-3, FLT-4: takes every operator`. */
const LEADING_IDS = /^((?:[A-Z][A-Z0-9]*-\d+)(?:,\s*[A-Z][A-Z0-9]*-\d+)*):\s*(.*)$/s;

/** @type {readonly Outcome[]} */
const OUTCOMES = ['pass', 'FAIL', 'not kept', 'does not apply', 'no test'];
const LEVELS = ['MUST', 'MUST not', 'MAY/MUST', 'SHOULD', 'SHOULD not', 'MAY', 'TEXT', 'HTTP', 'LOCAL'];

/**
 * Writes docs/conformance.md after a run of all conformance tests: which rule of the RFCs is kept, and which test shows
 * it. With `CI=true` nothing is written; a document that is out of date fails the run.
 */
export default class ConformanceReporter {
  /** @param {{ rootDir: string, testNamePattern?: string }} globalConfig */
  constructor({ rootDir, testNamePattern }) {
    this.rootDir = rootDir;
    this.filtered = Boolean(testNamePattern);
    /** @type {Error | undefined} */
    this.error = undefined;
  }

  /**
   * @param {unknown} _contexts
   * @param {{ testResults: { testFilePath: string, testResults: object[] }[], wasInterrupted?: boolean }} results
   */
  async onRunComplete(_contexts, { testResults, wasInterrupted }) {
    const specs = testResults.filter(({ testFilePath }) => isSpec(this.nameOf(testFilePath)));
    if (specs.length === 0) return;
    const missing = this.specsOnDisk().length - specs.length;
    if (this.filtered || wasInterrupted || missing > 0) {
      console.log(`${DOCUMENT} is left alone: not all of ${FOLDER} was run.`);
      return;
    }
    const sections = readSections(join(this.rootDir, FOLDER, 'rules'));
    const cases = collectCases(specs.flatMap((spec) => spec.testResults));
    this.refuseUnknownIds(sections, cases);
    const file = join(this.rootDir, DOCUMENT);
    const text = await format(describe(sections, cases), {
      ...(await resolveConfig(file)),
      parser: 'markdown',
    });
    if (readIfAny(file) === text) return;
    if (process.env.CI === 'true') {
      this.fail(
        `${DOCUMENT} is out of date. Run the conformance tests without CI=true, and commit the file.`,
      );
    } else {
      writeFileSync(file, text);
      console.log(`${DOCUMENT} is written.`);
    }
  }

  /** Jest fails the run when there is one. */
  getLastError() {
    return this.error;
  }

  /** @param {string} message */
  fail(message) {
    console.error(message);
    this.error = new Error(message);
    process.exitCode = 1;
  }

  /**
   * @param {readonly Section[]} sections
   * @param {ReadonlyMap<string, readonly Case[]>} cases
   */
  refuseUnknownIds(sections, cases) {
    const known = new Set(sections.flatMap(({ rules }) => rules.map(({ id }) => id)));
    const unknown = [...cases.keys()].filter((id) => !known.has(id)).sort();
    if (unknown.length > 0)
      this.fail(`Tests name rules that ${FOLDER}/rules does not have: ${unknown.join(', ')}`);
  }

  /** @returns {string[]} */
  specsOnDisk() {
    const names = readdirSync(join(this.rootDir, FOLDER), { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith(SPEC));
  }

  /** @param {string} path */
  nameOf(path) {
    return relative(this.rootDir, path).split(sep).join('/');
  }
}

/** @param {string} name */
function isSpec(name) {
  return name.startsWith(`${FOLDER}/`) && name.endsWith(SPEC);
}

/**
 * @param {string} folder
 * @returns {Section[]} In the order of the file names.
 */
function readSections(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** @param {string} file */
function readIfAny(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The tests of each rule, by the ids in front of their own title and of the titles around it.
 *
 * @param {readonly any[]} results
 * @returns {Map<string, Case[]>}
 */
function collectCases(results) {
  /** @type {Map<string, Case[]>} */
  const cases = new Map();
  for (const { ancestorTitles, title, status } of results) {
    const matches = [...ancestorTitles, title].map((text) => LEADING_IDS.exec(text));
    const ids = matches.flatMap((match) => match?.[1]?.split(/,\s*/) ?? []);
    const own = matches.at(-1)?.[2] ?? title;
    for (const id of new Set(ids)) cases.set(id, [...(cases.get(id) ?? []), { title: own, status }]);
  }
  return cases;
}

/**
 * @param {Rule} rule
 * @param {readonly Case[]} cases
 * @returns {Outcome}
 */
function judge(rule, cases) {
  const ran = cases.filter(({ status }) => status === 'passed' || status === 'failed');
  if (ran.some(({ status }) => status === 'failed')) return 'FAIL';
  if (rule.reason !== undefined) return rule.applies === false ? 'does not apply' : 'not kept';
  return ran.length > 0 ? 'pass' : 'no test';
}

/**
 * @param {readonly Section[]} sections
 * @param {ReadonlyMap<string, readonly Case[]>} cases
 * @returns {string} Markdown.
 */
function describe(sections, cases) {
  const judged = sections.flatMap(({ rules }) =>
    rules.map((rule) => ({ level: rule.level, outcome: judge(rule, cases.get(rule.id) ?? []) })),
  );
  return [
    '<!-- Written by test/conformance/conformance-reporter.js. Change the rules and tests, not this file. -->',
    '',
    '# Conformance',
    '',
    'What RFC 7643, RFC 7644 and RFC 9865 ask of a SCIM service, and the test that shows it. MUST, SHOULD and MAY are the',
    'words of the RFC; TEXT is a plain sentence of it, HTTP comes from the RFCs of HTTP, and LOCAL is a rule of our own.',
    '',
    ...describeCounts(judged),
    ...sections.flatMap((section) => describeSection(section, cases)),
  ].join('\n');
}

/** @param {readonly { level: string, outcome: Outcome }[]} judged */
function describeCounts(judged) {
  const other = [...new Set(judged.map(({ level }) => level))]
    .filter((level) => !LEVELS.includes(level))
    .sort();
  const rows = [...LEVELS, ...other, 'All'].map((level) => {
    const rules = level === 'All' ? judged : judged.filter((rule) => rule.level === level);
    const counts = OUTCOMES.map((outcome) => rules.filter((rule) => rule.outcome === outcome).length);
    return [level, rules.length, ...counts];
  });
  return table(['level', 'rules', ...OUTCOMES], rows);
}

/**
 * @param {Section} section
 * @param {ReadonlyMap<string, readonly Case[]>} cases
 */
function describeSection({ title, rules }, cases) {
  const rows = rules.map((rule) => {
    const own = cases.get(rule.id) ?? [];
    const outcome = judge(rule, own);
    const shown = outcome === 'FAIL' ? own.filter(({ status }) => status === 'failed') : own;
    const titles = [...new Set(shown.map((test) => test.title))].sort();
    const explained = outcome === 'not kept' || outcome === 'does not apply';
    const result = explained ? `${outcome}: ${rule.reason}` : outcome;
    return [rule.id, rule.level, rule.section, rule.requirement, summarise(titles), result];
  });
  return [`## ${title}`, '', ...table(['id', 'level', 'reference', 'rule', 'test', 'result'], rows)];
}

/**
 * One test stands for a table of them.
 *
 * @param {readonly string[]} titles
 */
function summarise([first = '', ...others]) {
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}

/**
 * @param {readonly string[]} heads
 * @param {readonly (readonly (string | number)[])[]} rows
 */
function table(heads, rows) {
  const lines = rows.map((row) => `| ${row.map(escape).join(' | ')} |`);
  return [`| ${heads.join(' | ')} |`, `|${' --- |'.repeat(heads.length)}`, ...lines, ''];
}

/**
 * Text for a cell of a table. What stands between backquotes is code and shown as it is.
 *
 * @param {string | number} cell
 */
function escape(cell) {
  const parts = String(cell).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').split('`');
  return parts
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(/[*_<>[\]]/g, '\\$&') : part))
    .join('`');
}
