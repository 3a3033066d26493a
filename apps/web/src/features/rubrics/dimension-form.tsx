import { RUBRIC_LIMITS, type Level, type RubricWords } from '@debrief/contracts';
import { Button, Field, AreaField, Section } from '@debrief/ui';
import { useState } from 'react';
import { i18n } from '../../shared/i18n';
import { LevelChoice } from '../../shared/level-choice';
import { levelName } from '../../shared/score-names';
import { leftWords } from './left-words';
import type { Draft } from './use-rubric-draft';
import styles from './rubrics.module.css';

/** One dimension to change, and on demand as a scorer will meet it. */
export const DimensionForm = ({
  at,
  dimension: { name, weight, levels },
  edit,
  faultOf,
  left,
}: {
  at: number;
  dimension: RubricWords['dimensions'][number];
  edit: Pick<Draft, 'dimension' | 'level'>;
  faultOf: (field: string) => string | undefined;
  /** Of the 100, over all dimensions. */
  left: number;
}) => {
  const [isShown, setShown] = useState(false);
  return (
    <Section
      title={name.trim() || i18n.t('Dimension {number}', { number: at + 1 })}
      meta={
        <Button size="s" kind="quiet" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {i18n.t('As a scorer sees it')}
        </Button>
      }
    >
      {isShown ? (
        <Preview levels={levels} />
      ) : (
        <div className={styles.dimension}>
          <div className={styles.nameAndWeight}>
            <Field
              label={i18n.t('Name')}
              value={name}
              maxLength={RUBRIC_LIMITS.name}
              error={faultOf(`dimensions.${at}.name`)}
              onChange={({ target }) => edit.dimension(at, { name: target.value })}
            />
            <Field
              label={i18n.t('Weight')}
              type="number"
              inputMode="numeric"
              min={RUBRIC_LIMITS.leastWeight}
              max={100}
              step={1}
              value={weight || ''}
              error={faultOf(`dimensions.${at}.weight`)}
              hint={left !== 0 && leftWords(left)}
              onChange={({ target }) =>
                edit.dimension(at, { weight: Math.max(0, Math.min(100, Math.trunc(Number(target.value)) || 0)) })
              }
            />
          </div>
          {levels.map((sentence, level) => (
            <AreaField
              key={level}
              label={i18n.t('Level {level}: {title}', { level: level + 1, title: levelName(level + 1) })}
              error={faultOf(`dimensions.${at}.levels.${level}`)}
              hint={
                sentence.length > RUBRIC_LIMITS.sentence - 40
                  ? i18n.t('{used} of {most} characters', { used: sentence.length, most: RUBRIC_LIMITS.sentence })
                  : undefined
              }

              rows={2}
              value={sentence}
              onChange={({ target }) => edit.level(at, level, target.value)}
            />
          ))}
        </div>
      )}
    </Section>
  );
};

/** The picker of the scorecard with these sentences; what is chosen here counts for nothing. */
const Preview = ({ levels }: { levels: readonly string[] }) => {
  const [level, setLevel] = useState<Level | null>(null);
  return <LevelChoice sentences={levels} value={level} onChange={setLevel} />;
};
