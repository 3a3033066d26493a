import { useEffect, useRef } from 'react';
import { isTyping } from './typing';

/** Keys of this page, by their lower-case names; silent while somebody writes, moves a slider or has a sheet open. */
export const useKeysOf = (keys: Record<string, (event: KeyboardEvent) => void>): void => {
  const present = useRef(keys);
  present.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (event.target instanceof HTMLInputElement || document.querySelector('dialog[open]')) return;
      // Space presses the button that has the focus, and scrolls a box that can.
      if (event.key === ' ' && event.target instanceof HTMLElement && event.target.tabIndex >= 0) return;
      const run = present.current[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run(event);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
};
