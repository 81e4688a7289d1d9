/** An address inside the console to return to after signing in; anything else (another site, a loop) becomes the start page. */
export function returnAddress(to: string): string {
  if (!/^\/(?![/\\])/.test(to)) return '/';
  return /^\/(sign-in|session-ended|verify-email|accept-invitation|forgot-password|set-password)\b/.test(to)
    ? '/'
    : to;
}
