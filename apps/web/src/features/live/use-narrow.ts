import { useSyncExternalStore } from 'react';

/** True below `width` px; the room is then one column with tabs. */
export const useNarrow = (width = 700): boolean => {
  const query = `(max-width: ${width}px)`;
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
};
