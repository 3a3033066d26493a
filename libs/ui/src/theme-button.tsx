import { RoundButton } from './masthead';

const toggle = (): void => {
  const root = document.documentElement;
  const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
  root.dataset.theme = next;
  try {
    localStorage.setItem('theme', next);
  } catch {
    // Storage can be switched off; the choice then lasts as long as the page.
  }
};

/** Light or dark, remembered in this browser. `label` says what it does. */
export const ThemeButton = ({ label }: { label: string }) => (
  <RoundButton onClick={toggle} aria-label={label}>
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      aria-hidden="true"
    >
      <path d="M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  </RoundButton>
);
