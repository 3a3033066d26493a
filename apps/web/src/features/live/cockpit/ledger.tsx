import { Section } from '@debrief/ui';
import { type Guide } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useLive } from '../live-context';
import { Against } from './file-hint';
import styles from './cockpit.module.css';

/** Every help that was given, as it will stand beside the scores. */
export const Ledger = ({
  round,
  guide,
  dimensions,
}: {
  round: RoundState;
  guide: Guide;
  dimensions: readonly { key: string; name: string }[];
}) => {
  const hints = useLive((state) => state.panels[round.round]?.hints) ?? [];
  const phaseName = (key: string) => guide.phases.find((phase) => phase.key === key)?.name ?? key;
  if (!hints.length) return null;
  return (
    <Section
      title={i18n.t('Help given')}
      meta={i18n.t('{count, plural, one {# hint} other {# hints}}', { count: hints.length })}
      level="h3"
    >
      <ol className={styles.ledger}>
        {hints.map((hint) => (
          <li key={`${hint.at}-${hint.ref}`}>
            <span>{moment(hint.at, round.startedAt)}</span>
            <div>
              {hint.kind === 'nudge'
                ? i18n.t('Nudge in {phase}', { phase: phaseName(hint.ref) })
                : i18n.t('{text}, unasked', { text: hint.text })}{' '}
              <Against round={round} hint={hint} dimensions={dimensions} />
            </div>
          </li>
        ))}
      </ol>
      <p className={styles.small}>
        {i18n.t('What was reached only after a direct hint is at most a 2 on that dimension.')}
      </p>
    </Section>
  );
};
