export const raw = Symbol('html');
export type Html = { readonly [raw]: string };
type Part = Html | string | number | readonly Part[];

/** A template whose inserted values are escaped unless they are templates themselves. */
export const html = (texts: TemplateStringsArray, ...parts: Part[]): Html => ({
  [raw]: texts.map((text, at) => text + (at < parts.length ? render(parts[at] ?? '') : '')).join(''),
});

function render(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part));
  return raw in part ? part[raw] : part.map(render).join('');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
