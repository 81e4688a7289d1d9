import type { UserProfile } from '../api/identity';
import type { UserAccess } from '../api/tenancy';
import { ResendInvitation } from '../user/ResendInvitation';
import { ResetPasswordAct } from '../user/ResetPasswordAct';

type Subject = { user: UserProfile; access: UserAccess };

/** Mails a new way in: the invitation to who has not accepted it, to anybody else one to a password. */
export const ResendAct = (subject: Subject) =>
  subject.user.status === 'pending' && subject.user.invitation ? (
    <ResendInvitation {...subject} variant="default" />
  ) : (
    <ResetPasswordAct {...subject} />
  );
