import { cx, Kbd } from '@debrief/ui';
import { type Anchors, type RubricView } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { useState } from 'react';
import { Glyph } from '../parts';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { MyDimension } from './assignments';
import { DutyChoice, OnDuty, SplitDuties } from './duties';
import { type Marking } from './use-marks';
import styles from './cockpit.module.css';

interface Props {
  rubric: RubricView;
  anchors?: Anchors | undefined;
  marking: Marking;
  startedAt: number | null;
  /** The round in which the reader scores. */
  round: RoundState;
  /** The round whose panel may split the dimensions; only interviewers are given it. */
  panelOf?: RoundState | undefined;
}

/** The rubric with my marks under each dimension; the one being marked, or opened, shows its sentences. */
export const RubricPanel = ({ rubric, anchors, marking, startedAt, round, panelOf }: Props) => {
  const [openKey, setOpenKey] = useState<string | null>(null);
  const shown = marking.open?.dimension ?? openKey;
  return (
    <>
      <div className={styles.rubHead}>
        <h2 className={styles.lab}>{i18n.t('Rubric and marks')}</h2>
        <span className={styles.meta}>{i18n.t('Private until you lock')}</span>
        {panelOf && <SplitDuties round={panelOf} dimensions={rubric.dimensions.map(({ key }) => key)} />}
      </div>
      <ol className={styles.rub}>
        {rubric.dimensions.map((dimension, index) => {
          const marks = marking.marks.filter((mark) => mark.dimension === dimension.key);
          const isShown = shown === dimension.key;
          const anchor = anchors?.find((each) => each.dimension === dimension.key);
          return (
            <li key={dimension.key} className={cx(isShown && styles.cur)}>
              <button
                type="button"
                className={styles.rh}
                aria-expanded={isShown}
                onClick={() => setOpenKey(isShown ? null : dimension.key)}
              >
                <Kbd>{index + 1}</Kbd>
                <b>{dimension.name}</b>
                <MyDimension round={round} dimension={dimension.key} />
                {panelOf && <OnDuty round={panelOf} dimension={dimension.key} />}
                <span className={styles.glyphs}>
                  {marks.map((mark) => (
                    <Glyph key={mark.mark} kind={mark.kind} label />
                  ))}
                </span>
              </button>
              {(isShown ? marks : marks.slice(-1)).map((mark) => (
                <button
                  key={mark.mark}
                  type="button"
                  className={cx(styles.lastq, mark.isPending && styles.waiting)}
                  onClick={() => marking.reopen(mark.mark)}
                  aria-label={i18n.t('Change the mark of {at}', { at: moment(mark.to, startedAt) })}
                >
                  <span>{moment(mark.to, startedAt)}</span> {mark.words || i18n.t('no words yet')}
                </button>
              ))}
              {isShown && (
                <dl className={styles.anch}>
                  {dimension.levels.map((sentence, level) => (
                    <div key={level}>
                      <dt>{level + 1}</dt>
                      <dd>{sentence}</dd>
                    </div>
                  ))}
                </dl>
              )}
              {isShown && panelOf && <DutyChoice round={panelOf} dimension={dimension.key} label={dimension.name} />}
              {openKey === dimension.key && anchor && (
                <div className={styles.anchors}>
                  <p>
                    <b>{i18n.t('Here, strong is:')}</b> {anchor.strong.join(' · ')}
                  </p>
                  <p>
                    <b>{i18n.t('Here, weak is:')}</b> {anchor.weak.join(' · ')}
                  </p>
                  <p>
                    <b>3</b> “{anchor.samples.level3}”
                  </p>
                  <p>
                    <b>4</b> “{anchor.samples.level4}”
                  </p>
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
};
