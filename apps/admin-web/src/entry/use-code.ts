import { useEffect, useState } from 'react';

const codeOf = (hash: string): string => decodeURIComponent(hash.replace(/^#(code=)?/, ''));

/**
 * The code of a mailed link: it stands behind the `#`, so that it reaches no server's log, and is taken out of the
 * address at once, so that it stays in no history and no screenshot.
 * @returns an empty string where there is none
 */
export function useCode(): string {
  const [code, setCode] = useState(() => codeOf(window.location.hash));
  useEffect(() => {
    const take = () => {
      if (!window.location.hash) return;
      setCode(codeOf(window.location.hash));
      window.history.replaceState(window.history.state, '', window.location.pathname);
    };
    take();
    // The link of a newer mail, opened in the same tab, changes only the hash.
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return code;
}
