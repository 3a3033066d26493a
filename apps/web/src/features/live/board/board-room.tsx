import { type LiveDocState } from '@debrief/client';
import { Button } from '@debrief/ui';
import { useRef, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { BoardCanvas, type BoardHand } from './board-canvas';
import { OutlineList } from './outline-list';
import { templates } from './templates';
import { useOutline } from './use-outline';
import styles from './board.module.css';

interface Props {
  state: LiveDocState;
  session: string;
  who: (participant: string) => { name: string; seat: number };
}

/** The canvas with what stands around it: frames to start from, an image, and the board as a list. */
export const BoardRoom = ({ state, session, who }: Props) => {
  const { doc, isWritable } = state;
  const outline = useOutline(doc);
  const hand = useRef<BoardHand>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [isListed, setListed] = useState(false);
  const [said, setSaid] = useState('');
  const [adding, setAdding] = useState('');
  const image = async (file: Blob | undefined) => {
    if (file) setSaid((await hand.current?.addImage(file)) ?? '');
  };
  return (
    <>
      <div className={styles.bar} role="group" aria-label={i18n.t('Put on the board')}>
        {isWritable && (
          <>
            {templates().map(({ key, title, parts }) => (
              <Button key={key} size="s" kind="quiet" onClick={() => hand.current?.addTemplate(parts)}>
                {title}
              </Button>
            ))}
            <span className={styles.rule} aria-hidden="true" />
            <Button size="s" kind="quiet" onClick={() => picker.current?.click()}>
              {i18n.t('Image')}
            </Button>
            <input
              ref={picker}
              type="file"
              accept="image/png,image/jpeg,image/webp"
              hidden
              onChange={({ target }) => {
                void image(target.files?.[0]);
                target.value = '';
              }}
            />
          </>
        )}
        <span className={styles.barEnd}>
          {said && (
            <span role="status" className={styles.said}>
              {said}
            </span>
          )}
          <Button size="s" kind="quiet" aria-pressed={isListed} onClick={() => setListed(!isListed)}>
            {i18n.t('As a list')}
          </Button>
        </span>
      </div>
      <div className={styles.split}>
        <BoardCanvas ref={hand} state={state} session={session} who={who} onSay={setSaid} onImage={image} />
        <section className={isListed ? styles.list : styles.listHidden} aria-label={i18n.t('The board as a list')}>
          <OutlineList outline={outline} />
          {isWritable && (
            <form
              className={styles.add}
              onSubmit={(event) => {
                event.preventDefault();
                if (adding.trim()) hand.current?.addBox(adding.trim());
                setAdding('');
              }}
            >
              <label>
                {i18n.t('Add a box with these words')}
                <input value={adding} maxLength={200} onChange={({ target }) => setAdding(target.value)} />
              </label>
              <Button size="s">{i18n.t('Add')}</Button>
            </form>
          )}
        </section>
      </div>
    </>
  );
};
