import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationResult } from '../api/identity';
import { Dialog } from '../ui/Dialog';
import { InviteForm } from './InviteForm';
import { InviteOutcome } from './InviteOutcome';
import { refetchInvited } from './refetch-invited';

/** Invites any number of addresses at once, then shows what became of each (L9). */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [results, setResults] = useState<InvitationResult[] | null>(null);
  const done = (next: InvitationResult[]) => {
    setResults(next);
    refetchInvited(queryClient, next);
  };
  return (
    <Dialog opened onClose={onClose} size="lg" title={t(results ? 'invite.outcome.title' : 'invite.title')}>
      {results ? (
        <InviteOutcome results={results} onAgain={() => setResults(null)} onClose={onClose} />
      ) : (
        <InviteForm onDone={done} onCancel={onClose} />
      )}
    </Dialog>
  );
}
