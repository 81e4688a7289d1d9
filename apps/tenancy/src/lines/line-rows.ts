import type { Line, LineKind, OrganizationKind } from '@tenantry/contracts';

/** A line of an organization, as the queries read it. */
export type LineRow = {
  id: string;
  sortName: string;
  kind: LineKind;
  identifier: string;
  label: string | null;
  version: number;
  holderId: string;
  holderName: string;
  holderKind: OrganizationKind;
  assignedTo: { organizationId: string; name: string; kind: OrganizationKind } | null;
};

/** Columns of `LineRow` over `line_holdings h`, `lines l`, the holder `o` and whom it was assigned to, `t`. */
export const lineColumns = `
  l.id, l.sort_name as "sortName", l.kind, l.identifier, l.label, l.version, o.id as "holderId",
  o.name as "holderName", o.kind as "holderKind",
  case when t.id is not null then json_build_object('organizationId', t.id, 'name', t.name, 'kind', t.kind) end as "assignedTo"`;
export const lineJoins = `
  join organizations o on o.id = l.organization_id left join organizations t on t.id = h.assigned_to`;

export const toLine = (row: LineRow): Line => ({
  lineId: row.id,
  kind: row.kind,
  identifier: row.identifier,
  label: row.label,
  version: row.version,
  holder: { organizationId: row.holderId, name: row.holderName, kind: row.holderKind },
  assignedTo: row.assignedTo,
});
