import { organizationChanged } from '@tenantry/contracts';
import type { EventDraft } from '@tenantry/messaging';
import type { OrganizationState } from './organization.schema';

/** What the event of a change says: all values as they are now. */
export const changedEvent = (
  organization: OrganizationState,
): Pick<EventDraft<typeof organizationChanged>, 'event' | 'facts' | 'personal'> => {
  const { id, name, reference, country, language, timeZone } = organization;
  const { contactName, contactEmail, contactPhone, street, postalCode, city } = organization;
  return {
    event: organizationChanged,
    facts: { organizationId: id, name, reference, country, language, timeZone },
    personal: { contactName, contactEmail, contactPhone, street, postalCode, city },
  };
};
