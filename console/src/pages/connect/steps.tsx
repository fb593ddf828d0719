import type { ReactNode } from 'react';

/** What is to be done in the other product, in its words. */
export function Steps({ items, start = 1 }: { items: readonly ReactNode[]; start?: number }) {
  return (
    <ol
      start={start}
      style={{ margin: 0, paddingLeft: '1.4rem', display: 'grid', gap: '0.6rem', maxWidth: '46rem' }}
    >
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ol>
  );
}
