import { Group, Skeleton, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Page.module.css';
import { usePageName } from './page-name';

let pagesShown = 0;

/** Names the document, and moves the focus to the heading after a change of page, so that it is read out. */
export function usePageHeading(title: string, { focus = true } = {}) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageName(title);
  useEffect(() => {
    pagesShown += 1;
    if (pagesShown > 1 && focus) heading.current?.focus({ preventScroll: true });
  }, [focus]);
  return heading;
}

type PageProps = {
  /** `undefined` while it is being loaded. */
  title: string | undefined;
  /** Beside the heading: a count, a status. */
  beside?: ReactNode;
  /** Above the heading: where the page belongs. */
  above?: ReactNode;
  /** Below the heading. */
  lead?: ReactNode;
  actions?: ReactNode;
  avatar?: ReactNode;
  children: ReactNode;
};

/** A page of the console: heading, actions, content. */
export function Page({ title, beside, above, lead, actions, avatar, children }: PageProps) {
  const { t } = useTranslation();
  const heading = usePageHeading(title ?? t('state.loading'));
  return (
    <Stack gap="lg" className={classes.page}>
      <Stack gap={6}>
        {above}
        <Group justify="space-between" align="flex-start" gap="md">
          <Group gap="md" align="flex-start" wrap="nowrap" className={classes.heading}>
            {avatar}
            <Stack gap={4}>
              <Group gap="sm" align="center">
                <Title order={1} ref={heading} tabIndex={-1}>
                  {title ?? (
                    <Skeleton component="span" display="inline-block" w={220} h={22}>
                      {t('state.loading')}
                    </Skeleton>
                  )}
                </Title>
                {beside}
              </Group>
              {lead}
            </Stack>
          </Group>
          {actions && <Group gap="sm">{actions}</Group>}
        </Group>
      </Stack>
      {children}
    </Stack>
  );
}
