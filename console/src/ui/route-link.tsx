import { createLink } from '@tanstack/react-router';
import { Anchor, Button } from '@mantine/core';

export const LinkButton = createLink(Button<'a'>);
export const LinkAnchor = createLink(Anchor<'a'>);
