import { type Artefact } from '@debrief/contracts';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { seated } from '@debrief/live-core';
import { firstName, useMe, useNames, useRoom, useSend } from '../live-context';
import styles from './recording.module.css';

const words: Record<Artefact, () => { label: string; hint: string }> = {
  recording: () => ({
    label: i18n.t('I agree to be recorded'),
    hint: i18n.t('The sound of the call only, and only while a recording runs. Taking it back stops it at once.'),
  }),
  download: () => ({
    label: i18n.t('The others may download it'),
    hint: i18n.t('Otherwise it can only be heard here, beside the replay.'),
  }),
};

/** What I agree to, each for itself; may be taken back at any time. */
export const Consents = () => (
  <div className={styles.consents}>
    <Consent artefact="recording" />
    <Consent artefact="download" />
  </div>
);

const Consent = ({ artefact }: { artefact: Artefact }) => {
  const granted = useRoom().consents[useMe()]?.[artefact] ?? false;
  const send = useSend();
  // What was pressed stands at once; what the room has stands as soon as it has answered.
  const [pressed, setPressed] = useState<boolean | null>(null);
  const press = async (next: boolean) => {
    setPressed(next);
    await send('consent.give', { artefact, granted: next });
    setPressed(null);
  };
  const agreed = useAgreed(artefact);
  const { label, hint } = words[artefact]();
  return (
    <label className={styles.consent}>
      <input
        type="checkbox"
        checked={pressed ?? granted}
        aria-busy={pressed !== null}
        onChange={(event) => void press(event.target.checked)}
      />
      <span>
        <b>{label}</b>
        <small>{hint}</small>
        <small>{agreed}</small>
      </span>
    </label>
  );
};

/** Who else has agreed, in words; nothing while nobody else is here. */
const useAgreed = (artefact: Artefact): string => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const others = seated(room).filter((each) => each !== me);
  const agreed = others.filter((each) => room.consents[each]?.[artefact] === true);
  const names = agreed.map((each) => firstName(name(each))).join(', ');
  if (others.length === 0) return '';
  if (agreed.length === 0) return i18n.t('Nobody else has agreed.');
  return agreed.length === others.length
    ? i18n.t('{names} agreed: all others.', { names })
    : i18n.t('{names} agreed, {agreed} of {total} others.', { names, agreed: agreed.length, total: others.length });
};
