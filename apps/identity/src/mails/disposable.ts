import { isValid } from 'mailchecker';

/** Whether a well-formed, normalised address belongs to a provider of throw-away addresses, or to a name below one. */
export const isDisposable = (email: string): boolean => !isValid(email);
