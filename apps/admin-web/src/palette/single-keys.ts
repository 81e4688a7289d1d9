const storageKey = 'tenantry.single-keys';

/** Whether keys without Ctrl, Alt or ⌘ do anything by themselves; who dictates or mistypes switches them off (WCAG 2.2, 2.1.4). */
export const singleKeysOn = (): boolean => localStorage.getItem(storageKey) !== 'off';

/** Remembered in this browser. */
export const switchSingleKeys = (on: boolean): void => localStorage.setItem(storageKey, on ? 'on' : 'off');
