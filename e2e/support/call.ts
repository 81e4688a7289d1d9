import { eventually } from '@tenantry/testing';
import type { Page } from 'playwright-core';

/** What a call of the console's own API answers, with the session of the person whose page it is. */
export async function call<Answer>(
  page: Page,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  data?: unknown,
): Promise<Answer> {
  const answer = await page.request.fetch(`/api${path}`, {
    method,
    headers: { origin: new URL(page.url()).origin },
    ...(data === undefined ? {} : { data }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** The organization of the person whose page it is. */
export const ownOrganization = async (page: Page): Promise<string> =>
  (await call<{ organization: { organizationId: string } }>(page, 'GET', '/tenancy/v1/me')).organization
    .organizationId;

/** Invites somebody into an organization, once identity has heard of it. */
export const invite = (
  page: Page,
  organizationId: string,
  email: string,
  accountType: string,
): Promise<void> =>
  eventually(async () => {
    await call(page, 'POST', '/identity/v1/invitations', {
      organizationId,
      addresses: [email],
      accountType,
      language: 'en',
    });
  });
