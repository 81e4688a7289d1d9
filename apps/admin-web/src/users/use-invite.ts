import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { inviteUsers, type InvitationResult } from '../api/identity';
import { inBatches } from './addresses';

type Request = Parameters<typeof inviteUsers>[0];
/** What is sent of one list: each batch with a key of its own, so that nothing is invited twice when it is sent again. */
type Sending = { request: string; keys: string[]; results: InvitationResult[][] };

/**
 * Invites any number of addresses, batch after batch. Where one fails, sending the same list again goes on from there.
 * `sent` is how many addresses have their outcome.
 */
export function useInvite({
  onDone,
  onError,
}: {
  onDone: (results: InvitationResult[]) => void;
  onError: (error: Error) => void;
}) {
  const sending = useRef<Sending>(undefined);
  const [sent, setSent] = useState(0);
  const inviting = useMutation({
    async mutationFn(request: Request) {
      const text = JSON.stringify(request);
      if (sending.current?.request !== text) {
        sending.current = { request: text, keys: [], results: [] };
        setSent(0);
      }
      const { keys, results } = sending.current;
      for (const [at, addresses] of inBatches(request.addresses).entries()) {
        if (results[at]) continue;
        const key = (keys[at] ??= crypto.randomUUID());
        ({ results: results[at] } = await inviteUsers({ ...request, addresses }, key));
        setSent(results.flat().length);
      }
      sending.current = undefined;
      return results.flat();
    },
    onSuccess: onDone,
    onError,
  });
  return { ...inviting, sent };
}
