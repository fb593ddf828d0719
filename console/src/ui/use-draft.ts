import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

/** How long somebody may pause while typing, in milliseconds. */
const PAUSE = 300;

/**
 * What somebody types, which is taken over when they pause. When the address changes otherwise, by a link or the way back,
 * the field shows what it says.
 *
 * @param taken - What stands in the address.
 */
export function useDraft(
  taken: string,
  take: (value: string) => void,
): readonly [draft: string, type: (value: string) => void] {
  const [draft, setDraft] = useState(taken);
  const [known, setKnown] = useState(taken);
  const [handedOn, setHandedOn] = useState<string>();
  const takeSoon = useDebouncedCallback((value: string) => {
    setHandedOn(value);
    take(value);
  }, PAUSE);
  if (taken !== known) {
    setKnown(taken);
    setHandedOn(undefined);
    // What comes back of one's own may be overtaken by what was typed since.
    if (taken !== handedOn) {
      setDraft(taken);
      takeSoon.cancel();
    }
  }
  return [
    draft,
    (value) => {
      setDraft(value);
      takeSoon(value);
    },
  ];
}
