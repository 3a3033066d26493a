import { notesDoc, type RubricView } from '@debrief/contracts';
import { momentsOf, stateAt, viewRound, type Moment, type RoundState } from '@debrief/live-core';
import { Button, cx, MarkGlyph, Section, text, TimelineLanes } from '@debrief/ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import { i18n } from '../../shared/i18n';
import { isTyping } from '../../shared/typing';
import { Table } from '../live/room/fact-table';
import { DocumentAt } from './document-at';
import { momentText, momentTitle, sinceStart } from './moment-words';
import type { Replay } from './review-data';
import { RichText } from './rich-text';
import styles from './review.module.css';

interface Props {
  replay: Replay;
  round: RoundState;
  rubric: RubricView | undefined;
  nameOf: (participant: string) => string;
  at: number;
  onSeek: (at: number) => void;
}
const SPEEDS = [1, 4, 16] as const;

/** The round once more: what its reader may see of it, at the moment they chose, folded from the log by the live screen's own code. */
export const Again = ({ replay, round, rubric, nameOf, at, onSeek }: Props) => {
  const start = round.startedAt ?? 0;
  const end = round.scoring?.startedAt ?? replay.events.at(-1)?.at ?? start;
  const length = Math.max(60_000, end - start);
  const moments = useMemo(() => momentsOf(replay.end, round, replay.reader), [replay, round]);
  const [chosen, setChosen] = useState<string | null>(null);
  const within = (time: number) => Math.max(0, Math.min(length, time - start));
  const go = (moment: Moment) => {
    setChosen(moment.key);
    onSeek(moment.at);
  };
  const step = (by: 1 | -1) => {
    const here = moments.findIndex(({ key }) => key === chosen);
    const next =
      moments[Math.max(0, Math.min(moments.length - 1, here < 0 ? (by > 0 ? 0 : moments.length - 1) : here + by))];
    if (next) go(next);
  };
  const [speed, setSpeed] = usePlayer(at, end, onSeek);
  useKeysOf({
    j: () => step(1),
    k: () => step(-1),
    arrowright: () => onSeek(Math.min(end, at + 5_000)),
    arrowleft: () => onSeek(Math.max(start, at - 5_000)),
    ' ': () => setSpeed(speed ? 0 : 4),
  });
  const dimensions = rubric?.dimensions.filter(({ key }) => round.dimensions.includes(key)) ?? [];
  const marked = moments.flatMap((moment) => ('mark' in moment ? [moment] : []));
  const lane = dimensions.findIndex(({ key }) =>
    marked.some((moment) => moment.key === chosen && moment.dimension === key),
  );
  return (
    <Section
      title={i18n.t('The round again')}
      meta={i18n.t('{count} moments', { count: moments.length })}
      className={styles.again}
    >
      <TimelineLanes
        length={length}
        phases={round.runs.map(({ index, startedAt, endedAt }) => ({
          name: round.phases[index]?.name ?? '',
          from: within(startedAt),
          to: within(endedAt ?? end),
        }))}
        lanes={dimensions.map(({ key, name }) => ({
          key,
          name,
          marks: marked
            .filter(({ dimension }) => dimension === key)
            .map(({ at: time, mark }) => ({ at: within(time), kind: mark })),
        }))}
        rings={moments
          .filter(({ kind }) => kind === 'fact' || kind === 'hint' || kind === 'twist')
          .map((moment) => within(moment.at))}
        at={{ time: within(at), label: sinceStart(Math.min(at, end), round), ...(lane >= 0 && { lane }) }}
        label={i18n.t('Timeline of the round. The same moments are listed below.')}
        onSeek={(time) => {
          setChosen(null);
          onSeek(start + time);
        }}
      />
      <div className={styles.player}>
        <Button size="s" onClick={() => step(-1)} hotkey="K">
          {i18n.t('Moment before')}
        </Button>
        <Button size="s" onClick={() => step(1)} hotkey="J">
          {i18n.t('Next moment')}
        </Button>
        <span className={styles.playing} role="group" aria-label={i18n.t('Play')}>
          {SPEEDS.map((each) => (
            <Button
              key={each}
              size="s"
              kind="quiet"
              aria-pressed={speed === each}
              onClick={() => setSpeed(speed === each ? 0 : each)}
            >
              {speed === each ? i18n.t('Stop') : i18n.t('Play {speed}×', { speed: each })}
            </Button>
          ))}
        </span>
        <label className={styles.scrub}>
          <span className={text.meta}>{i18n.t('Time in the round')}</span>
          <input
            type="range"
            min={0}
            max={Math.round(length / 1000)}
            value={Math.round(within(at) / 1000)}
            aria-valuetext={sinceStart(at, round)}
            onChange={(event) => {
              setChosen(null);
              onSeek(start + Number(event.target.value) * 1000);
            }}
          />
        </label>
      </div>
      <div className={styles.columns}>
        <div>
          <h3 className={text.slug}>{i18n.t('Moments')}</h3>
          <ol className={styles.moments}>
            {moments.map((moment) => (
              <li key={moment.key}>
                <button type="button" aria-current={moment.key === chosen} onClick={() => go(moment)}>
                  <span className={styles.time}>{sinceStart(moment.at, round)}</span>
                  <span>
                    <span className={styles.momentTitle}>
                      {'mark' in moment && <MarkGlyph kind={moment.mark} />} {momentTitle(moment, rubric)}
                    </span>
                    {momentText(moment) && (
                      <span className={cx('words' in moment ? styles.said : text.meta)}>{momentText(moment)}</span>
                    )}
                    {'by' in moment && moment.by !== replay.reader && (
                      <span className={text.small}>{nameOf(moment.by)}</span>
                    )}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </div>
        <AsItStood replay={replay} round={round} nameOf={nameOf} at={at} />
      </div>
    </Section>
  );
};

/** Notes, clock, facts and chat as they were. */
const AsItStood = ({ replay, round, nameOf, at }: Pick<Props, 'replay' | 'round' | 'nameOf' | 'at'>) => {
  const document = useMemo(() => new DocumentAt(replay.events, notesDoc(round.round)), [replay, round.round]);
  const state = useMemo(() => stateAt(replay.events, at), [replay, at]);
  const then = state.room.rounds[round.round - 1];
  const view = viewRound(state.room, round.round, at);
  const content = document.seek(at);
  const phase = view?.phase;
  const clock = phase
    ? phase.overrunMs > 0
      ? i18n.t('{phase}, {over} over its time', {
          phase: phase.phase.name,
          over: sinceStart(phase.overrunMs, { startedAt: 0 }),
        })
      : i18n.t('{phase}, {left} left', { phase: phase.phase.name, left: sinceStart(phase.leftMs, { startedAt: 0 }) })
    : i18n.t('After the interview');
  const chat = state.room.chat.filter((line) => line.at >= (round.startedAt ?? 0)).slice(-6);
  return (
    <div className={styles.stood} aria-live="off">
      <h3 className={text.slug}>{i18n.t('At {time}', { time: sinceStart(at, round) })}</h3>
      <p className={styles.clock}>{view?.isPaused ? i18n.t('{clock}, paused', { clock }) : clock}</p>
      <h4 className={text.meta}>{i18n.t('The notes, as they stood')}</h4>
      {content.length ? (
        <RichText key={at} content={content} className={styles.notes} />
      ) : (
        <p className={text.meta}>{i18n.t('Nothing written yet.')}</p>
      )}
      {then && then.facts.length + then.twists.length > 0 && (
        <>
          <h4 className={text.meta}>{i18n.t('Facts given so far')}</h4>
          <ul className={styles.facts}>
            {[
              ...then.facts.map((fact) => ({
                key: fact.fact,
                at: fact.at,
                label: fact.label,
                text: fact.answer ?? '',
                table: fact.table,
              })),
              ...then.twists.map((twist) => ({
                key: twist.twist,
                at: twist.at,
                label: i18n.t('Twist'),
                text: twist.text,
                table: undefined,
              })),
            ]
              .sort((a, b) => a.at - b.at)
              .map((fact) => (
                <li key={fact.key}>
                  <b>
                    {sinceStart(fact.at, round)} {fact.label}
                  </b>{' '}
                  {fact.text}
                  {fact.table && <Table table={fact.table} label={fact.label} />}
                </li>
              ))}
          </ul>
        </>
      )}
      {chat.length > 0 && (
        <>
          <h4 className={text.meta}>{i18n.t('Chat')}</h4>
          <ul className={styles.facts}>
            {chat.map((line, index) => (
              <li key={index}>
                <b>{nameOf(line.participant)}</b> {line.text}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};

/** Lets time run: `speed` seconds a second, 0 stands still. */
const usePlayer = (at: number, end: number, onSeek: (at: number) => void) => {
  const [speed, setSpeed] = useState<number>(0);
  const now = useRef({ at, onSeek });
  now.current = { at, onSeek };
  useEffect(() => {
    if (!speed) return;
    let last = performance.now();
    const timer = setInterval(() => {
      const passed = performance.now() - last;
      last += passed;
      const next = Math.min(end, now.current.at + passed * speed);
      now.current.onSeek(next);
      if (next >= end) setSpeed(0);
    }, 200);
    return () => clearInterval(timer);
  }, [speed, end]);
  return [speed, setSpeed] as const;
};

/** Keys of this page; silent while somebody writes or moves a slider. */
const useKeysOf = (keys: Record<string, () => void>): void => {
  const present = useRef(keys);
  present.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (event.target instanceof HTMLInputElement || (event.key === ' ' && event.target instanceof HTMLButtonElement))
        return;
      const run = present.current[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
};
