import { routes } from '@debrief/contracts';
import { guideAccess, type RoundState } from '@debrief/live-core';
import { Button, buttonClass, Section, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import type { Replay } from './review-data';
import styles from './review.module.css';

const GuideView = lazy(() => import('../prompts').then((prompts) => ({ default: prompts.GuideView })));

/** The prompt behind the round: its page for everybody, its guide for those who may read it now. */
export const GuidePart = ({ replay, round }: { replay: Replay; round: RoundState }) => {
  const { session, end } = replay;
  const me = session.participant;
  const mayRead = me !== null && guideAccess(end.room, me, round.round) === 'guide';
  const [isOpen, setOpen] = useState(false);
  const guide = useQuery({
    queryKey: ['replay', session.session, round.round, 'guide'],
    queryFn: ({ signal }) =>
      call(routes.getRoundGuide, { params: { session: session.session, round: String(round.round) } }, signal),
    enabled: isOpen,
    staleTime: Infinity,
  });
  const prompt = round.prompt?.promptVersion.prompt;
  return (
    <Section title={i18n.t('The prompt')} meta={round.prompt?.title} className={styles.promptSec}>
      <p className={styles.statement}>{round.prompt?.statement}</p>
      <div className={styles.promptActions}>
        {mayRead && !isOpen && <Button onClick={() => setOpen(true)}>{i18n.t('Read the guide')}</Button>}
        {prompt && (
          <Link to="/prompts/$prompt" params={{ prompt }} className={buttonClass({ kind: 'quiet' })}>
            {i18n.t('Open it in the library')}
          </Link>
        )}
        {mayRead && !isOpen && (
          <span className={text.meta}>
            {i18n.t('What the interviewers had before them. Reading it is recorded; you have met this prompt already.')}
          </span>
        )}
        {me !== null && !mayRead && (
          <span className={text.meta}>{i18n.t('The guide opens to the candidate when the session has ended.')}</span>
        )}
      </div>
      {isOpen && guide.isPending && <Skeleton label={i18n.t('Reading the guide')} lines={6} />}
      {guide.isError && <ProblemNote error={guide.error} retry={() => void guide.refetch()} />}
      {guide.data && (
        <Suspense fallback={<Skeleton label={i18n.t('Reading the guide')} lines={6} />}>
          <GuideView guide={guide.data} />
        </Suspense>
      )}
    </Section>
  );
};
