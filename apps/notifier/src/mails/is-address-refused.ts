/** RFC 3463 sections 3.2 and 3.3: no such mailbox, no such system, an address that cannot be, one that has moved or is shut. */
const noSuchAddress = /^5\d\d[ -]5\.(1\.(1|2|3|6|10)|2\.1)\b/;

/** RFC 3463 sections 3.2, 3.3 and 3.8: about the sender, a mailbox that is full, a policy. */
const notTheAddress = /^5\d\d[ -]5\.(1\.[78]|2\.2|7\.)/;

/**
 * Whether the final answer of a mail server, as `550 5.1.1 No such user`, says that nobody can be reached at the address.
 * One without a detailed status says nothing of that kind: 550 is also what a sender or a text is refused with.
 */
export const isAddressRefused = (answer: string): boolean => noSuchAddress.test(answer);

/**
 * Whether the final answer marks the address as one that bounces: it says that nobody is there, or it came to the address
 * itself (`RCPT TO`, RFC 5321 section 3.3) and gives no other reason.
 */
export const marksAddress = (answer: string, toRecipient: boolean): boolean =>
  isAddressRefused(answer) || (toRecipient && !notTheAddress.test(answer));
