import { ADVICE_LIMITS, adviceAnswers, type AdviceAnswer, type routes, type RouteResult } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { Chip, Section, text } from '@debrief/ui';
import { type ReactNode } from 'react';
import { adviceSentence, answerName } from '../../../shared/advice-words';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { firstName, useMe, useNames } from '../live-context';
import { useAnswer } from './use-answer';
import { WriteFeedback } from './write-feedback';
import styles from './debrief.module.css';

export type Written = RouteResult<typeof routes.getDebrief>;
export type Feedback = Written['feedback'][number];
export type Advice = Feedback['advice'][number];

/** Keep, next time and one practice task: written by the scorers, here and not before, read by everybody in the round. */
export const FeedbackPart = ({ round, written }: { round: RoundState; written: Written }) => {
  const me = useMe();
  const name = useNames();
  const writes = round.scorers.includes(me);
  const others = written.feedback.filter(({ author }) => author !== me);
  const waits = round.scorers.filter((each) => each !== me && !others.some(({ author }) => author === each));
  const writers = waits.map((each) => firstName(name(each))).join(', ');
  const block = (title: string, isSaid: (feedback: Feedback) => boolean, words: (feedback: Feedback) => ReactNode) => {
    const list = others.filter(isSaid);
    if (writes && !list.length) return null;
    return (
      <Section title={title} meta={list.map(({ author }) => firstName(name(author))).join(', ')}>
        {list.map((each) => (
          <div key={each.author}>{words(each)}</div>
        ))}
        {!list.length && (
          <p className={text.meta}>
            {writers ? i18n.t('{writers} has not written this yet.', { writers }) : i18n.t('Nothing written.')}
          </p>
        )}
      </Section>
    );
  };
  return (
    <>
      {writes && (
        <WriteFeedback
          round={round}
          written={written}
          limit={written.adviceLimit ?? ADVICE_LIMITS.beginner}
          candidate={firstName(name(round.candidate))}
        />
      )}
      {block(
        i18n.t('Keep'),
        ({ keep }) => keep.trim() !== '',
        ({ keep, keepAt }) => (
          <p className={styles.serif}>
            {keep} {keepAt !== null && <time className={styles.keepAt}>{moment(keepAt, round.startedAt)}</time>}
          </p>
        ),
      )}
      {block(
        i18n.t('Next time'),
        ({ advice, nextTime }) => advice.length > 0 || nextTime.trim() !== '',
        ({ author, advice, nextTime }) => (
          <>
            {advice.map((each) => (
              <AdviceItem key={each.place} round={round} author={author} advice={each} />
            ))}
            {nextTime.trim() !== '' && <p className={styles.serif}>{nextTime}</p>}
          </>
        ),
      )}
      {block(
        i18n.t('One practice task'),
        ({ task }) => task.trim() !== '',
        ({ task }) => (
          <p className={styles.serif}>{task}</p>
        ),
      )}
    </>
  );
};

/** One piece of advice, and what the candidate does with it: they choose, its author reads it. */
const AdviceItem = ({ round, author, advice }: { round: RoundState; author: string; advice: Advice }) => {
  const me = useMe();
  const answer = useAnswer(round.round, author, advice);
  return (
    <div className={styles.advice}>
      <p className={styles.serif}>{adviceSentence(advice)}</p>
      {round.candidate === me && (
        <>
          <div className={styles.answers} role="group" aria-label={i18n.t('What you do with this advice')}>
            {adviceAnswers.map((each: AdviceAnswer) => (
              <Chip
                key={each}
                pressed={answer.shown === each}
                onClick={() => answer.give(answer.shown === each ? null : each)}
              >
                {answerName(each)}
              </Chip>
            ))}
          </div>
          {answer.problem && (
            <p role="alert" className={styles.error}>
              {answer.problem}
            </p>
          )}
        </>
      )}
    </div>
  );
};
