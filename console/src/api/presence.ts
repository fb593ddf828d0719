/** Who has done nothing for so long is away: what the page asks then, it asks by itself. */
const AWAY_AFTER = 60_000;

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'click', 'input'] as const;

let lastSign = Date.now();
let onSign: () => void = () => undefined;

for (const sign of SIGNS) {
  addEventListener(
    sign,
    () => {
      lastSign = Date.now();
      onSign();
    },
    { capture: true, passive: true },
  );
}

/** @param listener - Hears of everything that somebody does; often. */
export function whenUsed(listener: () => void): void {
  onSign = listener;
}

/** Whether somebody sits before the page. A session ends when nobody does for half an hour, although the page goes on. */
export function isSomebodyThere(): boolean {
  return Date.now() - lastSign < AWAY_AFTER;
}
