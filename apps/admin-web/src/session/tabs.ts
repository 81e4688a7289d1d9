/** What one tab of this browser tells the others: the session was used at a time (milliseconds), or the cookies are another account's now. */
type News = { usedAt: number } | { accountChanged: true };

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('tenantry.session') : null;

export const tellTabs = (news: News): void => channel?.postMessage(news);

/** @returns a function that unsubscribes */
export function onTabs(listener: (news: News) => void): () => void {
  const handle = (event: MessageEvent<News>) => listener(event.data);
  channel?.addEventListener('message', handle);
  return () => channel?.removeEventListener('message', handle);
}
