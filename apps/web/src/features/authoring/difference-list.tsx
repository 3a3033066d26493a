import { type InterviewType } from '@debrief/contracts';
import { type PromptDraft } from '@debrief/prompt-bank';
import { text } from '@debrief/ui';
import { useMemo } from 'react';
import { i18n } from '../../shared/i18n';
import styles from './authoring.module.css';
import { type Difference, differences } from './differences';
import { partsOf } from './parts';

const kindWords = (kind: Difference['kind']): string =>
  ({
    added: i18n.t('added'),
    removed: i18n.t('removed'),
    changed: i18n.t('changed'),
    moved: i18n.t('in another order'),
  })[kind];

/** In which fields two drafts differ, word by word. */
export const DifferenceList = ({
  type,
  before,
  after,
}: {
  type: InterviewType;
  before: PromptDraft;
  after: PromptDraft;
}) => {
  const found = useMemo(
    () =>
      differences(
        partsOf(type).flatMap(({ fields }) => fields),
        before,
        after,
      ),
    [type, before, after],
  );
  if (found.length === 0) return <p className={text.muted}>{i18n.t('They say the same.')}</p>;
  return (
    <>
      <p className={text.meta}>
        {i18n.t('{n, plural, one {# field differs} other {# fields differ}}', { n: found.length })}
      </p>
      <ul className={styles.differences}>
        {found.map(({ where, kind, stretches }, at) => (
          <li key={at}>
            <p className={text.meta}>
              {where.join(' › ')} <b>{kindWords(kind)}</b>
            </p>
            {stretches.length > 0 && (
              <p className={styles.words}>
                {stretches.map((stretch, n) =>
                  stretch.kind === 'same' ? (
                    <span key={n}>{stretch.words}</span>
                  ) : stretch.kind === 'gone' ? (
                    <del key={n}>{stretch.words}</del>
                  ) : (
                    <ins key={n}>{stretch.words}</ins>
                  ),
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};
