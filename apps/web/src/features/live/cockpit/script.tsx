import { Button, cx, Section } from '@debrief/ui';
import { type Guide } from '@debrief/contracts';
import { type RoundState, type RoundView } from '@debrief/live-core';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useLive, useSend } from '../live-context';
import { Table } from '../room/fact-table';
import { useKeys } from '../room-keys';
import styles from './cockpit.module.css';

interface Props {
  round: RoundState;
  view: RoundView;
  guide: Guide;
}

/** The interviewer's script for the phase that runs: what it is for, what to ask, what to give. */
export const Script = ({ round, view, guide }: Props) => {
  const key = view.phase?.phase.key;
  const phase = guide.phases.find((each) => each.key === key);
  return (
    <>
      {phase && (
        <>
          <div className={styles.aim}>
            <h2>{phase.name}</h2>
            <p>{phase.aim}</p>
          </div>
          <Probes key={phase.key} round={round} probes={phase.probes} />
          <Nudge round={round} phase={phase.key} text={phase.nudge} />
        </>
      )}
      <Facts round={round} view={view} guide={guide} />
      <Twists round={round} view={view} guide={guide} />
    </>
  );
};

const Probes = ({ round, probes }: { round: RoundState; probes: Guide['phases'][number]['probes'] }) => {
  const asked = useLive((state) => state.panels[round.round]?.probes);
  const send = useSend();
  const askedAt = (id: string) => asked?.find((each) => each.probe === id)?.at;
  const next = probes.find(({ id }) => askedAt(id) === undefined);
  const ask = (probe: string) => void send('probe.ask', { round: round.round, probe });
  useKeys([{ key: 'A', label: i18n.t('The next probe has been asked'), run: () => next && ask(next.id) }]);
  return (
    <>
      <h3 className={styles.lab}>{i18n.t('Probes')}</h3>
      <ol className={styles.probes}>
        {probes.map(({ id, kind, text }) => {
          const at = askedAt(id);
          const isNext = id === next?.id;
          return (
            <li key={id} className={cx(at !== undefined && styles.asked, isNext && styles.nextProbe)}>
              <span className={styles.pi} aria-hidden="true">
                {at !== undefined && <Check />}
              </span>
              <p>{text}</p>
              {at !== undefined ? (
                <span className={styles.small}>
                  <span className={styles.vh}>{i18n.t('asked at')} </span>
                  {moment(at, round.startedAt)}
                </span>
              ) : isNext ? (
                <Button size="s" hotkey="A" onClick={() => ask(id)}>
                  {i18n.t('Asked')}
                </Button>
              ) : (
                <button
                  type="button"
                  className={styles.asLink}
                  onClick={() => ask(id)}
                  aria-label={i18n.t('Asked: {text}', { text })}
                >
                  {kind === 'probe'
                    ? i18n.t('mark asked')
                    : kind === 'challenge'
                      ? i18n.t('challenge')
                      : i18n.t('twist')}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
};

export const Check = () => (
  <svg
    width="13"
    height="13"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M3 8.5 6.5 12 13 4.5" />
  </svg>
);

/** A nudge moves on without giving content, and is written down so that it is known beside the score. */
const Nudge = ({ round, phase, text }: { round: RoundState; phase: string; text: string }) => {
  const hints = useLive((state) => state.panels[round.round]?.hints);
  const send = useSend();
  const logged = hints?.filter((hint) => hint.kind === 'nudge' && hint.ref === phase).length ?? 0;
  return (
    <div className={styles.nudge}>
      <h3 className={styles.lab}>{i18n.t('If they stall')}</h3>
      <p>“{text}”</p>
      <Button size="s" kind="quiet" onClick={() => void send('nudge.log', { round: round.round, phase })}>
        {logged ? i18n.t('Logged {logged}×', { logged }) : i18n.t('Log nudge')}
      </Button>
    </div>
  );
};

const Facts = ({ round, view, guide }: Props) => {
  const send = useSend();
  const [openId, setOpenId] = useState<string | null>(null);
  const given = (id: string) => round.facts.find((fact) => fact.fact === id)?.at;
  const give = (fact: string, asked: boolean) => {
    setOpenId(null);
    void send('fact.give', { round: round.round, fact, asked });
  };
  const minute = view.elapsedMs / 60_000;
  const count = guide.facts.filter(({ id }) => given(id) !== undefined).length;
  if (!guide.facts.length) return null;
  return (
    <Section
      title={i18n.t('Facts to give when asked')}
      meta={i18n.t('{count} of {total} given', { count, total: guide.facts.length })}
      level="h3"
    >
      <ul className={styles.facts}>
        {guide.facts.map((fact) => {
          const at = given(fact.id);
          const isOpen = openId === fact.id;
          const dueUnasked = at === undefined && fact.ifNeverAsked !== 'withhold' && fact.ifNeverAsked.minute <= minute;
          return (
            <li key={fact.id} className={cx(at !== undefined && styles.given)}>
              <button
                type="button"
                className={styles.fact}
                aria-expanded={isOpen}
                disabled={at !== undefined}
                onClick={() => setOpenId(isOpen ? null : fact.id)}
              >
                <b>{fact.label}</b>
                <span>
                  {at !== undefined
                    ? i18n.t('given {at}', { at: moment(at, round.startedAt) })
                    : fact.noData
                      ? i18n.t('Say that there is no data')
                      : fact.answer}
                </span>
              </button>
              {at === undefined && (
                <Button
                  size="s"
                  kind="quiet"
                  className={styles.give}
                  aria-label={i18n.t('Give {label}, asked for', { label: fact.label })}
                  onClick={() => give(fact.id, true)}
                >
                  {i18n.t('Give')}
                </Button>
              )}
              {isOpen && at === undefined && (
                <div className={styles.factMore}>
                  {fact.answer && <p>{fact.answer}</p>}
                  {fact.table && <Table table={fact.table} label={fact.label} />}
                  <p className={styles.small}>
                    {i18n.t('They may ask:')} {fact.asked.join(' · ')}
                  </p>
                  <p className={styles.small}>
                    {i18n.t('Too vague?')} “{fact.ifVague}”
                  </p>
                  <div>
                    <Button size="s" onClick={() => give(fact.id, true)}>
                      {i18n.t('Asked for: give')}
                    </Button>
                    <Button size="s" kind="quiet" onClick={() => give(fact.id, false)}>
                      {i18n.t('Give unasked')}
                    </Button>
                  </div>
                </div>
              )}
              {dueUnasked && !isOpen && (
                <div className={styles.due}>
                  <span>{i18n.t('Nobody asked. The guide gives it by now.')}</span>
                  <Button size="s" kind="quiet" onClick={() => give(fact.id, false)}>
                    {i18n.t('Give unasked')}
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
};

const Twists = ({ round, view, guide }: Props) => {
  const send = useSend();
  const minute = view.elapsedMs / 60_000;
  return (
    <ul className={styles.twists}>
      {guide.twists.map((twist) => {
        const at = round.twists.find((each) => each.twist === twist.id)?.at;
        return (
          <li key={twist.id} className={cx(at === undefined && twist.minute <= minute && styles.twistDue)}>
            <svg width="12" height="14" viewBox="0 0 12 14" aria-hidden="true">
              <path d="M2 13 10 1" stroke="currentColor" strokeWidth="1.8" />
            </svg>
            <div>
              <b>
                {at !== undefined
                  ? i18n.t('Twist given {at}', { at: moment(at, round.startedAt) })
                  : i18n.t('Twist at minute {minute}', { minute: twist.minute })}
              </b>
              <p>{twist.text}</p>
            </div>
            {at === undefined && (
              <Button
                size="s"
                kind={twist.minute <= minute ? 'plain' : 'quiet'}
                onClick={() => void send('twist.give', { round: round.round, twist: twist.id })}
              >
                {i18n.t('Give the twist')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
};
