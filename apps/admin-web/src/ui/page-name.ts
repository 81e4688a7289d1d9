import { useEffect } from 'react';

let name = '';
let prefix = '';

function write(): void {
  document.title = [prefix, name, 'Tenantry'].filter(Boolean).join(' · ');
}

/** Names the document, for the tab of the browser and for what reads pages aloud. */
export function usePageName(title: string): void {
  useEffect(() => {
    name = title;
    write();
  }, [title]);
}

/** Puts what holds for every page, as long as it holds, before the name of each. */
export function usePageNamePrefix(text: string): void {
  useEffect(() => {
    prefix = text;
    write();
    return () => {
      prefix = '';
      write();
    };
  }, [text]);
}
