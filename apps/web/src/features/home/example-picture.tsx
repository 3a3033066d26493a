import { type Evidence } from '@debrief/contracts';
import { MarkGlyph, text, TimelineLanes } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { i18n } from '../../shared/i18n';
import { type ExampleRound, exampleRoundQuery } from './example-round';
import { listOf } from './session-words';
import styles from './welcome.module.css';

const kindWord = (kind: Evidence['kind']): string =>
  ({ strong: i18n.t('Strong'), unclear: i18n.t('Unclear'), missed: i18n.t('Missed'), quote: i18n.t('Quote') })[kind];
const kinds = ['strong', 'unclear', 'missed', 'quote'] as const;
const clock = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The one quote to show: of what was strong, the richest that still fits a line. */
const MOST_LETTERS = 90;
const momentOf = ({ lanes }: ExampleRound) => {
  const all = lanes.flatMap(({ name, marks }, lane) => marks.map((mark) => ({ ...mark, lane, name })));
  const short = all.filter((mark) => mark.text.length <= MOST_LETTERS).sort((a, b) => b.text.length - a.text.length);
  return short.find(({ kind }) => kind === 'strong') ?? short[0] ?? all[0];
};

/** What a finished round looks like, drawn from the example's own log. */
export const ExamplePicture = ({ session }: { session: string }) => {
  const { data } = useQuery(exampleRoundQuery(session));
  if (!data) return <div className={styles.waiting} />;
  const moment = momentOf(data);
  const count = data.lanes.reduce((sum, { marks }) => sum + marks.length, 0);
  return (
    <>
      <p className={text.meta}>
        {i18n.t('An example. {title}: {candidate} interviewed by {interviewers}.', {
          title: data.title,
          candidate: data.candidate,
          interviewers: listOf(data.interviewers),
        })}
      </p>
      <TimelineLanes
        length={data.length}
        phases={data.phases}
        lanes={data.lanes}
        rings={data.rings}
        at={moment && { time: moment.at, lane: moment.lane, label: clock(moment.at) }}
        label={i18n.t('Timeline of a round of {minutes} minutes in {phases} phases with {count} pieces of evidence.', {
          minutes: Math.round(data.length / 60_000),
          phases: data.phases.length,
          count,
        })}
      />
      <div className={styles.caption}>
        {moment && (
          <p className={styles.moment}>
            <span>
              <MarkGlyph kind={moment.kind} label={kindWord(moment.kind)} /> <b>{clock(moment.at)}</b> {moment.name}
            </span>{' '}
            <q className={text.h18}>{moment.text}</q>
          </p>
        )}
        <ul className={styles.key}>
          {kinds.map((kind) => (
            <li key={kind}>
              <MarkGlyph kind={kind} /> {kindWord(kind)}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
};
