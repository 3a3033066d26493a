import { CloseDialog, Dialog, KeyList } from '@debrief/ui';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { i18n } from '../shared/i18n';
import { isTyping } from '../shared/typing';

/** G, then a door: this long may lie between the two presses. */
const SECOND_KEY_MS = 1_500;
const doors = { h: '/home', p: '/prompts', r: '/rounds', o: '/progress' } as const;
const isDoor = (key: string): key is keyof typeof doors => key in doors;

/** G then H, P, R or O, N, / and ? on every page outside of a room; silent while somebody writes or a sheet is open. */
export const useShellKeys = ({ isSignedIn, showList }: { isSignedIn: boolean; showList: () => void }): void => {
  const navigate = useNavigate();
  const goUntil = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const key = event.key.toLowerCase();
      const isSecond = event.timeStamp < goUntil.current;
      goUntil.current = 0;
      if (isSecond && isDoor(key)) {
        if (isSignedIn || key === 'p') void navigate({ to: doors[key] });
      } else if (key === 'g') goUntil.current = event.timeStamp + SECOND_KEY_MS;
      else if (key === '?') showList();
      else if (key === 'n') void navigate({ to: '/new' });
      else if (key === '/') document.querySelector<HTMLElement>('input[type=search]')?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isSignedIn, navigate, showList]);
};

export const KeysSheet = ({ isSignedIn, onClose }: { isSignedIn: boolean; onClose: () => void }) => (
  <Dialog title={i18n.t('Keys of this screen')} onClose={onClose}>
    <KeyList
      keys={[
        ...(isSignedIn ? [{ caps: ['G', 'H'], label: i18n.t('Home') }] : []),
        { caps: ['G', 'P'], label: i18n.t('Prompts') },
        ...(isSignedIn ? [{ caps: ['G', 'R'], label: i18n.t('Rounds') }] : []),
        ...(isSignedIn ? [{ caps: ['G', 'O'], label: i18n.t('Progress') }] : []),
        { caps: ['N'], label: i18n.t('New session') },
        { caps: ['/'], label: i18n.t('Search, where there is a search box') },
        { caps: ['?'], label: i18n.t('This list') },
      ]}
    />
    <CloseDialog>{i18n.t('Close')}</CloseDialog>
  </Dialog>
);
