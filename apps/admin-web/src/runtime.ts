import { createContext, use } from 'react';

/** What the console's server knows of the installation (`GET /runtime.json`). */
export type Runtime = {
  environment: string;
  links: { imprint: string | null; dataProtection: string | null; terms: string | null };
  /** Whether traces can be looked at on a page of the console. */
  traces: boolean;
  /** Where the mails of a development installation can be read. */
  mailPage: string | null;
};

/** @throws {Error} where the server does not answer; nothing works then */
export async function loadRuntime(): Promise<Runtime> {
  const answer = await fetch('/runtime.json', { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`/runtime.json answered ${answer.status}`);
  return (await answer.json()) as Runtime;
}

const RuntimeContext = createContext<Runtime | null>(null);
export const RuntimeProvider = RuntimeContext.Provider;

export function useRuntime(): Runtime {
  const runtime = use(RuntimeContext);
  if (!runtime) throw new Error('useRuntime stands outside of its provider');
  return runtime;
}
