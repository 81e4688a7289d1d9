import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type AnchorElement = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps> & {
  ref?: Ref<HTMLAnchorElement>;
};
type ButtonElement = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & {
  ref?: Ref<HTMLAnchorElement>;
};

/** A link to a route of the console, with typed parameters and search. */
export const RouterLink = createLink((props: AnchorProps & AnchorElement) => <Anchor {...props} />);

/** A route that looks like a button. */
export const RouterButton = createLink((props: ButtonProps & ButtonElement) => (
  <Button component="a" {...props} />
));

/** A link without any look of its own. */
export const PlainLink = createLink(
  ({ ref, ...props }: AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) => (
    <a ref={ref} {...props} />
  ),
);
