import { type BoardElementType } from '@debrief/contracts';
import { i18n } from '../../../shared/i18n';
import type { Outline, OutlineItem } from './outline';
import styles from './board.module.css';

const kindWord = (kind: BoardElementType): string =>
  ({
    rectangle: i18n.t('box'),
    diamond: i18n.t('diamond'),
    ellipse: i18n.t('circle'),
    text: i18n.t('text'),
    line: i18n.t('line'),
    arrow: i18n.t('arrow'),
    freedraw: i18n.t('stroke'),
    image: i18n.t('image'),
    frame: i18n.t('frame'),
  })[kind];

/** Plain words of what stands alone: `3 strokes, 1 image`. */
const restWords = (rest: Outline['rest']): string =>
  Object.entries(rest)
    .map(([kind, n]) => i18n.t('{n} × {kind}', { n, kind: kindWord(kind as BoardElementType) }))
    .join(', ');

const leads = ({ leadsTo }: OutlineItem): string =>
  leadsTo
    .map(({ label, words }) => {
      const to = label || i18n.t('a shape without words');
      return words ? i18n.t('{to}, by “{words}”', { to, words }) : to;
    })
    .join('; ');

/** The board as a list: for screen readers, and for whoever looks for a word. It follows the board. */
export const OutlineList = ({ outline: { items, rest } }: { outline: Outline }) => {
  const others = restWords(rest);
  if (!items.length && !others) return <p className={styles.empty}>{i18n.t('Nothing on the board yet.')}</p>;
  return (
    <>
      <ol className={styles.items}>
        {items.map((item) => (
          <li key={item.id} style={{ paddingLeft: Math.min(item.depth, 6) * 14 }}>
            <b>{item.label || i18n.t('Without words')}</b> <span>{kindWord(item.kind)}</span>
            {item.leadsTo.length > 0 && <p>{i18n.t('leads to {places}', { places: leads(item) })}</p>}
          </li>
        ))}
      </ol>
      {others && <p className={styles.empty}>{i18n.t('Without words: {others}', { others })}</p>}
    </>
  );
};
