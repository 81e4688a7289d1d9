import type { DirectoryUser } from '../api/tenancy';
import { MirrorDialog } from '../mirroring/MirrorDialog';
import { BlockDialog } from '../user/BlockDialog';
import { RemoveDialog } from '../user/RemoveDialog';
import { RevokeDialog } from '../user/RevokeDialog';
import { UnblockDialog } from '../user/UnblockDialog';
import type { RowAct } from './UserMenu';

const dialogs = {
  mirror: MirrorDialog,
  revoke: RevokeDialog,
  block: BlockDialog,
  unblock: UnblockDialog,
  remove: RemoveDialog,
};

type ActDialogProps = { act: RowAct; user: DirectoryUser; onClose: () => void };

/** What was chosen in the menu of a row. */
export function ActDialog({ act, ...props }: ActDialogProps) {
  const Asked = dialogs[act];
  return <Asked {...props} />;
}
