import { Button, cx } from '@debrief/ui';
import { type Guide } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useLive, useSend } from '../live-context';
import { useKeys } from '../room-keys';
import styles from './cockpit.module.css';

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

const kindWords = (kind: 'probe' | 'challenge' | 'twist'): string =>
  kind === 'probe' ? i18n.t('mark asked') : kind === 'challenge' ? i18n.t('challenge') : i18n.t('twist');

/** The phase's questions in their order; the next one is large, and one key says that it has been asked. */
export const Probes = ({ round, probes }: { round: RoundState; probes: Guide['phases'][number]['probes'] }) => {
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
                  {kindWords(kind)}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
};
