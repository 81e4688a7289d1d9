import { useSyncExternalStore } from 'react';

export type Connection = 'up' | 'offline' | 'down';

let connection: Connection = 'up';
const listeners = new Set<() => void>();

function set(next: Connection): void {
  if (next === connection) return;
  connection = next;
  listeners.forEach((listener) => listener());
}

/** Called with the outcome of every query: `status` of the failure, `null` for a success. */
export function noteAnswer(status: number | null): void {
  if (status === null) set('up');
  else if (status === 0) set(navigator.onLine ? 'down' : 'offline');
  else if (status >= 502) set('down');
}

/** Whether the console reaches its services; `down` while they answer 502–504 or not at all. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      const online = () => set('up');
      const offline = () => set('offline');
      window.addEventListener('online', online);
      window.addEventListener('offline', offline);
      listeners.add(listener);
      return () => {
        window.removeEventListener('online', online);
        window.removeEventListener('offline', offline);
        listeners.delete(listener);
      };
    },
    () => connection,
  );
}
