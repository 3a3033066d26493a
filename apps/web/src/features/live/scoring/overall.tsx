import { Button, Chip, cx, Kbd, Section, text } from '@debrief/ui';
import { type Card, type RubricView } from '@debrief/contracts';
import { OVERALLS } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { confidenceName, overallName } from '../../../shared/score-names';
import { type Step } from './steps';
import { type CardForm } from './use-card';
import styles from './scoring.module.css';

export const confidences = ['low', 'medium', 'high'] as const;

/** The key that answers. */
const Digit = ({ n }: { n: number }) => (
  <span className={styles.digit}>
    <Kbd>{n}</Kbd>
  </span>
);

/** The judgement of the whole, shut until every dimension has a level, and the lock. */
export const Overall = ({
  form,
  card,
  rubric,
  step,
  onLock,
}: {
  form: CardForm;
  card: Card;
  rubric: RubricView;
  /** What the digits answer now. */
  step: Step['kind'];
  onLock: () => void;
}) => {
  const { open, isLocked, isSelf, faults, apart, rules } = form;
  const isShut = open > 0 || isLocked;
  const set = (change: Partial<Card>) => form.change({ ...card, ...change });
  const first = faults[0];
  const dimensionOf = (field: string) => rubric.dimensions.find(({ key }) => field === `levels.${key}`)?.name;
  return (
    <Section title={i18n.t('Overall')} meta={i18n.t('comes last')} className={styles.overall}>
      <fieldset
        className={cx(styles.four, step === 'overall' && styles.now)}
        disabled={isShut}
        tabIndex={-1}
        data-step="overall"
      >
        <legend className={styles.vh}>{i18n.t('Overall recommendation')}</legend>
        {OVERALLS.map((value, index) => (
          <label key={value}>
            <input
              type="radio"
              name="overall"
              checked={card.overall === value}
              onChange={() => set({ overall: value })}
            />
            <span>
              {overallName(value)}
              {step === 'overall' && <Digit n={index + 1} />}
            </span>
          </label>
        ))}
      </fieldset>
      {open > 0 && (
        <p className={text.meta}>
          {i18n.t(
            '{total, plural, one {Opens when it has a level or NO.} other {Opens when all # have a level or NO. {open} to go.}}',
            {
              total: rules.dimensions.length,
              open,
            },
          )}
        </p>
      )}
      <div
        className={cx(styles.conf, step === 'confidence' && styles.now)}
        role="group"
        tabIndex={-1}
        data-step="confidence"
        aria-label={i18n.t('Confidence')}
      >
        <span className={styles.lab}>
          {i18n.t('Confidence')} {isSelf && <span className={text.meta}>{i18n.t('optional')}</span>}
        </span>
        <span>
          {confidences.map((value, index) => (
            <Chip
              key={value}
              disabled={isShut}
              pressed={card.confidence === value}
              onClick={() => set({ confidence: value })}
            >
              {confidenceName(value)}
              {step === 'confidence' && <Digit n={index + 1} />}
            </Chip>
          ))}
        </span>
      </div>
      {rubric.redFlags.length > 0 && !isSelf && (
        <fieldset className={styles.flags} disabled={isLocked}>
          <legend className={styles.lab}>{i18n.t('Red flags you saw')}</legend>
          {rubric.redFlags.map((flag, index) => (
            <label key={flag}>
              <input
                type="checkbox"
                className={styles.cite}
                checked={card.redFlags.includes(index)}
                onChange={() =>
                  set({
                    redFlags: card.redFlags.includes(index)
                      ? card.redFlags.filter((each) => each !== index)
                      : [...card.redFlags, index].sort(),
                  })
                }
              />
              <span>{flag}</span>
            </label>
          ))}
        </fieldset>
      )}
      {apart && card.overall && (
        <div role="alert" className={styles.apart}>
          <p>
            {i18n.t('By the weights your levels make “{band}”; you chose “{chosen}”.', {
              band: overallName(apart),
              chosen: overallName(card.overall),
            })}
          </p>
          <p>
            {i18n.t(
              'Read your evidence once more: does a level miss something, or does the whole? Lock again to keep both as they are.',
            )}
          </p>
        </div>
      )}
      <Button
        kind="primary"
        size="l"
        wide
        disabled={isLocked || form.isLocking || form.draft.sync === 'conflict'}
        onClick={onLock}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {isLocked ? i18n.t('Locked') : form.isLocking ? i18n.t('Locking') : i18n.t('Lock my card')}
      </Button>
      <p className={text.meta}>
        {isLocked
          ? i18n.t('Your card is in. It opens with the others.')
          : first
            ? `${dimensionOf(first.field) ? `${dimensionOf(first.field)}: ` : ''}${first.sentence}`
            : i18n.t('Locking cannot be undone. It opens with the others.')}
      </p>
    </Section>
  );
};
