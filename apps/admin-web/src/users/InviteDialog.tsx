import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationResult } from '../api/identity';
import { rememberWrite } from '../api/last-write';
import { Dialog } from '../ui/Dialog';
import { InviteForm } from './InviteForm';
import { InviteOutcome } from './InviteOutcome';

/** Invites any number of addresses at once, then shows what became of each (L9). */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [results, setResults] = useState<InvitationResult[] | null>(null);
  const done = (next: InvitationResult[]) => {
    const written = next.findLast((result) => result.userId !== null && result.version !== null);
    if (written?.userId && written.version !== null)
      rememberWrite({ subject: `user/${written.userId}`, version: written.version });
    setResults(next);
    void queryClient.invalidateQueries({ queryKey: ['users'] });
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
