import { Anchor } from '@mantine/core';
import { placeUrl } from '../api/addresses';

/** @param place - A place of the guide, as the server names it. */
export function GuideLink({ place }: { place: string }) {
  return (
    <Anchor href={placeUrl(place)} target="_blank" rel="noreferrer" size="sm" underline="always">
      What the guide says about this
    </Anchor>
  );
}
