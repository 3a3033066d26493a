import { ChartFigure, PlanBar, Section, text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { dayOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import type { Progress } from './progress-data';
import styles from './progress.module.css';
import { percent } from './words';

type Round = Progress['rounds'][number];
const MINUTE = 60_000;
const minutes = (ms: number): string => (ms / MINUTE).toFixed(ms < 10 * MINUTE ? 1 : 0);

/** How much of the talking was mine, round by round. */
export const TalkPart = ({
  rounds,
  timeZone,
  showTable,
  onToggle,
}: {
  rounds: readonly Round[];
  timeZone: string | undefined;
  showTable: boolean;
  onToggle: () => void;
}) => {
  const heard = rounds.filter(({ talkShare }) => talkShare !== null).slice(0, 8);
  return (
    <Section title={i18n.t('Talk share')} meta={i18n.t('an estimate')}>
      {heard.length === 0 ? (
        <p className={text.meta}>
          {i18n.t('No call yet whose cards are open. Talk time is measured in the call, on your own device.')}
        </p>
      ) : (
        <ChartFigure
          caption={i18n.t('Your part of what candidate and interviewers said. A candidate has most of it, as a rule.')}
          head={[i18n.t('Round'), i18n.t('You were'), i18n.t('Your part')]}
          rows={heard.map((round) => [
            i18n.t('{title}, {day}', { title: round.title, day: dayOf(round.startedAt, timeZone) }),
            round.role === 'candidate' ? i18n.t('candidate') : i18n.t('interviewer'),
            percent(round.talkShare ?? 0),
          ])}
          showTable={showTable}
          onToggle={onToggle}
          words={{ table: i18n.t('Show as a table'), chart: i18n.t('Show the picture') }}
          tableLabel={i18n.t('Talk share')}
        >
          <ul className={styles.talk}>
            {heard.map((round) => (
              <li key={`${round.session}:${round.round}`}>
                <span>
                  {round.role === 'candidate' ? i18n.t('as candidate') : i18n.t('as interviewer')}
                  <small>{dayOf(round.startedAt, timeZone)}</small>
                </span>
                <PlanBar
                  value={round.talkShare ?? 0}
                  plan={1}
                  max={1}
                  label={i18n.t('{title}: {share} of the talk', {
                    title: round.title,
                    share: percent(round.talkShare ?? 0),
                  })}
                />
                <span aria-hidden="true">{percent(round.talkShare ?? 0)}</span>
              </li>
            ))}
          </ul>
        </ChartFigure>
      )}
    </Section>
  );
};

/** Where the minutes went against the plan, in the rounds that I answered last. */
export const PhasesPart = ({
  rounds,
  timeZone,
  showTable,
  onToggle,
}: {
  rounds: readonly Round[];
  timeZone: string | undefined;
  showTable: boolean;
  onToggle: () => void;
}) => {
  const played = rounds.filter(({ role, phases }) => role === 'candidate' && phases.length > 0).slice(0, 3);
  const max = Math.max(1, ...played.flatMap(({ phases }) => phases.flatMap((each) => [each.plannedMs, each.spentMs])));
  return (
    <Section title={i18n.t('Time per phase')} meta={i18n.t('minutes, spent of planned')}>
      {played.length === 0 ? (
        <p className={text.meta}>{i18n.t('Your first round as a candidate shows here where its minutes went.')}</p>
      ) : (
        <ChartFigure
          caption={i18n.t('Your last rounds as a candidate. The frame is the plan, the bar what it took.')}
          head={[i18n.t('Phase'), i18n.t('Round'), i18n.t('Planned'), i18n.t('Spent')]}
          rows={played.flatMap((round) =>
            round.phases.map(({ name, plannedMs, spentMs }) => [
              name,
              i18n.t('{title}, {day}', { title: round.title, day: dayOf(round.startedAt, timeZone) }),
              minutes(plannedMs),
              minutes(spentMs),
            ]),
          )}
          showTable={showTable}
          onToggle={onToggle}
          words={{ table: i18n.t('Show as a table'), chart: i18n.t('Show the picture') }}
          tableLabel={i18n.t('Time per phase')}
        >
          {played.map((round) => (
            <div key={`${round.session}:${round.round}`} className={styles.phases}>
              <h3>
                <Link
                  to="/s/$session/review"
                  params={{ session: round.session }}
                  search={{ round: String(round.round) }}
                  className={text.link}
                >
                  {round.title}
                </Link>{' '}
                <span className={text.small}>
                  {interviewTypeTitle(round.type)}, {dayOf(round.startedAt, timeZone)}
                </span>
              </h3>
              <ul className={styles.talk}>
                {round.phases.map((phase, index) => (
                  <li key={index}>
                    <span>{phase.name}</span>
                    <PlanBar
                      value={phase.spentMs}
                      plan={phase.plannedMs}
                      max={max}
                      label={i18n.t('{phase}: {spent} of {planned} minutes', {
                        phase: phase.name,
                        spent: minutes(phase.spentMs),
                        planned: minutes(phase.plannedMs),
                      })}
                    />
                    <span aria-hidden="true">
                      {i18n.t('{spent} of {planned}', {
                        spent: minutes(phase.spentMs),
                        planned: minutes(phase.plannedMs),
                      })}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </ChartFigure>
      )}
    </Section>
  );
};
