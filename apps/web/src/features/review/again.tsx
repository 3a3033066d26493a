import { type RubricView } from '@debrief/contracts';
import { activeBetween, stateAt, type Moment, type RoundState } from '@debrief/live-core';
import { Button, Chip, MarkGlyph, TimelineLanes, VisuallyHidden, text } from '@debrief/ui';
import { useMemo, useRef, useState } from 'react';
import { i18n } from '../../shared/i18n';
import { markKindName } from '../../shared/score-names';
import { Around } from './around';
import { AsItStood, clockThen } from './as-it-stood';
import { MomentList } from './moment-list';
import { minutesOf, momentText, momentTitle, sinceStart } from './moment-words';
import type { Replay } from './review-data';
import { momentsFor } from './turning-points';
import { useRecordings, useSound } from './use-sound';
import { useKeysOf } from '../../shared/use-keys';
import { SPEEDS, usePlayer } from './use-player';
import styles from './review.module.css';

interface Props {
  replay: Replay;
  round: RoundState;
  rubric: RubricView | undefined;
  nameOf: (participant: string) => string;
  /** Server time, ms. */
  at: number;
  /** Key of the moment the page stands at, if it stands at one. */
  chosen: string | null;
  onSeek: (at: number, chosen: string | null) => void;
}

/** The round once more: what its reader may see of it, at the moment they chose, folded from the log by the live screen's own code. */
export const Again = ({ replay, round, rubric, nameOf, at, chosen, onSeek }: Props) => {
  const start = round.startedAt ?? 0;
  const end = round.scoring?.startedAt ?? replay.events.at(-1)?.at ?? start;
  const length = Math.max(60_000, end - start);
  const { all, turning } = useMemo(() => momentsFor(replay, round), [replay, round]);
  const [wantsAll, setAll] = useState(false);
  const moment = all.find(({ key }) => key === chosen);
  // What was chosen elsewhere on the page must be in the list.
  const moments = wantsAll || !turning || (moment && !turning.includes(moment)) ? all : turning;
  const isAll = moments === all;
  const then = useMemo(() => stateAt(replay.events, at), [replay, at]);
  const { session } = replay.session;
  const recordings = useRecordings(
    session,
    replay.end.room.recordings.length > 0 && replay.session.participant !== null,
  );
  const clock = useRef<() => number | null>(() => null);
  const player = usePlayer(at, end, (time) => onSeek(time, null), { hasSound: recordings.length > 0, clock });
  const sound = useSound(session, recordings, { at, isPlaying: player.isPlaying, speed: player.speed });
  clock.current = sound.time;

  const go = (next: Moment | undefined) => {
    if (!next) return;
    player.stop();
    onSeek(next.at, next.key);
  };
  /** From the chosen moment, or from where the playhead is. */
  const step = (by: 1 | -1) => {
    const here = moments.findIndex(({ key }) => key === chosen);
    if (here >= 0) return go(moments[here + by]);
    go(by > 0 ? moments.find((one) => one.at > at) : moments.findLast((one) => one.at < at));
  };
  const move = (ms: number) => onSeek(Math.max(start, Math.min(end, at + ms)), null);
  useKeysOf({
    j: () => step(1),
    k: () => step(-1),
    arrowright: () => move(5_000),
    arrowleft: () => move(-5_000),
    ' ': player.toggle,
  });
  return (
    <section aria-label={i18n.t('The round again')} className={styles.again}>
      <div className={styles.line}>
        <Lanes
          round={round}
          rubric={rubric}
          all={all}
          at={at}
          end={end}
          length={length}
          moment={moment}
          seek={onSeek}
        />
      </div>
      <div className={styles.player}>
        <Button
          size="s"
          className={styles.play}
          onClick={player.toggle}
          aria-label={player.isPlaying ? i18n.t('Pause') : i18n.t('Play')}
        >
          <svg width="12" height="12" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
            <path d={player.isPlaying ? 'M2 1h3v10H2zM7 1h3v10H7z' : 'M2 1l9 5-9 5z'} />
          </svg>
        </Button>
        <span className={styles.speeds} role="group" aria-label={i18n.t('Speed')}>
          {SPEEDS.map((each) => (
            <Chip key={each} pressed={player.speed === each} onClick={() => player.setSpeed(each)}>
              {i18n.t('{speed}×', { speed: each })}
            </Chip>
          ))}
        </span>
        {sound.isThere && (
          <span className={text.meta}>
            {player.speed === 1 ? i18n.t('with sound') : i18n.t('sound at 1×')}
            {/* The words of a call have no captions; notes, chat and marks stand beside it. */}
            <audio ref={sound.audio} src={sound.src} preload="auto" />
          </span>
        )}
        <p className={styles.clock}>
          <b>{sinceStart(at, round)}</b>{' '}
          <span className={text.meta}>{i18n.t('of {time}', { time: minutesOf(length) })}</span>
        </p>
        <p className={styles.phase}>{clockThen(then.room, round.round, at)}</p>
        <ul className={styles.legend}>
          {(['strong', 'unclear', 'missed', 'quote'] as const).map((kind) => (
            <li key={kind}>
              <MarkGlyph kind={kind} /> {markKindName(kind)}
            </li>
          ))}
        </ul>
        <span className={styles.steps}>
          <Button size="s" onClick={() => step(-1)} hotkey="K">
            {i18n.t('Before')}
          </Button>
          <Button size="s" onClick={() => step(1)} hotkey="J">
            <span className={styles.long}>{i18n.t('Next moment')}</span>
            <span className={styles.short}>{i18n.t('Next')}</span>
          </Button>
        </span>
        <VisuallyHidden>
          <span role="status">
            {moment && `${sinceStart(moment.at, round)} ${momentTitle(moment, rubric)}. ${momentText(moment)}`}
          </span>
        </VisuallyHidden>
      </div>
      <div className={styles.columns}>
        <section aria-labelledby="moments-title" className={styles.momentsSec}>
          <div className={styles.head}>
            <h2 id="moments-title" className={text.slug}>
              {i18n.t('Moments')}
            </h2>
            {turning && (
              <span className={styles.which} role="group" aria-label={i18n.t('Which moments')}>
                <Chip pressed={!isAll} onClick={() => setAll(false)}>
                  {i18n.t('Turning points {count}', { count: turning.length })}
                </Chip>
                <Chip pressed={isAll} onClick={() => setAll(true)}>
                  {i18n.t('All {count}', { count: all.length })}
                </Chip>
              </span>
            )}
          </div>
          <MomentList
            moments={moments}
            round={round}
            rubric={rubric}
            chosen={chosen}
            nameOf={(by) => (by === replay.session.participant ? '' : nameOf(by))}
            onChoose={go}
          />
        </section>
        <AsItStood replay={replay} round={round} at={at} />
        <Around room={replay.end.room} round={round} then={then.room} chosen={moment} rubric={rubric} nameOf={nameOf} />
      </div>
    </section>
  );
};

/** A fact that came unasked stands there as the fact already. */
const signOf = (moment: Moment): { shape: 'tick' | 'ring' | 'slash'; label: string } | undefined => {
  if (moment.kind === 'fact') return { shape: 'tick', label: moment.label };
  if (moment.kind === 'twist') return { shape: 'slash', label: i18n.t('Twist') };
  return moment.kind === 'hint' && moment.hint === 'nudge' ? { shape: 'ring', label: i18n.t('Nudge') } : undefined;
};

/** The picture of the round: phases with their overrun, one lane a dimension, then facts and hints. */
const Lanes = ({
  round,
  rubric,
  all,
  at,
  end,
  length,
  moment,
  seek,
}: {
  round: RoundState;
  rubric: RubricView | undefined;
  all: readonly Moment[];
  at: number;
  end: number;
  length: number;
  moment: Moment | undefined;
  seek: Props['onSeek'];
}) => {
  const start = round.startedAt ?? 0;
  const within = (time: number) => Math.max(0, Math.min(length, time - start));
  const dimensions = rubric?.dimensions.filter(({ key }) => round.dimensions.includes(key)) ?? [];
  const marked = all.flatMap((one) => ('mark' in one ? [one] : []));
  const lane = moment && 'mark' in moment ? dimensions.findIndex(({ key }) => key === moment.dimension) : -1;
  return (
    <TimelineLanes
      length={length}
      phases={round.runs.map(({ index, startedAt, endedAt, addedMinutes }) => {
        const to = endedAt ?? end;
        const paused = to - startedAt - activeBetween(round, startedAt, to);
        const plan = ((round.phases[index]?.minutes ?? 0) + addedMinutes) * 60_000;
        const name = round.phases[index]?.name ?? '';
        return { name, from: within(startedAt), to: within(to), planned: within(startedAt + plan + paused) };
      })}
      lanes={dimensions.map(({ key, name }) => ({
        key,
        name,
        marks: marked
          .filter(({ dimension }) => dimension === key)
          .map(({ at: time, mark }) => ({ at: within(time), kind: mark })),
      }))}
      signs={{
        name: i18n.t('Facts and hints'),
        items: all.flatMap((one) => {
          const sign = signOf(one);
          return sign ? [{ at: within(one.at), ...sign }] : [];
        }),
      }}
      at={{ time: within(at), label: sinceStart(Math.min(at, end), round), ...(lane >= 0 && { lane }) }}
      label={i18n.t('Timeline of the round. The same moments are listed below.')}
      onSeek={(time, reach) => {
        const distance = (one: Moment) => Math.abs(one.at - start - time);
        const near = all
          .filter((one) => one.kind !== 'phase' && distance(one) <= reach)
          .sort((a, b) => distance(a) - distance(b))[0];
        seek(near?.at ?? start + time, near?.key ?? null);
      }}
    />
  );
};
