import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Where Debian puts its Chromium; `CHROMIUM` names another one. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `describe`; on a machine without a browser a skipped one, and a line that says how to run it. */
export function describeInBrowser(title: string, cases: () => void): void {
  if (existsSync(CHROMIUM)) {
    describe(title, cases);
    return;
  }
  process.stderr.write(
    `Skipped, for there is no ${CHROMIUM}: ${title}. To run it, install Debian's package chromium, or name a Chromium in CHROMIUM.\n`,
  );
  describe.skip(title, cases);
}

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}
