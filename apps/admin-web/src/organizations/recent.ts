import * as z from 'zod/mini';
import type { OrganizationDetails } from '../api/organizations';

const recent = z.object({ organizationId: z.string(), name: z.string(), path: z.array(z.string()) });
type Recent = z.infer<typeof recent>;
/** So many are remembered. */
const most = 6;

const keyOf = (userId: string) => `tenantry.organizations.${userId}`;

/** The organizations whose pages the person has opened in this browser, the last one first; what nobody can read is none. */
export function recentOrganizations(userId: string): readonly Recent[] {
  try {
    return z.array(recent).parse(JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]'));
  } catch {
    return [];
  }
}

/** Remembers that the person has opened the organization. */
export function rememberOpened(userId: string, { organizationId, name, path }: OrganizationDetails): void {
  const others = recentOrganizations(userId).filter((one) => one.organizationId !== organizationId);
  const all = [{ organizationId, name, path: path.map((step) => step.name) }, ...others];
  localStorage.setItem(keyOf(userId), JSON.stringify(all.slice(0, most)));
}
