import { text, VisuallyHidden } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import type { Change } from './changes';
import styles from './rubrics.module.css';

/** Differences in plain words; what was is struck, what is stands under it. */
export const ChangeList = ({ changes }: { changes: readonly Change[] }) =>
  changes.length === 0 ? (
    <p className={text.meta}>{i18n.t('Nothing differs.')}</p>
  ) : (
    <ul className={styles.changes}>
      {changes.map(({ what, before, after }) => (
        <li key={`${what} ${before} ${after}`}>
          <span>{what}</span>
          {before !== undefined && (
            <del>
              <VisuallyHidden>{i18n.t('Before:')} </VisuallyHidden>
              {before}
            </del>
          )}
          {after !== undefined && (
            <ins>
              <VisuallyHidden>{i18n.t('Now:')} </VisuallyHidden>
              {after}
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
