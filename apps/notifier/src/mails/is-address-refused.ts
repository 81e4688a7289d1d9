/** RFC 3463 sections 3.2 and 3.3: no such mailbox, no such system, an address that cannot be, one that has moved or is shut. */
const noSuchAddress = /^5\.(1\.(1|2|3|6|10)|2\.1)$/;
/** RFC 5321 section 4.2.3, where a server gives no more detailed status: unavailable, not local, not allowed. */
const refusals = ['550', '551', '553'];

/** Whether the final answer of a mail server, as `550 5.1.1 No such user`, says that nobody can be reached at the address. */
export function isAddressRefused(answer: string): boolean {
  const [, reply = '', status] = /^(5\d\d)[ -](?:(5\.\d{1,3}\.\d{1,3})\b)?/.exec(answer) ?? [];
  return status === undefined ? refusals.includes(reply) : noSuchAddress.test(status);
}
