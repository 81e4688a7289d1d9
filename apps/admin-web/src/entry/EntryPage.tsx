import type { ReactNode } from 'react';
import { Stack, Text, Title } from '../ui/basics';
import { usePageHeading } from '../ui/Page';

/** Heading, lead and content of a page before signing in. */
export function EntryPage({
  title,
  lead,
  icon,
  focus = true,
  children,
}: {
  title: string;
  lead?: ReactNode;
  icon?: ReactNode;
  /** False where a field takes the focus. */
  focus?: boolean;
  children?: ReactNode;
}) {
  const heading = usePageHeading(title, { focus });
  return (
    <Stack gap="xl">
      <Stack gap={8}>
        {icon}
        <Title order={1} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        {lead && <Text c="dimmed">{lead}</Text>}
      </Stack>
      {children}
    </Stack>
  );
}
