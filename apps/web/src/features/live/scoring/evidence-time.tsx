import { inputClass } from '@debrief/ui';
import { type Evidence } from '@debrief/contracts';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { spanAt } from './card-state';
import styles from './scoring.module.css';

interface Props {
  evidence: Evidence;
  startedAt: number;
  endedAt: number;
  disabled: boolean;
  onChange: (span: Pick<Evidence, 'from' | 'to'>) => void;
}

/** When it was: minutes and seconds of the interview, or empty for no moment in particular. */
export const EvidenceTime = ({ evidence, startedAt, endedAt, disabled, onChange }: Props) => {
  const isAnywhere = evidence.from <= startedAt && evidence.to >= endedAt;
  const shown = isAnywhere ? '' : moment(evidence.to, startedAt);
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed !== null && typed !== shown) {
      const span = spanAt(typed, startedAt, endedAt);
      if (span) onChange(span);
    }
    setTyped(null);
  };
  return (
    <label className={styles.when}>
      {i18n.t('at')}{' '}
      <input
        className={inputClass}
        value={typed ?? shown}
        disabled={disabled}
        inputMode="numeric"
        maxLength={6}
        aria-label={i18n.t('When it was, as minutes and seconds of the interview; empty for no moment in particular')}
        placeholder={i18n.t('m:ss')}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
    </label>
  );
};
