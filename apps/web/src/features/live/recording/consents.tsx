import { type Artefact } from '@debrief/contracts';
import { i18n } from '../../../shared/i18n';
import { useMe, useRoom, useSend } from '../live-context';
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
export const Consents = () => {
  const mine = useRoom().consents[useMe()] ?? {};
  const send = useSend();
  return (
    <div className={styles.consents}>
      {(['recording', 'download'] as const).map((artefact) => {
        const { label, hint } = words[artefact]();
        return (
          <label key={artefact} className={styles.consent}>
            <input
              type="checkbox"
              checked={mine[artefact] ?? false}
              onChange={(event) => void send('consent.give', { artefact, granted: event.target.checked })}
            />
            <span>
              <b>{label}</b>
              <small>{hint}</small>
            </span>
          </label>
        );
      })}
    </div>
  );
};
