import { useId, type KeyboardEvent, type ReactNode } from 'react';
import styles from './room.module.css';

export interface Tab {
  key: string;
  label: string;
}
interface Props {
  tabs: Tab[];
  value: string;
  onChange: (key: string) => void;
  label: string;
  end?: ReactNode;
  /** Id of the panel that the tabs switch. */
  panel: string;
}

/** Tabs with arrow keys; one of them is in the tab order. */
export const Tabs = ({ tabs, value, onChange, label, end, panel }: Props) => {
  const id = useId();
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.key === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div role="tablist" aria-label={label} style={{ display: 'contents' }} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`${id}-${tab.key}`}
            type="button"
            role="tab"
            className={styles.tab}
            aria-selected={tab.key === value}
            aria-controls={tab.key === value ? panel : undefined}
            tabIndex={tab.key === value ? 0 : -1}
            onClick={() => onChange(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {end && <span className={styles.tabEnd}>{end}</span>}
    </div>
  );
};
