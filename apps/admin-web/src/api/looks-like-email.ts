/** Whether a text has the shape of an e-mail address; whether it is one is the service's to say. */
export const looksLikeEmail = (text: string): boolean =>
  /^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/.test(text.trim());
