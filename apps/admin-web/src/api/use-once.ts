import { useRef } from 'react';
import { ApiProblem } from './problem';

/**
 * For a form that creates something: sent again after an answer that was lost, it makes nothing twice. Its key stays the same
 * until the service has carried it out, or has said that it was carried out with other values before.
 */
export function useOnce() {
  const key = useRef<string>(undefined);
  return async <Created>(create: (key: string) => Promise<Created>): Promise<Created> => {
    key.current ??= crypto.randomUUID();
    try {
      const created = await create(key.current);
      key.current = undefined;
      return created;
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'idempotency.other_request') key.current = undefined;
      throw error;
    }
  };
}
