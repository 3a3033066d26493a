import { useId, type ReactNode } from 'react';
import { Kbd } from '../button';
import { cx } from '../cx';
import text from '../text.module.css';
import styles from './chart.module.css';

/**
 * A chart with its sentence, and the same figures as a table on demand: nobody has to read a picture. The table takes
 * the place of the chart; `showTable` belongs to the page, so that one key can turn all of them.
 */
export const ChartFigure = ({
  caption,
  head,
  rows,
  showTable,
  onToggle,
  words,
  tableLabel,
  hotkey,
  children,
}: {
  caption: ReactNode;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  showTable: boolean;
  onToggle: () => void;
  words: { table: string; chart: string };
  tableLabel: string;
  hotkey?: string | undefined;
  children: ReactNode;
}) => {
  const captionId = useId();
  return (
    <figure className={styles.figure} aria-labelledby={captionId}>
      {showTable ? (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={tableLabel}>
          <table className={styles.table}>
            <thead>
              <tr>
                {head.map((each, index) => (
                  <th key={index} scope="col">
                    {each}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, index) =>
                    index === 0 ? (
                      <th key={index} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={index}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        children
      )}
      <figcaption className={cx(text.meta, styles.caption)}>
        <span id={captionId}>{caption}</span>
        <button type="button" className={text.link} onClick={onToggle} aria-pressed={showTable}>
          {showTable ? words.chart : words.table}
          {hotkey && <Kbd>{hotkey}</Kbd>}
        </button>
      </figcaption>
    </figure>
  );
};
