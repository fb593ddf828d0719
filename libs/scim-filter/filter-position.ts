const positions = new WeakMap<object, number>();

/** Notes where a node began in the text, beside the node, so that equal filters stay equal. */
export function markPosition<T extends object>(node: T, position: number): T {
  positions.set(node, position);
  return node;
}

/** Where a node began in the text that was parsed; 0 for a node that was made by hand. */
export function positionOf(node: object): number {
  return positions.get(node) ?? 0;
}
