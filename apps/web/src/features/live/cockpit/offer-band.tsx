import { Button } from '@debrief/ui';
import { type Guide } from '@debrief/contracts';
import { type RoundState, type RoundView } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { minutesAndSeconds } from '../clock-words';
import { useLive, useLiveSession, useSend } from '../live-context';
import { useKeys } from '../room-keys';
import { offerOf, type Offer } from './offer';
import styles from './cockpit.module.css';

const wordsOf = (offer: Offer): { head: string; text: string; action: string } => {
  if (offer.kind === 'twist')
    return {
      head: i18n.t('Twist, due at minute {minute}', { minute: offer.minute }),
      text: offer.text,
      action: i18n.t('Give the twist'),
    };
  if (offer.kind === 'fact')
    return {
      head: i18n.t('Nobody asked for {label} by minute {minute}', { label: offer.label, minute: offer.minute }),
      text: offer.text,
      action: i18n.t('Give it unasked'),
    };
  return {
    head:
      offer.because === 'silence'
        ? i18n.t('Silent for {time}', { time: minutesAndSeconds(offer.ms, 'down') })
        : i18n.t('{time} over this phase', { time: minutesAndSeconds(offer.ms, 'down') }),
    text: `“${offer.text}”`,
    action: i18n.t('Nudge given'),
  };
};

/** What is due now, at the top of the script, behind one key. It only offers: the interviewer decides. */
export const OfferBand = ({ round, view, guide }: { round: RoundState; view: RoundView; guide: Guide }) => {
  const panel = useLive((state) => state.panels[round.round]);
  const live = useLiveSession();
  const send = useSend();
  const offer = offerOf(guide, round, panel, view, live.now());
  const take = () => {
    if (!offer) return;
    const where = { round: round.round };
    if (offer.kind === 'twist') void send('twist.give', { ...where, twist: offer.id });
    else if (offer.kind === 'fact') void send('fact.give', { ...where, fact: offer.id, asked: false });
    else void send('nudge.log', { ...where, phase: offer.phase });
  };
  useKeys([{ key: 'G', label: i18n.t('Do what the script offers now'), run: take }]);
  const words = offer && wordsOf(offer);
  return (
    <>
      {/* Said once when it comes: the ticking time beside it would be said every second. */}
      <p role="status" className={styles.vh}>
        {words && `${words.action}: ${words.text}`}
      </p>
      {words && (
        <div className={styles.offer}>
          <h3 className={styles.lab}>{words.head}</h3>
          <p>{words.text}</p>
          <Button size="s" hotkey="G" onClick={take}>
            {words.action}
          </Button>
        </div>
      )}
    </>
  );
};
