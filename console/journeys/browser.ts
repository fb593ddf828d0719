import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Where Debian puts its Chromium; `CHROMIUM` names another one. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How a page looks: color scheme and width. */
export interface Look {
  readonly scheme: 'light' | 'dark';
  readonly width: number;
}

export const LOOKS: readonly Look[] = [
  { scheme: 'light', width: 1280 },
  { scheme: 'dark', width: 1280 },
  { scheme: 'light', width: 400 },
  { scheme: 'dark', width: 400 },
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

/** An open page, and what was wrong with it meanwhile: console errors, refused resources, requests to elsewhere. */
export class Visit {
  readonly troubles: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly root: string,
  ) {
    page.on('pageerror', ({ message }) => this.troubles.push(message));
    page.on('console', (message) => {
      // The browser tells of every refused call; the pages show those themselves.
      if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
        this.troubles.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(root).origin)) this.troubles.push(`asked ${request.url()}`);
    });
  }

  /** @param root - The address of the console, with a slash at its end. */
  static async start(browser: Browser, root: string, { scheme, width }: Look): Promise<Visit> {
    const context = await browser.newContext({
      viewport: { width, height: 860 },
      colorScheme: scheme,
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(8_000);
    return new Visit(await context.newPage(), context, root);
  }

  async open(path: string, title: string): Promise<void> {
    await this.page.goto(this.root + path);
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  /** What keeps people from using the page as it stands now: axe's findings, and what does not fit in its width. */
  async findBarriers(): Promise<string[]> {
    await this.page.evaluate(AXE);
    return this.page.evaluate(async () => {
      const axe = (globalThis as unknown as { axe: { run: (root: Document) => Promise<AxeResults> } }).axe;
      const found = await axe.run(document);
      // A tooltip describes its button, and stands in no landmark while it is there.
      const isTooltip = (selector: string): boolean =>
        document.querySelector(`${selector} > [role=tooltip]`) !== null;
      const violations = found.violations.filter(
        ({ id, nodes }) => id !== 'region' || !nodes.every(({ target }) => isTooltip(target.join(' '))),
      );
      const { scrollWidth, clientWidth } = document.documentElement;
      return [
        ...violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
        ),
        ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels too wide`] : []),
      ];
    });
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}
