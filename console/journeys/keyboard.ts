import type { Locator, Page } from 'playwright-core';
import { findFocusFault } from './focus.js';

type Role = Parameters<Page['getByRole']>[0];

/** More controls than any page has, its rows included. */
const PATIENCE = 160;

/** How long something may move, in milliseconds. */
const SETTLING = 1_500;

/** What leads on to a control that is in the same row or column of a group as the focus, or elsewhere. */
const KEYS = { beside: 'ArrowRight', above: 'ArrowDown', elsewhere: 'Tab' } as const;

/** The keyboard as the only way to use a page. What it cannot reach, or where nobody would see the focus, fails. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Presses Tab, and arrows within a group, until a control has the focus. Each stop on the way has to be seen, too. */
  async reach(role: Role, name: string | RegExp): Promise<void> {
    const control = this.page.getByRole(role, { name, exact: typeof name === 'string' });
    await control.first().waitFor({ state: 'attached' });
    for (let presses = 0; presses < PATIENCE; presses += 1) {
      const place = await placeOf(control);
      const fault = await this.faultAtRest();
      if (fault !== undefined) throw new Error(`On the way to the ${role} ${String(name)}: ${fault}.`);
      if (place === 'there') return;
      await this.key(KEYS[place]);
    }
    throw new Error(`No key leads to the ${role} ${String(name)}.`);
  }

  /** What is wrong with the focus, once what moves has come to rest: a menu slides in while its first link has the focus. */
  private async faultAtRest(): Promise<string | undefined> {
    const until = performance.now() + SETTLING;
    for (;;) {
      const fault = await this.page.evaluate(findFocusFault);
      if (fault === undefined || performance.now() > until) return fault;
      await this.page.waitForTimeout(50);
    }
  }

  /** Reaches a button or a link, and presses it. */
  async press(role: Role, name: string | RegExp): Promise<void> {
    await this.reach(role, name);
    await this.key('Enter');
  }

  /** Reaches a switch or a checkbox, and turns it. */
  async turn(role: 'switch' | 'checkbox', name: string | RegExp): Promise<void> {
    await this.reach(role, name);
    await this.key('Space');
  }

  /** Reaches a field, and types in place of what is in it. */
  async fill(name: string | RegExp, text: string, role: Role = 'textbox'): Promise<void> {
    await this.reach(role, name);
    await this.key('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }

  /** Reaches a list of choices, types the first word of one, and goes on to it. */
  async select(name: string, choice: string): Promise<void> {
    await this.reach('combobox', name);
    await this.page.keyboard.type(choice.split(' ')[0] ?? '');
    const list = this.page.getByRole('combobox', { name, exact: true });
    const chosen = (): Promise<string | null | undefined> =>
      list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent);
    for (let presses = 0; (await chosen()) !== choice; presses += 1) {
      if (presses > 10) throw new Error(`No key leads to ${choice} in ${name}.`);
      await this.key('ArrowDown');
    }
  }

  async key(name: string): Promise<void> {
    await this.page.keyboard.press(name);
  }
}

/** Where a control is, seen from the focus: in the same row or column of a group, or elsewhere. */
async function placeOf(control: Locator): Promise<'there' | keyof typeof KEYS> {
  return control.evaluateAll((elements) => {
    const focused = document.activeElement;
    if (focused === null) return 'elsewhere';
    if (elements.includes(focused as (typeof elements)[number])) return 'there';
    const isWith = (groups: string): boolean => {
      const group = focused.closest(groups);
      return group !== null && elements.some((element) => group.contains(element));
    };
    if (isWith('[role=tablist]')) return 'beside';
    return isWith('[role=radiogroup], [role=menu]') ? 'above' : 'elsewhere';
  });
}
