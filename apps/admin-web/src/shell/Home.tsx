import { Navigate } from '@tanstack/react-router';
import { useSignedIn } from '../session/me-context';

/** The start page is where the person has work: the directory, or their own account where they manage nobody. */
export function Home() {
  const { session, may } = useSignedIn();
  return may('user.view') ? (
    <Navigate to="/users" replace />
  ) : (
    <Navigate to="/users/$userId" params={{ userId: session.userId }} replace />
  );
}
