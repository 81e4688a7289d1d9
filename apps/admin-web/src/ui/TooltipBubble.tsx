import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

/** The open tooltip beside its element; in a module of its own, because placing it is a fifteenth of what a page may weigh. */
export function TooltipBubble({ id, target, label }: { id: string; target: HTMLElement; label: ReactNode }) {
  return <Tooltip opened target={target} label={<span id={id}>{label}</span>} />;
}
