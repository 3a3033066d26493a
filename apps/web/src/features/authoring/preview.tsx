import { type InterviewType } from '@debrief/contracts';
import { draftViews, type PromptDraft } from '@debrief/prompt-bank';
import { Chip, EmptyState, Section, text } from '@debrief/ui';
import { useState } from 'react';
import { i18n } from '../../shared/i18n';
import { GuideView } from '../prompts/guide-view';
import styles from './authoring.module.css';
import { asText } from './path';

/** What appears to the candidate, and what the interviewer works with. */
export const Preview = ({ type, id, draft }: { type: InterviewType; id: string; draft: PromptDraft }) => {
  const [side, setSide] = useState<'candidate' | 'interviewer'>('candidate');
  const views = draftViews(draft, { id, type, version: 1, author: '' });
  return (
    <div className={styles.preview}>
      <div className={styles.chips} role="group" aria-label={i18n.t('Seen by')}>
        <Chip pressed={side === 'candidate'} onClick={() => setSide('candidate')}>
          {i18n.t('The candidate')}
        </Chip>
        <Chip pressed={side === 'interviewer'} onClick={() => setSide('interviewer')}>
          {i18n.t('The interviewer')}
        </Chip>
      </div>
      {!views ? (
        <EmptyState
          title={i18n.t('Not yet')}
          sentence={i18n.t('A figure or a row is missing that the guide is made of. The checks name it.')}
        />
      ) : side === 'candidate' ? (
        <Section title={i18n.t('The prompt')} meta={i18n.t('all that appears')}>
          <h2 className={text.h28}>{asText(draft['title'])}</h2>
          <p className={styles.statement}>{asText(draft['statement']) || i18n.t('There is no statement yet.')}</p>
          <ol className={styles.plan}>
            {views.phases.map(({ key, name, minutes }) => (
              <li key={key}>
                <b>{name}</b> <span className={text.meta}>{i18n.t('{minutes} min', { minutes })}</span>
              </li>
            ))}
          </ol>
        </Section>
      ) : (
        <GuideView guide={views.guide} />
      )}
    </div>
  );
};
