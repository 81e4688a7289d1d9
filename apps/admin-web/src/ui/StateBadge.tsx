import { Badge } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './StateBadge.module.css';

export type Tone = 'good' | 'bad' | 'waiting' | 'warning' | 'off' | 'neutral';
const color: Record<Tone, string> = {
  good: 'green',
  bad: 'red',
  waiting: 'blue',
  warning: 'orange',
  off: 'gray',
  neutral: 'gray',
};

/** A state as icon and text: never by colour alone (WCAG 1.4.1). */
export function StateBadge({ tone, icon: Glyph, children }: { tone: Tone; icon: Icon; children: ReactNode }) {
  return (
    <Badge
      color={color[tone]}
      variant="light"
      className={classes.badge}
      leftSection={<Glyph size={13} stroke={2} aria-hidden />}
    >
      {children}
    </Badge>
  );
}
