import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types';
import { useEffect, useState } from 'react';
import type { Pointer } from './presence';
import styles from './board.module.css';

interface Props {
  api: ExcalidrawImperativeAPI;
  pointers: readonly Pointer[];
  who: (participant: string) => { name: string; seat: number };
}

/** The others’ pointers, with their names, in the colours of their seats; the editor would choose colours of its own. */
export const Cursors = ({ api, pointers, who }: Props) => {
  const [view, setView] = useState(() => api.getAppState());
  useEffect(() => {
    setView(api.getAppState());
    return api.onScrollChange(() => setView(api.getAppState()));
  }, [api]);
  const { scrollX, scrollY, zoom } = view;
  return (
    <div className={styles.cursors} aria-hidden="true">
      {pointers.map(({ client, participant, at: [x, y] }) => {
        const { name, seat } = who(participant);
        const place = `translate(${(x + scrollX) * zoom.value}px, ${(y + scrollY) * zoom.value}px)`;
        return (
          <div key={client} style={{ transform: place, color: `var(--p${(seat % 4) + 1})` }}>
            <svg width="16" height="18" viewBox="0 0 16 18" fill="currentColor" stroke="var(--surface)">
              <path d="M1 1l13 7-6 1.6L5 16z" />
            </svg>
            <span>
              <b>{name}</b>
            </span>
          </div>
        );
      })}
    </div>
  );
};
