import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { findBarriers } from './barriers.js';
import { Keyboard } from './keyboard.js';

/** How a page looks: color scheme and width. */
export interface Look {
  readonly scheme: 'light' | 'dark';
  readonly width: number;
}

export const WIDE: Look = { scheme: 'light', width: 1280 };
export const NARROW: Look = { scheme: 'dark', width: 400 };

/** What every page is looked at in. */
const LOOKS: readonly Look[] = [
  WIDE,
  { scheme: 'dark', width: 1280 },
  NARROW,
  { scheme: 'light', width: 400 },
];

const HEIGHT = 860;

/** Screens with less have the pages in a menu. */
const MENU_BELOW = 768;

/** An open page, and what was wrong with it meanwhile: console errors, refused resources, requests to elsewhere. */
export class Visit {
  readonly troubles: string[] = [];
  readonly keyboard: Keyboard;

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly root: string,
    private readonly look: Look,
  ) {
    this.keyboard = new Keyboard(page);
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

  /**
   * @param root - The address of the console, with a slash at its end.
   * @param cookie - The session, as the browser sends it; without it, nobody is signed in.
   */
  static async start(browser: Browser, root: string, look: Look, cookie?: string): Promise<Visit> {
    const context = await browser.newContext({
      viewport: { width: look.width, height: HEIGHT },
      colorScheme: look.scheme,
      reducedMotion: 'reduce',
      timezoneId: 'Etc/UTC',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(8_000);
    const [name = '', value = ''] = (cookie ?? '').split('=');
    if (cookie !== undefined) {
      await context.addCookies([
        { name, value, url: new URL(root).origin, httpOnly: true, sameSite: 'Strict' },
      ]);
    }
    return new Visit(await context.newPage(), context, root, look);
  }

  async open(path: string, title: string | RegExp): Promise<void> {
    await this.page.goto(this.root + path);
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  /** Goes to a page by the menu, with the keyboard. */
  async goTo(name: string, title = name): Promise<void> {
    if (this.look.width < MENU_BELOW) await this.keyboard.press('button', 'Open the menu');
    await this.keyboard.press('link', name);
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }

  /** Waits for a dialog, and for the focus to be in it. */
  async dialog(title: string | RegExp): Promise<Locator> {
    const dialog = this.page.getByRole('dialog', { name: title });
    await dialog.locator(':focus').waitFor({ state: 'attached' });
    return dialog;
  }

  /** What a field holds. */
  async valueOf(label: string): Promise<string> {
    return this.page.getByRole('textbox', { name: label, exact: true }).inputValue();
  }

  /** The first place on the page with these words; fails when they do not come in time. */
  async sees(words: string | RegExp, timeout = 8_000): Promise<Locator> {
    const place = this.page.getByText(words).filter({ visible: true }).first();
    await place.waitFor({ timeout });
    return place;
  }

  async seesNoMore(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor({ state: 'detached' });
  }

  /** Follows the link to the guide, which opens beside the page; fails when the guide has no such place. */
  async readGuide(title: string): Promise<void> {
    const opened = this.context.waitForEvent('page');
    await this.keyboard.press('link', 'What the guide says about this');
    const guide = await opened;
    const place = guide.locator(`[id="${new URL(guide.url()).hash.slice(1)}"]`);
    await place.and(guide.getByRole('heading', { name: title })).waitFor();
    await guide.close();
  }

  /** What was copied last. */
  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** What keeps people from using the page as it stands now, in light and dark, on wide and narrow screens. */
  async findBarriers(): Promise<string[]> {
    const found: string[] = [];
    for (const look of LOOKS) {
      await this.show(look);
      found.push(
        ...(await findBarriers(this.page)).map((barrier) => `${look.scheme} ${look.width}: ${barrier}`),
      );
    }
    await this.show(this.look);
    return found;
  }

  /** Ends the visit, which must have been without troubles. */
  async end(): Promise<void> {
    expect(this.troubles).toEqual([]);
    await this.context.close();
  }

  private async show({ scheme, width }: Look): Promise<void> {
    await this.page.setViewportSize({ width, height: HEIGHT });
    await this.page.emulateMedia({ colorScheme: scheme });
  }
}
