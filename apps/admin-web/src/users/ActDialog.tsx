import type { DirectoryUser } from '../api/tenancy';
import { MirrorDialog } from '../mirroring/MirrorDialog';
import { BlockDialog } from '../user/BlockDialog';
import { RemoveDialog } from '../user/RemoveDialog';
import { RevokeDialog } from '../user/RevokeDialog';
import { StatusActDialog } from '../user/StatusActDialog';
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
  if (act === 'deactivate' || act === 'activate') return <StatusActDialog act={act} {...props} />;
  const Asked = dialogs[act];
  return <Asked {...props} />;
}
