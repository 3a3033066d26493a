import { Button, cx } from '@debrief/ui';
import { type Guide } from '@debrief/contracts';
import { type RoundState, type RoundView } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useLive, useSend } from '../live-context';
import { Facts } from './facts';
import { FreshHint } from './file-hint';
import { Ledger } from './ledger';
import { OfferBand } from './offer-band';
import { PhasePlan } from './phase-plan';
import { Probes } from './probes';
import styles from './cockpit.module.css';

export { Check } from './probes';

interface Props {
  round: RoundState;
  view: RoundView;
  guide: Guide;
  /** Of the round's rubric, in its order. */
  dimensions: readonly { key: string; name: string }[];
}

/** The interviewer's script for the phase that runs: what it is for, what to ask, what to give, what was given. */
export const Script = ({ round, view, guide, dimensions }: Props) => {
  const phase = guide.phases.find(({ key }) => key === view.phase?.phase.key);
  return (
    <>
      {phase && (
        <div className={styles.aim}>
          <h2>{phase.name}</h2>
          <p>{phase.aim}</p>
        </div>
      )}
      <PhasePlan round={round} view={view} />
      <OfferBand round={round} view={view} guide={guide} />
      <FreshHint round={round} dimensions={dimensions} />
      {phase && (
        <>
          <Probes key={phase.key} round={round} probes={phase.probes} />
          <Nudge round={round} phase={phase.key} text={phase.nudge} />
        </>
      )}
      <Facts round={round} facts={guide.facts} />
      <Twists round={round} guide={guide} />
      <Ledger round={round} guide={guide} dimensions={dimensions} />
    </>
  );
};

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

/** The facts that contradict the plan: at their minute the band at the top offers them, before that nothing presses. */
const Twists = ({ round, guide }: { round: RoundState; guide: Guide }) => {
  const send = useSend();
  return (
    <ul className={styles.twists}>
      {guide.twists.map(({ id, minute, text }) => {
        const at = round.twists.find((each) => each.twist === id)?.at;
        return (
          <li key={id} className={cx(at !== undefined && styles.twistGiven)}>
            <svg width="12" height="14" viewBox="0 0 12 14" aria-hidden="true">
              <path d="M2 13 10 1" stroke="currentColor" strokeWidth="1.8" />
            </svg>
            <div>
              <b>
                {at !== undefined
                  ? i18n.t('Twist given {at}', { at: moment(at, round.startedAt) })
                  : i18n.t('Twist at minute {minute}', { minute })}
              </b>
              <p>{text}</p>
            </div>
            {at === undefined && (
              <Button size="s" kind="quiet" onClick={() => void send('twist.give', { round: round.round, twist: id })}>
                {i18n.t('Give')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
};
