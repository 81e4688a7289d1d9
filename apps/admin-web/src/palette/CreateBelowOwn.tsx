import { useQuery } from '@tanstack/react-query';
import { organizationQuery } from '../api/organization-queries';
import { CreateDialog } from '../organizations/CreateDialog';
import { useSignedIn } from '../session/me-context';

/** Creates an organization below the person's own. */
export function CreateBelowOwn({ onClose }: { onClose: () => void }) {
  const { me } = useSignedIn();
  const { data } = useQuery(organizationQuery(me.organization.organizationId));
  return data ? <CreateDialog parent={data} onClose={onClose} /> : null;
}
