interface PageLife {
  /** In front again, or back on the network, wherever the page is then. */
  awake(isBackOnline: boolean): void;
  unplugged(): void;
  /** It may be gone before the next turn of its loop. */
  leaving(): void;
}

/** Listens to what a browser says about this page and its network; outside a browser nothing is ever said. @returns how to stop */
export const watchPage = ({ awake, unplugged, leaving }: PageLife): (() => void) => {
  if (typeof window === 'undefined') return () => undefined;
  const page = window;
  const wake = (event: Event) => {
    const isBackOnline = event.type === 'online';
    if (isBackOnline || document.visibilityState !== 'hidden') awake(isBackOnline);
  };
  const signs = ['online', 'pageshow', 'visibilitychange'] as const;
  for (const sign of signs) page.addEventListener(sign, wake, true);
  page.addEventListener('offline', unplugged);
  page.addEventListener('pagehide', leaving);
  return () => {
    for (const sign of signs) page.removeEventListener(sign, wake, true);
    page.removeEventListener('offline', unplugged);
    page.removeEventListener('pagehide', leaving);
  };
};

/** The browser itself knows of no network. */
export const isUnplugged = (): boolean => typeof navigator !== 'undefined' && navigator.onLine === false;
