import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { withActTexts, withFurtherTexts, withHelpTexts, withLateTexts } from '../i18n/i18n';
import { usePlaces } from './places';
import { shortcutReader } from './shortcut';
import { singleKeysOn } from './single-keys';

const Palette = lazy(() =>
  withHelpTexts(import('./Palette').then((module) => ({ default: module.Palette }))),
);
const ShortcutList = lazy(() =>
  withLateTexts(import('./ShortcutList').then((module) => ({ default: module.ShortcutList }))),
);

const InviteDialog = lazy(() =>
  withActTexts(import('../users/InviteDialog').then((module) => ({ default: module.InviteDialog }))),
);
const CreateUserDialog = lazy(() =>
  withActTexts(
    import('../create-user/CreateUserDialog').then((module) => ({ default: module.CreateUserDialog })),
  ),
);
const ImportDialog = lazy(() =>
  withActTexts(import('../imports/ImportDialog').then((module) => ({ default: module.ImportDialog }))),
);
const CreateBelowOwn = lazy(() =>
  withFurtherTexts(import('./CreateBelowOwn').then((module) => ({ default: module.CreateBelowOwn }))),
);

export type Opened =
  'palette' | 'shortcuts' | 'invite' | 'create_user' | 'import_users' | 'create_organization' | null;
export type KeyboardProps = { opened: Opened; onOpen: (next: Opened) => void };

/** Listens to the shortcuts of the console and shows what they open. */
export function Keyboard({ opened, onOpen }: KeyboardProps) {
  const places = usePlaces();
  const navigate = useNavigate();
  useEffect(() => {
    const read = shortcutReader({ single: singleKeysOn });
    const onKey = (event: KeyboardEvent) => {
      const shortcut = read(event);
      // What a dialog asks comes first.
      if (!shortcut || document.querySelector('[role="dialog"]')) return;
      const place = 'go' in shortcut && places.find(({ key }) => key === shortcut.go);
      if ('go' in shortcut && !place) return;
      event.preventDefault();
      if ('open' in shortcut) onOpen(shortcut.open);
      else if (place) void navigate({ to: place.to });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [places, navigate, onOpen]);
  return (
    <Suspense fallback={null}>
      {opened === 'palette' && <Palette places={places} onOpen={onOpen} />}
      {opened === 'shortcuts' && <ShortcutList places={places} onClose={() => onOpen(null)} />}
      {opened === 'invite' && <InviteDialog onClose={() => onOpen(null)} />}
      {opened === 'create_user' && <CreateUserDialog onClose={() => onOpen(null)} />}
      {opened === 'import_users' && <ImportDialog onClose={() => onOpen(null)} />}
      {opened === 'create_organization' && <CreateBelowOwn onClose={() => onOpen(null)} />}
    </Suspense>
  );
}
