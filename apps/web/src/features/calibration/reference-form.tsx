import { type Card, EVIDENCE_MIN, type Level, overall as overalls, type RubricView } from '@debrief/contracts';
import { ProblemError } from '@debrief/client';
import { AreaField, Button, Field, Section, SelectField } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import { LevelChoice } from '../../shared/level-choice';
import { ProblemNote } from '../../shared/problem-note';
import { confidenceName, overallName } from '../../shared/score-names';
import styles from './calibration.module.css';

const SECOND = 1_000;
/** `12:05` as milliseconds into the round; 0 for what is no time. */
const msOf = (words: string): number => {
  const [, minutes, seconds] = /^\s*(\d{1,3})[:.](\d{2})\s*$/.exec(words) ?? [];
  return minutes === undefined ? 0 : (Number(minutes) * 60 + Number(seconds)) * SECOND;
};
export const timeWords = (ms: number): string =>
  ms > 0 ? `${Math.floor(ms / 60_000)}:${String(Math.floor((ms % 60_000) / SECOND)).padStart(2, '0')}` : '';

/** The scorecard of a round that nobody runs: evidence, then the sentence, then the whole. */
export const ReferenceForm = ({
  rubric,
  card,
  onChange,
  onSend,
  isSending,
  error,
}: {
  rubric: RubricView;
  card: Card;
  onChange: (card: Card) => void;
  onSend: () => void;
  isSending: boolean;
  error: Error | null;
}) => {
  const faults = error instanceof ProblemError ? (error.problem.fields ?? {}) : {};
  const item = (dimension: string) => card.levels.find((each) => each.dimension === dimension);
  const set = (dimension: string, change: Partial<Card['levels'][number]>) =>
    onChange({
      ...card,
      levels: card.levels.map((each) => (each.dimension === dimension ? { ...each, ...change } : each)),
    });
  const open = rubric.dimensions.filter(({ key }) => (item(key)?.level ?? null) === null).length;
  const isReady = open === 0 && card.overall !== null && card.confidence !== null;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isSending) onSend();
      }}
    >
      {rubric.dimensions.map(({ key, name, weight, levels }) => {
        const own = item(key);
        const evidence = own?.evidence[0];
        const write = (change: { text?: string; from?: number; to?: number }) =>
          evidence && set(key, { evidence: [{ ...evidence, ...change }] });
        const missing = EVIDENCE_MIN - (evidence?.text.trim().length ?? 0);
        return (
          <Section key={key} title={name} meta={i18n.t('weight {weight}', { weight })}>
            <div className={styles.dimension}>
              <div>
                <AreaField
                  label={i18n.t('What you read')}
                  hint={
                    missing > 0
                      ? i18n.t('A quote or paraphrase: {missing} more characters carry a level.', { missing })
                      : undefined
                  }
                  error={faults[`levels.${key}`]}
                  rows={4}
                  maxLength={600}
                  value={evidence?.text ?? ''}
                  onChange={(event) => write({ text: event.target.value })}
                />
                <Field
                  label={i18n.t('At minute')}
                  placeholder="12:40"
                  inputMode="numeric"
                  defaultValue={timeWords(evidence?.to ?? 0)}
                  onBlur={(event) => write({ from: msOf(event.target.value), to: msOf(event.target.value) })}
                />
              </div>
              <LevelChoice
                sentences={levels}
                value={own?.level ?? null}
                onChange={(level: Level) => set(key, { level })}
                {...(missing > 0 ? { closed: i18n.t('A level counts only with evidence.') } : {})}
              />
            </div>
          </Section>
        );
      })}
      <Section title={i18n.t('Overall')}>
        <div className={styles.overall}>
          <SelectField
            label={i18n.t('Your recommendation')}
            value={card.overall ?? ''}
            error={faults['overall']}
            onChange={(event) =>
              onChange({ ...card, overall: overalls.options.find((each) => each === event.target.value) ?? null })
            }
          >
            <option value="">{i18n.t('Choose')}</option>
            {overalls.options.map((each) => (
              <option key={each} value={each}>
                {overallName(each)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={i18n.t('How sure')}
            value={card.confidence ?? ''}
            error={faults['confidence']}
            onChange={(event) =>
              onChange({
                ...card,
                confidence: (['low', 'medium', 'high'] as const).find((each) => each === event.target.value) ?? null,
              })
            }
          >
            <option value="">{i18n.t('Choose')}</option>
            {(['low', 'medium', 'high'] as const).map((each) => (
              <option key={each} value={each}>
                {confidenceName(each)}
              </option>
            ))}
          </SelectField>
        </div>
        {error && <ProblemNote error={error} kept={i18n.t('What you filled in is kept on this device.')} />}
        <div className={styles.ways}>
          <Button kind="primary" type="submit" disabled={!isReady || isSending}>
            {isSending ? i18n.t('Sending') : i18n.t('Send and compare')}
          </Button>
          {!isReady && (
            <span className={styles.open}>
              {open > 0
                ? i18n.t(
                    '{open, plural, one {# dimension is} other {# dimensions are}} open. “Not observed” is an answer too.',
                    {
                      open,
                    },
                  )
                : i18n.t('The recommendation and how sure you are come last.')}
            </span>
          )}
        </div>
      </Section>
    </form>
  );
};
