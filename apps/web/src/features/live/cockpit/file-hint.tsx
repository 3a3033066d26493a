import { Button, Chip, Kbd } from '@debrief/ui';
import { isUnfiled, type Hint, type RoundState } from '@debrief/live-core';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { useLive, useLiveSession, useSend } from '../live-context';
import { useKeys } from '../room-keys';
import styles from './cockpit.module.css';

/** For this long the row offers itself after a fact was given unasked, in ms; later it is filed under “Help given”. */
const OFFERED_FOR = 8_000;

interface Named {
  key: string;
  name: string;
}

/** What a fact given unasked counts against: one press, or H and a digit. */
const Row = ({
  round,
  hint,
  dimensions,
  hasKeys,
}: {
  round: number;
  hint: Hint;
  dimensions: readonly Named[];
  hasKeys: boolean;
}) => {
  const send = useSend();
  const [isArmed, setArmed] = useState(false);
  const file = (dimension: string | null) => void send('hint.file', { round, fact: hint.ref, dimension });
  const digits = (digit: number): boolean => {
    const dimension = digit === 0 ? null : dimensions[digit - 1]?.key;
    if (!isArmed || dimension === undefined) return false;
    setArmed(false);
    file(dimension);
    return true;
  };
  useKeys(
    hasKeys
      ? [
          {
            key: 'H',
            label: i18n.t('Then a digit: what the fact given unasked counts against; 0 is none'),
            run: () => setArmed(!isArmed),
          },
          { key: i18n.t('H 0–{last}', { last: dimensions.length }), label: i18n.t('Files it'), digits },
        ]
      : [],
  );
  return (
    <div
      className={styles.fileHint}
      role="group"
      aria-label={i18n.t('What {fact} counts against', { fact: hint.text })}
    >
      <p role="status">
        {isArmed
          ? i18n.t('Press the digit of a dimension, or 0 for none.')
          : i18n.t('“{fact}” was given unasked. It counts against:', { fact: hint.text })}
      </p>
      <span className={styles.kinds}>
        {dimensions.map(({ key, name }, index) => (
          <Chip key={key} onClick={() => file(key)}>
            {isArmed && <Kbd>{index + 1}</Kbd>}
            {name}
          </Chip>
        ))}
        <Chip onClick={() => file(null)}>
          {isArmed && <Kbd>0</Kbd>}
          {i18n.t('none')}
        </Chip>
        {hasKeys && (
          <Button size="s" kind="quiet" hotkey="H" onClick={() => setArmed(!isArmed)} aria-pressed={isArmed}>
            {i18n.t('By digit')}
          </Button>
        )}
      </span>
    </div>
  );
};

const useFactHints = (round: number) => useLive((state) => state.panels[round]?.hints);

/** Right after a fact was given unasked. It asks for nothing: whoever goes on with the interview files it later. */
export const FreshHint = ({ round, dimensions }: { round: RoundState; dimensions: readonly Named[] }) => {
  const live = useLiveSession();
  const fresh = useFactHints(round.round)?.filter(isUnfiled).at(-1);
  if (!fresh || live.now() > fresh.at + OFFERED_FOR) return null;
  return <Row key={fresh.ref} round={round.round} hint={fresh} dimensions={dimensions} hasKeys />;
};

/** Every fact given unasked that is not filed; on the scorecard, where it begins to matter. */
export const UnfiledHints = ({ round, dimensions }: { round: RoundState; dimensions: readonly Named[] }) =>
  (useFactHints(round.round) ?? [])
    .filter(isUnfiled)
    .map((hint) => <Row key={hint.ref} round={round.round} hint={hint} dimensions={dimensions} hasKeys={false} />);

/** What one entry of the ledger counts against, to be changed while the interview runs. */
export const Against = ({
  round,
  hint,
  dimensions,
}: {
  round: RoundState;
  hint: Hint;
  dimensions: readonly Named[];
}) => {
  const send = useSend();
  if (hint.kind !== 'fact') return null;
  const value = hint.dimension === undefined ? 'open' : (hint.dimension ?? 'none');
  return (
    <label className={styles.against}>
      {i18n.t('counts against')}{' '}
      <select
        aria-label={i18n.t('What {fact} counts against', { fact: hint.text })}
        value={value}
        onChange={({ target }) =>
          void send('hint.file', {
            round: round.round,
            fact: hint.ref,
            dimension: target.value === 'none' ? null : target.value,
          })
        }
      >
        {value === 'open' && <option value="open">{i18n.t('not said yet')}</option>}
        {dimensions.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
        <option value="none">{i18n.t('none')}</option>
      </select>
    </label>
  );
};
