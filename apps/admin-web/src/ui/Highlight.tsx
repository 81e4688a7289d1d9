import { matchParts } from './match-parts';

/** A text with what was searched for marked. */
export function Highlight({ text, query }: { text: string; query: string }) {
  return matchParts(text, query).map((part, index) =>
    part.match ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
  );
}
