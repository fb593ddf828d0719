import { createLink } from '@tanstack/react-router';
import { Anchor, Button } from '@mantine/core';
import type { ComponentProps } from 'react';

/** The element has to be named: by itself it would be a button, which opens in no other tab. */
function AnchorButton(props: ComponentProps<typeof Button<'a'>>) {
  return <Button component="a" {...props} />;
}

export const LinkButton = createLink(AnchorButton);
export const LinkAnchor = createLink(Anchor<'a'>);
