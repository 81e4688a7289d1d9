import type { OrganizationDetails } from '../api/organizations';

/** What is known of an organization besides its place; the order is that of the form. */
const detailFields = [
  'name',
  'reference',
  'contactName',
  'contactEmail',
  'contactPhone',
  'street',
  'postalCode',
  'city',
  'country',
  'language',
  'timeZone',
] as const;
export type DetailField = (typeof detailFields)[number];
/** As in a form: what is not known is an empty text. */
export type Details = Record<DetailField, string>;

export const noDetails: Details = {
  name: '',
  reference: '',
  contactName: '',
  contactEmail: '',
  contactPhone: '',
  street: '',
  postalCode: '',
  city: '',
  country: '',
  language: '',
  timeZone: '',
};

export function toDetails(organization: Pick<OrganizationDetails, DetailField>): Details {
  return Object.fromEntries(detailFields.map((field) => [field, organization[field] ?? ''])) as Details;
}

type Language = NonNullable<OrganizationDetails['language']>;
type DetailsRequest = { name: string; language: Language | null } & Record<
  Exclude<DetailField, 'name' | 'language'>,
  string | null
>;

/** What the services take: an empty field is not known. */
export function toRequest(details: Details): DetailsRequest {
  const entries = detailFields.map((field) => [field, details[field].trim() || null]);
  return { ...(Object.fromEntries(entries) as DetailsRequest), name: details.name.trim() };
}

export type Conflict = { field: DetailField; theirs: string; mine: string };

/**
 * What an editor does when somebody else was faster: fields that only the others changed take their values, fields that
 * both changed to different values keep one's own and are named.
 * @param base what the editor began with
 */
export function merge(
  base: Details,
  mine: Details,
  theirs: Details,
): { merged: Details; conflicts: Conflict[]; taken: DetailField[] } {
  const changedBy = (side: Details, field: DetailField) => side[field].trim() !== base[field].trim();
  const taken = detailFields.filter((field) => changedBy(theirs, field) && !changedBy(mine, field));
  const conflicts = detailFields
    .filter(
      (field) =>
        changedBy(theirs, field) && changedBy(mine, field) && theirs[field].trim() !== mine[field].trim(),
    )
    .map((field) => ({ field, theirs: theirs[field], mine: mine[field] }));
  const merged = { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) };
  return { merged, conflicts, taken };
}
