import { ChartFigure, Section, text, Trend } from '@debrief/ui';
import { dayOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import type { Row } from './skills-part';
import styles from './progress.module.css';
import { cards, changeWords, estimateWords, sessions, tenth } from './words';

/** One estimate over its sessions, the raw means beside it, and what both rest on. */
export const TrendPart = ({
  row,
  timeZone,
  showTable,
  onToggle,
}: {
  row: Row;
  timeZone: string | undefined;
  showTable: boolean;
  onToggle: () => void;
}) => {
  const { trend } = row;
  const first = trend[0];
  const last = trend.at(-1);
  if (!first || !last) return null;
  return (
    <Section title={i18n.t('{name}, over time', { name: row.name })} meta={sessions(row.sessions)}>
      <ChartFigure
        caption={
          trend.length > 1
            ? changeWords(first, last)
            : i18n.t('One session so far. A second one on this skill begins the line.')
        }
        head={[
          i18n.t('Session'),
          i18n.t('Fair level'),
          i18n.t('Likely between'),
          i18n.t('That session’s mean'),
          i18n.t('Levels'),
        ]}
        rows={trend.map((point) => [
          dayOf(point.at, timeZone),
          tenth(point.level),
          i18n.t('{low} and {high}', { low: tenth(point.low), high: tenth(point.high) }),
          tenth(point.raw.mean),
          point.raw.count,
        ])}
        showTable={showTable}
        onToggle={onToggle}
        words={{ table: i18n.t('Show as a table'), chart: i18n.t('Show the picture') }}
        tableLabel={i18n.t('{name}, over time', { name: row.name })}
      >
        <Trend
          points={trend.map((point) => ({
            at: Date.parse(point.at),
            value: point.level,
            low: point.low,
            high: point.high,
            seen: point.raw.mean,
            label: i18n.t('{day}: {level}, likely between {low} and {high}. That session: mean {raw} of {cards}.', {
              day: dayOf(point.at, timeZone),
              level: tenth(point.level),
              low: tenth(point.low),
              high: tenth(point.high),
              raw: tenth(point.raw.mean),
              cards: cards(point.raw.count),
            }),
          }))}
          from={1}
          to={4}
          ticks={[1, 2, 3, 4].map((at) => ({ at, words: String(at) }))}
          guide={3}
          dates={[dayOf(first.at, timeZone), dayOf(last.at, timeZone)]}
          label={i18n.t('{name} over time, {count} sessions', { name: row.name, count: trend.length })}
        />
      </ChartFigure>
      <dl className={styles.beside}>
        <div>
          <dt>{i18n.t('Fair level')}</dt>
          <dd>{estimateWords(row)}</dd>
        </div>
        <div>
          <dt>{i18n.t('Plain mean')}</dt>
          <dd>
            {i18n.t('{mean} over {cards}, whoever gave them and however hard the prompts were', {
              mean: tenth(row.raw.mean),
              cards: cards(row.raw.count),
            })}
          </dd>
        </div>
      </dl>
      <p className={text.small}>
        {i18n.t(
          'The fair level is what an average rater would give on an average prompt. The band holds it nine times in ten.',
        )}
      </p>
    </Section>
  );
};
