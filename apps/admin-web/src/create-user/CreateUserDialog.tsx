import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreatedUser } from '../api/identity';
import { useSignedIn } from '../session/me-context';
import { Button, Group, Stack, Text } from '../ui/basics';
import { Dialog } from '../ui/Dialog';
import { OneTimePassword } from '../ui/OneTimePassword';
import { CreateUserForm } from './CreateUserForm';
import { type Draft, dropDraft, keptDraft } from './draft';
import { PasswordNotKept } from './PasswordNotKept';

export type CreateUserDialogProps = {
  /** Where it was opened from, and cannot be changed (L2); without one it is the person's own, or one below it. */
  organization?: { organizationId: string; name: string };
  onClose: () => void;
};
type Shown = { created: CreatedUser; name: string };

/** Creates a user in steps (L1). What was filled in is kept where the dialog or the tab is closed by mistake. */
export function CreateUserDialog({ organization, onClose }: CreateUserDialogProps) {
  const { t } = useTranslation();
  const { session } = useSignedIn();
  const [offered, setOffered] = useState(() => {
    const kept = keptDraft(session.userId);
    return kept && (!organization || kept.values.organizationId === organization.organizationId)
      ? kept
      : null;
  });
  const [draft, setDraft] = useState<Draft | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [dirty, setDirty] = useState(false);

  if (shown?.created.firstPassword === 'one_off_shown') {
    const { created, name } = shown;
    if (!created.oneOffPassword)
      return <PasswordNotKept userId={created.userId} name={name} onClose={onClose} />;
    return (
      <OneTimePassword
        name={name}
        userName={created.userName}
        password={created.oneOffPassword}
        expiresAt={created.expiresAt}
        onClose={onClose}
      />
    );
  }
  const close = () => (dirty && !leaving ? setLeaving(true) : onClose());
  return (
    <Dialog opened onClose={close} size="lg" title={t('createUser.title')}>
      {offered ? (
        <Question
          text={t('createUser.draft.found', { who: offered.values.email || offered.values.lastName || '…' })}
        >
          <Button
            variant="default"
            onClick={() => {
              dropDraft();
              setOffered(null);
            }}
          >
            {t('createUser.draft.anew')}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              setDraft(offered);
              setOffered(null);
            }}
          >
            {t('createUser.draft.continue')}
          </Button>
        </Question>
      ) : (
        <>
          {leaving && (
            <Question text={t('createUser.leave.text')}>
              <Button
                variant="default"
                onClick={() => {
                  dropDraft();
                  onClose();
                }}
              >
                {t('createUser.leave.discard')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('createUser.leave.keep')}
              </Button>
              <Button onClick={() => setLeaving(false)} data-autofocus>
                {t('createUser.leave.stay')}
              </Button>
            </Question>
          )}
          <div hidden={leaving}>
            <CreateUserForm
              fixed={organization}
              draft={draft}
              onDirty={setDirty}
              onCancel={close}
              onCreated={(created, name) => {
                setDirty(false);
                if (created.firstPassword === 'one_off_shown') setShown({ created, name });
                else onClose();
              }}
            />
          </div>
        </>
      )}
    </Dialog>
  );
}

function Question({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <Stack role="alertdialog" aria-label={text}>
      <Text>{text}</Text>
      <Group justify="flex-end">{children}</Group>
    </Stack>
  );
}
