import type { FirstPassword, Language, OrganizationKind, OrganizationStatus } from '@tenantry/contracts';
import { EntitySchema } from 'typeorm';

/** What is known of an organization besides its place and name. */
export type OrganizationDetailsState = {
  reference: string | null;
  contactName: string | null;
  contactEmail: string | null;
  contactPhone: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  country: string | null;
  language: Language | null;
  timeZone: string | null;
};

/** Its own policies; `null` inherits from the organization above. */
export type OwnPolicies = {
  invitationValidDays: number | null;
  idleSeconds: number | null;
  supportEmail: string | null;
  /** Whether users are told by mail that somebody acts as them (A11). */
  tellMirrored: boolean | null;
  /** How long links and one-off passwords can be used. */
  welcomeValidHours: number | null;
  resetValidHours: number | null;
  oneOffValidHours: number | null;
  /** The way to the first password that is proposed for new users. */
  firstPassword: FirstPassword | null;
  /** Days without a sign-in after which users are deactivated, 0 for never (L7). */
  inactivityDays: number | null;
};

/** Of an organization that has decided nothing for itself. */
export const noPolicies: OwnPolicies = {
  invitationValidDays: null,
  idleSeconds: null,
  supportEmail: null,
  tellMirrored: null,
  welcomeValidHours: null,
  resetValidHours: null,
  oneOffValidHours: null,
  firstPassword: null,
  inactivityDays: null,
};
export const policyNames = Object.keys(noPolicies) as (keyof OwnPolicies)[];

/** An organization as it is stored. `path` holds the ids from the root to the organization itself. */
export type OrganizationState = OrganizationDetailsState &
  OwnPolicies & {
    id: string;
    parentId: string | null;
    kind: OrganizationKind;
    name: string;
    path: string[];
    status: OrganizationStatus;
    /** Since when and why it is suspended or closed, and the organization whose administrator did it; null where it is active. */
    statusSince: Date | null;
    statusReason: string | null;
    statusByOrganizationId: string | null;
    /** Whom it names for requests of accounts, in its order. */
    keyUserIds: string[];
    /** The version of `organization/<id>`. */
    version: number;
    createdAt: Date;
    search: string;
    sortName: string;
  };

const text = (name: string) => ({ name, type: 'text', nullable: true }) as const;

export const organizationSchema = new EntitySchema<OrganizationState>({
  name: 'Organization',
  tableName: 'organizations',
  columns: {
    id: { type: 'uuid', primary: true },
    parentId: { name: 'parent_id', type: 'uuid', nullable: true },
    kind: { type: 'text' },
    name: { type: 'text' },
    path: { type: 'uuid', array: true },
    status: { type: 'text' },
    statusSince: { name: 'status_since', type: 'timestamptz', nullable: true },
    statusReason: text('status_reason'),
    statusByOrganizationId: { name: 'status_by_organization_id', type: 'uuid', nullable: true },
    reference: text('reference'),
    contactName: text('contact_name'),
    contactEmail: text('contact_email'),
    contactPhone: text('contact_phone'),
    street: text('street'),
    postalCode: text('postal_code'),
    city: text('city'),
    country: text('country'),
    language: text('language'),
    timeZone: text('time_zone'),
    invitationValidDays: { name: 'invitation_valid_days', type: 'int', nullable: true },
    idleSeconds: { name: 'idle_seconds', type: 'int', nullable: true },
    supportEmail: text('support_email'),
    tellMirrored: { name: 'tell_mirrored', type: 'boolean', nullable: true },
    welcomeValidHours: { name: 'welcome_valid_hours', type: 'int', nullable: true },
    resetValidHours: { name: 'reset_valid_hours', type: 'int', nullable: true },
    oneOffValidHours: { name: 'one_off_valid_hours', type: 'int', nullable: true },
    firstPassword: text('first_password'),
    inactivityDays: { name: 'inactivity_days', type: 'int', nullable: true },
    keyUserIds: { name: 'key_user_ids', type: 'uuid', array: true },
    version: { type: 'int' },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    search: { type: 'text' },
    sortName: { name: 'sort_name', type: 'text' },
  },
});
