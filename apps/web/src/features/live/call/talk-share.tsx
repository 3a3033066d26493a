import { type RoundState } from '@debrief/live-core';
import { type CSSProperties } from 'react';
import { i18n } from '../../../shared/i18n';
import { minutesAndSeconds } from '../clock-words';
import { firstName, useLive, useNames } from '../live-context';
import styles from './call.module.css';

/** How long each spoke, with their share. An estimate, and called one: it hears loudness, not words. */
const Talked = ({ talk, title }: { talk: { participant: string; ms: number }[]; title: string }) => {
  const name = useNames();
  const total = talk.reduce((sum, { ms }) => sum + ms, 0);
  if (total === 0) return null;
  return (
    <section className={styles.talk} aria-label={i18n.t('{title}, estimated', { title })}>
      <h3>
        {title} <span>{i18n.t('estimated')}</span>
      </h3>
      <ul>
        {[...talk]
          .sort((a, b) => b.ms - a.ms)
          .map(({ participant, ms }) => {
            const share = Math.round((100 * ms) / total);
            return (
              <li key={participant} style={{ '--share': `${share}%` } as CSSProperties}>
                <span>{firstName(name(participant))}</span>
                <b>
                  {minutesAndSeconds(ms, 'down')} · {i18n.t('{share} %', { share })}
                </b>
                <i aria-hidden="true" />
              </li>
            );
          })}
      </ul>
    </section>
  );
};

/** For interviewers, while the round runs: everybody's talk. */
export const TalkShare = ({ round }: { round: number }) => {
  const heard = useLive((live) => live.panels[round]?.talk);
  const talk = Object.entries(heard ?? {}).map(([participant, { ms }]) => ({ participant, ms }));
  return <Talked talk={talk} title={i18n.t('Talk so far')} />;
};

/** For the candidate, while the round runs: their own only. */
export const OwnTalk = ({ round }: { round: number }) => {
  const ms = useLive((live) => live.self.talk[round]?.ms) ?? 0;
  if (ms === 0) return null;
  return (
    <p className={styles.note}>
      {i18n.t('You have talked {time}, estimated.', { time: minutesAndSeconds(ms, 'down') })}
    </p>
  );
};

/** For everybody, once the cards are open. One's own name reads “You”. */
export const TalkTotals = ({ round }: { round: RoundState }) =>
  round.talk ? <Talked talk={round.talk} title={i18n.t('Who talked how long')} /> : null;
