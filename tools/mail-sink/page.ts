import { createHash } from 'node:crypto';
import type { Answer } from '../local-server';

const style = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #373d47); --soft: light-dark(#f4f6f8, #1d2127);
  --back: light-dark(#fff, #14171b); --text: light-dark(#1c2127, #e6e9ed); --dim: light-dark(#565f6b, #a3adba);
  --mark: light-dark(#1c5fc4, #8ab8ff); }
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / minmax(15rem, 24rem) 1fr; background: var(--back);
  color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
header { grid-column: 1 / -1; display: flex; gap: 1rem; align-items: center; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.05rem; margin: 0; } header p { margin: 0; color: var(--dim); flex: 1; }
button { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .3rem .8rem; cursor: pointer; }
button:focus-visible, a:focus-visible { outline: 2px solid var(--mark); outline-offset: 1px; }
nav { overflow: auto; border-right: 1px solid var(--line); }
ul { list-style: none; margin: 0; padding: 0; }
nav button { display: block; width: 100%; text-align: left; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; background: none; padding: .6rem 1rem; }
nav button[aria-current] { background: var(--soft); box-shadow: inset 3px 0 var(--mark); }
nav strong { display: block; overflow-wrap: anywhere; } nav span { color: var(--dim); font-size: .87rem; overflow-wrap: anywhere; }
main { overflow: auto; padding: 1rem; display: flex; flex-direction: column; gap: .8rem; min-width: 0; }
main h2 { margin: 0; font-size: 1.2rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; margin: 0; } dt { color: var(--dim); } dd { margin: 0; overflow-wrap: anywhere; }
[role=tablist] { display: flex; gap: .4rem; } [role=tab][aria-selected=true] { border-color: var(--mark); color: var(--mark); }
iframe { flex: 1; min-height: 24rem; width: 100%; border: 1px solid var(--line); border-radius: 6px; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; padding: .8rem; background: var(--soft); border-radius: 6px; }
.empty { color: var(--dim); padding: 1rem; margin: 0; }
@media (max-width: 700px) { body { grid-template: auto 14rem 1fr / 1fr; height: auto; min-height: 100vh; } nav { border: 0; border-bottom: 1px solid var(--line); } header p { display: none; } header button { margin-left: auto; } iframe { min-height: 85vh; } }
`;

const script = `
const list = document.querySelector('ul'), main = document.querySelector('main'), count = document.querySelector('header p');
let shown, view = 'HTML', seen = '';
const element = (name, text, attributes = {}) => {
  const node = Object.assign(document.createElement(name), { textContent: text ?? '' });
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};
const time = (iso) => new Date(iso).toLocaleString();
const refresh = async () => {
  try {
    const mails = (await (await fetch('/messages?summary')).json()).reverse();
    const state = JSON.stringify([mails.map((mail) => mail.id), shown]);
    if (state === seen) return;
    seen = state;
    count.textContent = mails.length === 0 ? 'No mail yet' : mails.length === 1 ? '1 mail' : mails.length + ' mails';
    const focused = document.activeElement?.dataset?.mail;
    list.replaceChildren(...mails.map((mail) => {
      const button = element('button', '', { type: 'button', 'data-mail': mail.id });
      if (mail.id === shown) button.setAttribute('aria-current', 'true');
      button.append(element('strong', mail.subject || '(no subject)'), element('span', mail.to.join(', ') + ' · ' + time(mail.receivedAt)));
      button.onclick = () => show(mail.id);
      const item = element('li'); item.append(button); return item;
    }));
    if (focused) list.querySelector('[data-mail="' + focused + '"]')?.focus();
    if (mails.length === 0) main.replaceChildren(element('p', 'Mails that the system sends appear here. None leaves this machine.', { class: 'empty' }));
    else if (shown === undefined) await show(mails[0].id);
  } catch { count.textContent = 'The system is stopped'; }
};
const show = async (id) => {
  shown = id;
  const mail = await (await fetch('/messages/' + id)).json();
  const facts = element('dl');
  for (const [name, value] of [['From', mail.from?.address], ['To', mail.envelope.to.join(', ')], ['Received', time(mail.receivedAt)]])
    facts.append(element('dt', name), element('dd', value));
  const tabs = element('div', '', { role: 'tablist', 'aria-label': 'View' });
  const panel = element('div', '', { role: 'tabpanel', tabindex: '0', style: 'flex:1;display:flex;flex-direction:column' });
  const draw = () => {
    for (const tab of tabs.children) tab.setAttribute('aria-selected', String(tab.textContent === view));
    panel.setAttribute('aria-label', view);
    panel.replaceChildren(view === 'HTML' && mail.html
      ? element('iframe', '', { title: 'The mail', sandbox: 'allow-popups allow-popups-to-escape-sandbox', src: '/messages/' + id + '/html' })
      : element('pre', view === 'Headers' ? mail.headers.map((header) => header.originalKey + ': ' + header.value).join('\\n') : mail.text || '(no text)'));
  };
  for (const name of ['HTML', 'Text', 'Headers']) {
    const tab = element('button', name, { type: 'button', role: 'tab' });
    tab.onclick = () => { view = name; draw(); };
    tabs.append(tab);
  }
  main.replaceChildren(element('h2', mail.subject || '(no subject)'), facts, tabs, panel);
  draw();
  await refresh();
};
document.querySelector('header button').onclick = async () => { await fetch('/messages', { method: 'DELETE' }); shown = undefined; await refresh(); };
refresh(); setInterval(refresh, 1500);
`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page on which the caught mails are read: newest first, kept up to date. */
export const mailPage: Answer = {
  type: 'text/html; charset=utf-8',
  headers: {
    'content-security-policy': `default-src 'none'; script-src ${hash(script)}; style-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'`,
  },
  body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Mails · Tenantry</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body>
<header><h1>Mails</h1><p role="status"></p><button type="button">Delete all</button></header>
<nav aria-label="Mails"><ul></ul></nav>
<main><p class="empty">Mails that the system sends appear here. None leaves this machine.</p></main>
<script>${script}</script>
</body>
</html>
`,
};
