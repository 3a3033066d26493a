import { ChartFigure, cx, IntervalAxis, IntervalLine, Section, text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import type { Progress } from './progress-data';
import styles from './progress.module.css';
import { cards, type Estimate, estimateWords, tenth } from './words';

const WEEKS_AGO = 42 * 86_400_000;

export interface Row extends Estimate {
  key: string;
  name: string;
  note?: string | undefined;
  trend: readonly Progress['skills'][number]['trend'][number][];
}

/** Where somebody stood six weeks ago; nothing when there was nothing then. */
const pastOf = (row: Row, now = Date.now()): number | null =>
  row.trend.findLast(({ at }) => Date.parse(at) <= now - WEEKS_AGO)?.level ?? null;

/** Estimates as dots on their intervals, one row each; pressing a row shows how it came to be. */
export const EstimateRows = ({
  title,
  caption,
  rows,
  chosen,
  onChoose,
  showTable,
  onToggle,
}: {
  title: string;
  caption: string;
  rows: readonly Row[];
  chosen: string | undefined;
  onChoose: (key: string) => void;
  showTable: boolean;
  onToggle: () => void;
}) => (
  <Section title={title} meta={i18n.t('Levels')}>
    <ChartFigure
      caption={caption}
      head={[
        title,
        i18n.t('Fair level'),
        i18n.t('Likely between'),
        i18n.t('Plain mean'),
        i18n.t('Levels'),
        i18n.t('Sessions'),
        i18n.t('People'),
        i18n.t('Six weeks ago'),
      ]}
      rows={rows.map((row) => {
        const past = pastOf(row);
        return [
          row.isEarly ? i18n.t('{name} (early estimate)', { name: row.name }) : row.name,
          tenth(row.level),
          i18n.t('{low} and {high}', { low: tenth(row.low), high: tenth(row.high) }),
          tenth(row.raw.mean),
          row.raw.count,
          row.sessions,
          row.raters,
          past === null ? '–' : tenth(past),
        ];
      })}
      showTable={showTable}
      onToggle={onToggle}
      words={{ table: i18n.t('Show as a table'), chart: i18n.t('Show the picture') }}
      tableLabel={title}
      hotkey="T"
    >
      <div className={styles.scale}>
        <IntervalAxis from={1} to={4} ticks={{ 1: '1', 2: '2', 3: i18n.t('3 Solid'), 4: '4' }} />
      </div>
      <ol className={styles.rows}>
        {rows.map((row) => (
          <li key={row.key}>
            <button
              type="button"
              className={cx(styles.row, row.key === chosen && styles.chosen)}
              aria-pressed={row.key === chosen}
              onClick={() => onChoose(row.key)}
            >
              <b>
                {row.name}
                {row.isEarly && <em>{i18n.t('early estimate')}</em>}
                {row.note && <em>{row.note}</em>}
              </b>
              <IntervalLine
                value={row.level}
                low={row.low}
                high={row.high}
                past={pastOf(row)}
                from={1}
                to={4}
                ticks={[1, 2, 3, 4]}
                guide={3}
                isCurrent={row.key === chosen}
                label={`${row.name}: ${estimateWords(row)}`}
              />
              <span className={cx(text.num, styles.count)} title={cards(row.raw.count)}>
                {row.raw.count}
                <VisuallyHiddenWords count={row.raw.count} />
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className={cx(text.meta, styles.legend)}>
        <i className={styles.now} /> {i18n.t('now')} <i className={styles.then} /> {i18n.t('six weeks ago')}
      </p>
    </ChartFigure>
  </Section>
);

const VisuallyHiddenWords = ({ count }: { count: number }) => (
  <span className={text.vh}> {i18n.t('{count, plural, one {level} other {levels}}', { count })}</span>
);
