import { type AccessDraft, newcomer } from '../access/fitting';
import { type Form, Stack } from '../ui/basics';
import { AccountTypeField } from '../users/AccountTypeField';
import { InvitePermissions } from '../users/InvitePermissions';
import type { Values } from './draft';

type PermissionsStepProps = {
  form: Form<Values>;
  access: Partial<AccessDraft>;
  onAccess: (access: Partial<AccessDraft>) => void;
};

/** Account type, roles, modules and sub-accounts: no more than one may give. */
export function PermissionsStep({ form, access, onAccess }: PermissionsStepProps) {
  const { organizationId, accountType } = form.values;
  return (
    <Stack>
      <AccountTypeField {...form.getInputProps('accountType')} />
      <InvitePermissions
        organizationId={organizationId}
        draft={{ ...newcomer(accountType), ...access }}
        onChange={(change) => onAccess({ ...access, ...change })}
      />
    </Stack>
  );
}
