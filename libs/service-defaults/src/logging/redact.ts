const secretKey =
  /"([\w-]{0,60}(?:password|passwd|passphrase|secret|token|cookie|authorization|api[-_]?key|private[-_]?key|email|e-mail|link))":"(?:[^"\\]|\\.)*"/gi;

// Every repetition is bounded, so that a line of any length is read in linear time.
const patterns: [RegExp, string][] = [
  [/(:\/\/)[^\s:/@"]{0,256}:[^\s/@"]{0,256}@/g, '$1[redacted]@'],
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu, '[e-mail]'],
  [/\beyJ[\w-]{8,8192}(?:\.[\w-]{0,8192}){2,4}/g, '[token]'],
  [/(__Host-[\w-]{1,64}=)[^;\s"\\]{1,512}/g, '$1[redacted]'],
  [/(https?:\/\/[^\s"\\?#]{1,2048})[?#][^\s"\\]{1,4096}/g, '$1?[redacted]'],
  // The same as withoutValues, in a JSON text.
  [/((?:invalid|malformed)[^"\\]{0,100}: )\\"(?:[^"\\]|\\[^n]){0,4096}\\"/g, '$1\\"[value]\\"'],
  [/([?&#](?:token|code|secret|password|key)=)[^&\s"\\]{1,4096}/gi, '$1[redacted]'],
];

/**
 * Takes what must never be written out of a finished log line: e-mail addresses, passwords, tokens, cookies,
 * and the query or fragment of links. Works on the text, so nothing hides in a nested object or a stack.
 */
export function redactLine(line: string): string {
  let safe = line.replace(secretKey, '"$1":"[redacted]"');
  for (const [pattern, replacement] of patterns) safe = safe.replace(pattern, replacement);
  return safe;
}

/** PostgreSQL ends its messages with the value that it did not like: `invalid input syntax for type uuid: "…"`. */
export const withoutValues = (message: string): string =>
  message.replace(/((?:invalid|malformed)[^"\n]{0,100}: )"[^\n]{0,4096}"/g, '$1"[value]"');
