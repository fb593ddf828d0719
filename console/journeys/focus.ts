/**
 * What is wrong with where the focus is; runs in the page.
 *
 * @returns `undefined` when people see it: something about the control or what is drawn for it changes with the focus, and
 * neither the edge of the screen nor the bar at its top hides it.
 */
export function findFocusFault(): string | undefined {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return undefined;
  // Titles get the focus from the page, to be read out; nobody goes there by Tab.
  if (focused.tabIndex < 0) return undefined;
  const what = `the focus on ${focused.outerHTML.slice(0, 120)}`;
  // Of what is drawn by a neighbor, such as a switch, the element itself is hidden.
  const drawn = [focused, focused.nextElementSibling, focused.parentElement].filter((each) => each !== null);
  const parts = drawn.flatMap((each) =>
    [undefined, '::before', '::after'].map((part) => getComputedStyle(each, part)),
  );
  const isOutlined = parts.some(
    ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px',
  );
  // Fields have another border instead. Nothing else loses the focus for it: menus would notice.
  const bordersOf = (): string => {
    const read = (): string => parts.map(({ borderColor, boxShadow }) => borderColor + boxShadow).join(' ');
    read();
    for (const each of drawn) for (const animation of each.getAnimations()) animation.finish();
    return read();
  };
  if (!isOutlined) {
    const withFocus = bordersOf();
    focused.blur();
    const without = bordersOf();
    focused.focus({ preventScroll: true });
    if (withFocus === without) return `${what} cannot be seen`;
  }

  const large = drawn.find((each) => {
    const { width, height } = each.getBoundingClientRect();
    return width > 2 && height > 2;
  });
  if (large === undefined) return `${what} is not drawn`;
  const { left, right, top, bottom } = large.getBoundingClientRect();
  const edge = { right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight) };
  const x = (Math.max(left, 0) + edge.right) / 2;
  const y = (Math.max(top, 0) + edge.bottom) / 2;
  if (edge.right <= Math.max(left, 0) || edge.bottom <= Math.max(top, 0))
    return `${what} is beyond the edge of the screen`;
  const bar = document.elementFromPoint(x, y)?.closest('header');
  return bar !== undefined && bar !== null && !bar.contains(focused)
    ? `${what} is below the bar at the top`
    : undefined;
}
