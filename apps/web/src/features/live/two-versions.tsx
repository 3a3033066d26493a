import { Button } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import styles from './two-versions.module.css';

/** Another tab or device stored something else meanwhile: both are shown, nothing is merged behind one's back. */
export const TwoVersions = ({
  what,
  mine,
  theirs,
  onChoose,
}: {
  /** One sentence: what was changed in another tab. */
  what: string;
  mine: string;
  theirs: string;
  onChoose: (which: 'mine' | 'theirs') => void;
}) => (
  <div className={styles.versions} role="alert">
    <p>
      {what} {i18n.t('Both are kept until you choose.')}
    </p>
    <div>
      <section>
        <h3>{i18n.t('Here')}</h3>
        <pre>{mine}</pre>
        <Button onClick={() => onChoose('mine')}>{i18n.t('Keep this one')}</Button>
      </section>
      <section>
        <h3>{i18n.t('In the other tab')}</h3>
        <pre>{theirs}</pre>
        <Button onClick={() => onChoose('theirs')}>{i18n.t('Take the other')}</Button>
      </section>
    </div>
  </div>
);
