import { useSyncExternalStore } from 'react';

/** Whether the page is hydrated; false on the server. */
export const useIsHydrated = () =>
  useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
