import { Loader } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface VirtualRowsProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly rowHeight: number;
  readonly getKey: (item: Item) => string;
  readonly renderRow: (item: Item) => ReactNode;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onMore: () => void;
}

/** A list that may be endless: only what is on the screen is in the page, and the next part is fetched when it comes near. */
export function VirtualRows<Item>(props: VirtualRowsProps<Item>) {
  const { label, items, rowHeight, getKey, renderRow, hasMore, isLoadingMore, onMore } = props;
  const list = useRef<HTMLUListElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    setOffset((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);

  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: offset,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : getKey(item);
    },
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= items.length - 10) onMore();
  }, [hasMore, isLoadingMore, last, items.length, onMore]);
  return (
    <>
      <ul className="rows" aria-label={label} ref={list} style={{ height: rows.getTotalSize() }}>
        {visible.map(({ key, index, start }) => {
          const item = items[index];
          return (
            <li
              key={String(key)}
              data-index={index}
              ref={rows.measureElement}
              aria-setsize={hasMore ? -1 : items.length}
              aria-posinset={index + 1}
              style={{
                position: 'absolute',
                top: 0,
                left: 0,
                width: '100%',
                transform: `translateY(${start - offset}px)`,
              }}
            >
              {item !== undefined && renderRow(item)}
            </li>
          );
        })}
      </ul>
      {isLoadingMore && (
        <div role="status" aria-label="Loading more" style={{ textAlign: 'center', padding: '0.75rem' }}>
          <Loader size="sm" />
        </div>
      )}
    </>
  );
}
