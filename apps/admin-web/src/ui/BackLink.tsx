import { Anchor, type AnchorProps } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';
import classes from './BackLink.module.css';

type Element = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps> & {
  ref?: Ref<HTMLAnchorElement>;
};

/** The way up, above a heading. */
export const BackLink = createLink(({ children, ...props }: AnchorProps & Element) => (
  <Anchor {...props} size="sm" className={classes.back}>
    <IconArrowLeft size={14} aria-hidden /> {children}
  </Anchor>
));
