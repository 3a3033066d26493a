import { SkipLink } from '@debrief/ui';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { i18n } from '../shared/i18n';

const LONGEST_WAIT_MS = 5_000;

/** Puts the focus on the new page's heading; a page that still loads gets a few seconds to bring one. */
const focusHeading = (): (() => void) => {
  const seek = (): boolean => {
    const heading = document.querySelector<HTMLElement>('main h1, h1');
    if (!heading) return false;
    // Whoever has already gone on, into a field that took the focus itself, is not pulled back.
    if (
      !document.activeElement ||
      document.activeElement === document.body ||
      !document.activeElement.closest('main')
    ) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    return true;
  };
  if (seek()) return () => undefined;
  const watcher = new MutationObserver(() => seek() && watcher.disconnect());
  watcher.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(() => watcher.disconnect(), LONGEST_WAIT_MS);
  return () => {
    clearTimeout(timer);
    watcher.disconnect();
  };
};

/** Around every page: the skip link, and what a browser does by itself when a page is not swapped by script. */
export const Frame = () => {
  const router = useRouter();
  useEffect(() => {
    let stop = () => undefined as void;
    const unsubscribe = router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
      if (!pathChanged || !fromLocation) return;
      stop();
      stop = focusHeading();
    });
    return () => {
      unsubscribe();
      stop();
    };
  }, [router]);
  return (
    <>
      <SkipLink>{i18n.t('Skip to content')}</SkipLink>
      <Outlet />
    </>
  );
};
