import type { ClientPresence } from '../../rest/client-presence.ts';

/** Waits so many milliseconds, but no longer than the client does. */
export function waitFor(ms: number, client: ClientPresence): Promise<void> {
  if (client.hasLeft) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    client.onLeave(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
