import { type CalibrationState, type Measured } from '@debrief/contracts';
import { IntervalLine, Page, PageHead, Section, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import { AgreementPart } from './agreement-part';
import { raterQuery } from './progress-data';
import styles from './progress.module.css';

const missingWords = (of: Extract<Measured, { measurable: false }>['of'], count: number): string =>
  ({
    ratings: i18n.t('{count, plural, one {# level} other {# levels}}', { count }),
    rounds: i18n.t('{count, plural, one {# round} other {# rounds}}', { count }),
    people: i18n.t('{count, plural, one {# person} other {# people}}', { count }),
    sessions: i18n.t('{count, plural, one {# session} other {# sessions}}', { count }),
  })[of];

const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`;

const verdicts = {
  severity: (value: number, low: number, high: number): string =>
    low > 0
      ? i18n.t('You give less than others for the same performance. Estimates of those you rate are corrected for it.')
      : high < 0
        ? i18n.t(
            'You give more than others for the same performance. Estimates of those you rate are corrected for it.',
          )
        : value === 0
          ? i18n.t('As others do.')
          : i18n.t('Not to be told apart from an average rater so far.'),
  halo: (value: number, low: number): string =>
    value > 0.3 && low > 0
      ? i18n.t(
          'The levels on one card of yours lie close together: a good answer may lift everything. Judge each sentence on its own.',
        )
      : i18n.t('No closer together than on others’ cards, as far as can be told.'),
  centrality: (value: number, low: number): string =>
    value > 0.15 && low > 0
      ? i18n.t('You use 2 and 3 more than others. 1 and 4 have their sentences too.')
      : i18n.t('No more than others, as far as can be told.'),
  fit: (value: number, low: number, high: number): string =>
    value > 1.7 && low > 1
      ? i18n.t(
          'Your levels surprise more often than they should: look at the anchors of the dimensions that differ most.',
        )
      : value < 0.5 && high < 1
        ? i18n.t('Your levels surprise less than any rater’s should: are you following what you expect?')
        : i18n.t('As often surprising as levels are.'),
};

const figures = (): {
  key: keyof typeof verdicts;
  name: string;
  ask: string;
  from: number;
  to: number;
  guide: number;
}[] => [
  {
    key: 'severity',
    name: i18n.t('Severity'),
    ask: i18n.t('In levels: how much less you give than an average rater'),
    from: -1.5,
    to: 1.5,
    guide: 0,
  },
  {
    key: 'halo',
    name: i18n.t('Halo'),
    ask: i18n.t('How much closer together the levels of one card are than on others’'),
    from: -1,
    to: 1,
    guide: 0,
  },
  {
    key: 'centrality',
    name: i18n.t('Middle levels'),
    ask: i18n.t('Your share of 2 and 3, less everybody’s'),
    from: -0.5,
    to: 0.5,
    guide: 0,
  },
  {
    key: 'fit',
    name: i18n.t('Surprise'),
    ask: i18n.t('How often your levels are unlike what is expected; 1 is as expected'),
    from: 0,
    to: 3,
    guide: 1,
  },
];

/** What a figure still takes. */
const missing = (figure: Extract<Measured, { measurable: false }>): string =>
  figure.why === 'same'
    ? i18n.t('Every level so far is the same, so nothing can be compared.')
    : figure.why === 'apart'
      ? i18n.t('Nobody else has rated the people you rate, so your severity cannot be told from their skill.')
      : i18n.t('Cannot be measured yet: {have} of {need}.', {
          have: figure.have,
          need: missingWords(figure.of, figure.need),
        });

/** Where groups have nobody in common, what looks like severity may be the people they rate. */
const comparedWords = ({ with: others, apart }: { with: number; apart: number }): string =>
  apart === 0
    ? ''
    : i18n.t(
        'This compares you with {others, plural, one {# other rater} other {# other raters}}: those who have rated somebody you have, or are linked to you by such people. {apart, plural, one {# rater has} other {# raters have}} nobody in common with you.',
        { others, apart },
      );

/** How I rate: for me alone. Each figure with its interval, or what it still takes. */
export const RaterPage = () => {
  useTitle(i18n.t('How you rate others'));
  const rater = useQuery(raterQuery);
  const data = rater.data;
  return (
    <Page>
      <PageHead
        title={i18n.t('How you rate others')}
        lede={
          data
            ? i18n.t('{ratings} in {rounds}, of {people}. Nobody else sees this page.', {
                ratings: missingWords('ratings', data.ratings),
                rounds: missingWords('rounds', data.rounds),
                people: missingWords('people', data.candidates),
              })
            : i18n.t('Nobody else sees this page.')
        }
      />
      {rater.isPending && <Skeleton label={i18n.t('Reading your ratings')} lines={6} />}
      {rater.isError && <ProblemNote error={rater.error} retry={() => void rater.refetch()} />}
      {data && (
        <>
          <Calibration state={data.calibration} />
          <Section title={i18n.t('Your figures')}>
            <dl className={styles.figures}>
              {figures().map(({ key, name, ask, from, to, guide }) => {
                const figure = data[key];
                return (
                  <div key={key}>
                    <dt>
                      {name}
                      <small>{ask}</small>
                    </dt>
                    <dd>
                      {figure.measurable ? (
                        <>
                          <b>{key === 'fit' ? figure.value.toFixed(2) : signed(figure.value)}</b>
                          <IntervalLine
                            value={figure.value}
                            low={figure.interval?.low}
                            high={figure.interval?.high}
                            from={from}
                            to={to}
                            ticks={[guide]}
                            guide={guide}
                            label={
                              figure.interval
                                ? i18n.t('{name}: {value}, likely between {low} and {high}', {
                                    name,
                                    value: signed(figure.value),
                                    low: signed(figure.interval.low),
                                    high: signed(figure.interval.high),
                                  })
                                : `${name}: ${signed(figure.value)}`
                            }
                          />
                          <span>
                            {figure.interval &&
                              i18n.t('Likely between {low} and {high}.', {
                                low: signed(figure.interval.low),
                                high: signed(figure.interval.high),
                              })}{' '}
                            {verdicts[key](
                              figure.value,
                              figure.interval?.low ?? figure.value,
                              figure.interval?.high ?? figure.value,
                            )}
                            {key === 'severity' && ` ${comparedWords(data.compared)}`}
                          </span>
                        </>
                      ) : (
                        <span className={text.meta}>{missing(figure)}</span>
                      )}
                    </dd>
                  </div>
                );
              })}
            </dl>
          </Section>
          <AgreementPart />
        </>
      )}
    </Page>
  );
};

const Calibration = ({ state }: { state: CalibrationState }) => {
  if (state.state === 'none') return null;
  const gap = state.meanGap === null ? '' : state.meanGap.toFixed(2);
  const words: Record<Exclude<CalibrationState['state'], 'none'>, string> = {
    ready: i18n.t(
      'Two recorded rounds with written reference levels: score them, and see at once where you differ. Offered, never asked for.',
    ),
    begun: i18n.t('One of two scored: on average {gap} of a level from the reference.', { gap }),
    passed: i18n.t('Calibrated: on average {gap} of a level from the reference.', { gap }),
    'not-passed': i18n.t(
      'On average {gap} of a level from the reference, {wide, plural, one {# dimension} other {# dimensions}} two or more apart. Passing takes 0.60 and at most one.',
      { gap, wide: state.wide },
    ),
  };
  return (
    <Section
      title={i18n.t('Reference sessions')}
      meta={state.state === 'passed' ? i18n.t('calibrated') : i18n.t('not calibrated')}
      className={styles.calibration}
    >
      <p>
        {words[state.state]}{' '}
        <Link to="/calibration" className={text.link}>
          {state.done === 0 ? i18n.t('Score the first one') : i18n.t('Open them')}
        </Link>
      </p>
    </Section>
  );
};
