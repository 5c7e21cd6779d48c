import { useSyncExternalStore } from 'react';

/** Whether the page's scripts have taken over; false in what the server sends. */
export const useIsHydrated = () =>
  useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
