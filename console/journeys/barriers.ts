import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}

/** axe's findings, and what does not fit in the width of the page. */
export async function findBarriers(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (root: Document) => Promise<AxeResults> } }).axe;
    // Colors on their way from one to the other are nobody's.
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
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
