import { useSyncExternalStore } from 'react';

const subscribe = (changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
};
const read = () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** The theme of the page, for what cannot follow it by CSS. */
export const useTheme = (): 'dark' | 'light' => useSyncExternalStore(subscribe, read);
