const font = 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';
const text = { fontFamily: font, color: '#1a1b1e', fontSize: '16px', lineHeight: '24px' };
const faint = { ...text, color: '#495057', fontSize: '14px', lineHeight: '20px' };

/** Inline, because many mail programs drop style sheets; contrast at least 4.5:1 (WCAG 2.2, 1.4.3). */
export const styles = {
  page: { backgroundColor: '#f1f3f5', margin: '0', padding: '24px 12px' },
  sheet: { backgroundColor: '#ffffff', borderRadius: '8px', maxWidth: '560px', padding: '24px 32px' },
  product: { ...faint, fontWeight: '600', margin: '0' },
  badge: {
    ...faint,
    backgroundColor: '#fff3bf',
    borderRadius: '4px',
    color: '#5c3c00',
    display: 'inline-block',
    margin: '12px 0 0',
    padding: '4px 8px',
  },
  heading: { ...text, fontSize: '22px', fontWeight: '600', lineHeight: '30px', margin: '16px 0' },
  text: { ...text, margin: '0 0 16px' },
  quote: { borderLeft: '4px solid #adb5bd', margin: '0 0 16px', padding: '0 0 0 16px' },
  label: { ...faint, margin: '0' },
  // People write reasons in paragraphs.
  quoted: { ...text, margin: '0', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  contacts: { margin: '0 0 16px' },
  contact: { ...text, margin: '0', overflowWrap: 'anywhere' },
  action: { margin: '8px 0 24px' },
  button: {
    ...text,
    backgroundColor: '#1864ab',
    borderRadius: '6px',
    color: '#ffffff',
    fontWeight: '600',
    padding: '12px 20px',
    textDecoration: 'none',
  },
  small: { ...faint, margin: '0 0 12px', overflowWrap: 'anywhere' },
  link: { color: '#1864ab' },
  footerLink: { color: '#1864ab', marginRight: '16px' },
  line: { borderColor: '#dee2e6', margin: '24px 0 16px' },
} as const;

/** For mail programs that know dark mode; inline styles need `!important` to be overruled. */
export const darkStyles = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #141517 !important; }
  .sheet { background-color: #1f2023 !important; }
  .text { color: #e9ecef !important; }
  .faint { color: #adb5bd !important; }
  .badge { background-color: #4d3800 !important; color: #ffe066 !important; }
  .quote { border-color: #5c5f66 !important; }
  .button { background-color: #a5d8ff !important; color: #10202e !important; }
  .link { color: #74c0fc !important; }
  .line { border-color: #373a40 !important; }
}`;
