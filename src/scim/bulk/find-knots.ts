/**
 * Finds the knots of a graph: the largest sets of nodes in which each reaches each other (strongly connected
 * components, by Tarjan), and single nodes that lead to themselves.
 *
 * It keeps its own stack: a chain of a thousand references must not be a chain of a thousand calls.
 *
 * @param edges - Of each node, the nodes it leads to.
 * @returns The nodes of each knot, in ascending order.
 */
export function findKnots(edges: readonly ReadonlySet<number>[]): readonly (readonly number[])[] {
  const order = new Map<number, number>();
  const lowest = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const knots: number[][] = [];

  const enter = (node: number): Visit => {
    order.set(node, order.size);
    lowest.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, ahead: (edges[node] ?? new Set<number>()).values() };
  };
  const lower = (node: number, to: number | undefined): void => {
    lowest.set(node, Math.min(lowest.get(node) ?? 0, to ?? 0));
  };
  const close = (node: number): void => {
    const knot = open.splice(open.lastIndexOf(node)).sort((left, right) => left - right);
    for (const member of knot) isOpen.delete(member);
    if (knot.length > 1 || edges[node]?.has(node)) knots.push(knot);
  };

  for (const start of edges.keys()) {
    if (order.has(start)) continue;
    const visits = [enter(start)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { node, ahead } = visit;
      const step = ahead.next();
      if (step.done !== true) {
        if (!order.has(step.value)) visits.push(enter(step.value));
        else if (isOpen.has(step.value)) lower(node, order.get(step.value));
        continue;
      }
      if (lowest.get(node) === order.get(node)) close(node);
      visits.pop();
      const parent = visits.at(-1);
      if (parent !== undefined) lower(parent.node, lowest.get(node));
    }
  }
  return knots;
}

interface Visit {
  readonly node: number;
  readonly ahead: Iterator<number>;
}
