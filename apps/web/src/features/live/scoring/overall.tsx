import { Button, Chip, Section, text } from '@debrief/ui';
import { type Card, type Overall as OverallValue, type RubricView } from '@debrief/contracts';
import { i18n } from '../../../shared/i18n';
import { confidenceName, overallName } from '../../../shared/score-names';
import { type CardForm } from './use-card';
import styles from './scoring.module.css';

const overalls: OverallValue[] = ['strong-no', 'no', 'yes', 'strong-yes'];
const confidences = ['low', 'medium', 'high'] as const;

/** The judgement of the whole, shut until every dimension has a level, and the lock. */
export const Overall = ({ form, card, rubric }: { form: CardForm; card: Card; rubric: RubricView }) => {
  const { open, isLocked, isSelf, faults } = form;
  const isShut = open > 0 || isLocked;
  const set = (change: Partial<Card>) => form.change({ ...card, ...change });
  const first = faults[0];
  const dimensionOf = (field: string) => rubric.dimensions.find(({ key }) => field === `levels.${key}`)?.name;
  return (
    <Section title={i18n.t('Overall')} meta={i18n.t('comes last')} className={styles.overall}>
      <fieldset className={styles.four} disabled={isShut}>
        <legend className={styles.vh}>{i18n.t('Overall recommendation')}</legend>
        {overalls.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name="overall"
              checked={card.overall === value}
              onChange={() => set({ overall: value })}
            />
            <span>{overallName(value)}</span>
          </label>
        ))}
      </fieldset>
      {open > 0 && (
        <p className={text.meta}>
          {i18n.t('Opens when all {total} have a level or NO. {open} to go.', {
            total: rubric.dimensions.length,
            open,
          })}
        </p>
      )}
      <div className={styles.conf} role="group" aria-label={i18n.t('Confidence')}>
        <span className={styles.lab}>
          {i18n.t('Confidence')} {isSelf && <span className={text.meta}>{i18n.t('optional')}</span>}
        </span>
        <span>
          {confidences.map((value) => (
            <Chip
              key={value}
              disabled={isShut}
              pressed={card.confidence === value}
              onClick={() => set({ confidence: value })}
            >
              {confidenceName(value)}
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
      <Button
        kind="primary"
        size="l"
        wide
        disabled={isLocked || faults.length > 0 || form.isLocking || form.draft.sync === 'conflict'}
        onClick={() => void form.lock()}
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
