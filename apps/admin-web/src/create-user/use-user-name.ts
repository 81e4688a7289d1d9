import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { proposeUserName } from '../api/identity';
import { useDebouncedCallback } from '../ui/basics';

/** Milliseconds without a key after which the service is asked. */
const pause = 300;
/** What the service takes as one. */
const userNameForm = /^[A-Za-z0-9._-]{1,64}$/;
export const isUserName = (text: string): boolean => userNameForm.test(text.trim());

/** The user name that is proposed for an address, and whether the one that is typed is free; asked while one types. */
export function useUserName({
  organizationId,
  email,
  typed,
}: {
  organizationId: string;
  email: string;
  typed: string;
}) {
  const asked = { organizationId, email: email.trim(), userName: isUserName(typed) ? typed.trim() : '' };
  const [query, setQuery] = useState(asked);
  const ask = useDebouncedCallback(setQuery, pause);
  const { email: address, userName } = asked;
  useEffect(
    () => ask({ organizationId, email: address, userName }),
    [ask, organizationId, address, userName],
  );
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['user-name', query],
    queryFn: ({ signal }) => proposeUserName(query, signal),
    enabled: query.email !== '' || query.userName !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  const isCurrent =
    !isPlaceholderData && query.email === asked.email && query.userName === asked.userName && data;
  return {
    proposal: asked.email === '' ? '' : (data?.proposal ?? ''),
    /** `null` while it is not known. */
    isFree: isCurrent ? data.isFree : null,
  };
}
