import { text } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import styles from './authoring.module.css';
import { type Fault, type Faults } from './check';
import { type Part } from './fields';

/** As many as anybody reads in a row; the rest is counted. */
const MOST_SHOWN = 12;

/** What is left to do, part by part; each line leads to its field. */
export const FaultList = ({
  parts,
  faults,
  current,
  onJump,
}: {
  parts: readonly Part[];
  faults: Faults;
  current: string;
  onJump: (fault: Fault) => void;
}) => {
  const total = faults.all.length;
  return (
    <section aria-label={i18n.t('Checks')} className={styles.checks}>
      <p role="status" className={text.slug}>
        {total === 0
          ? i18n.t('Nothing is missing')
          : i18n.t('{n, plural, one {# thing to do} other {# things to do}}', { n: total })}
      </p>
      {parts
        .filter(({ key }) => faults.countIn(key) > 0)
        // What is being written comes first.
        .sort((a, b) => Number(b.key === current) - Number(a.key === current))
        .map(({ key, title }) => {
          const own = faults.all.filter(({ part }) => part === key);
          return (
            <details key={key} open={key === current}>
              <summary>
                {title} <span className={text.meta}>{own.length}</span>
              </summary>
              <ul>
                {own.slice(0, MOST_SHOWN).map((fault, at) => (
                  <li key={at}>
                    <button type="button" className={styles.jump} onClick={() => onJump(fault)}>
                      {fault.message}
                    </button>
                  </li>
                ))}
              </ul>
              {own.length > MOST_SHOWN && (
                <p className={text.meta}>{i18n.t('and {n} more', { n: own.length - MOST_SHOWN })}</p>
              )}
            </details>
          );
        })}
    </section>
  );
};
