import { type Card, routes } from '@debrief/contracts';
import { newId } from '@debrief/client';
import { Button, buttonClass, Page, PageHead, Skeleton, text } from '@debrief/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import { calibrationQuery, keepCard, keptCard } from './calibration-data';
import { ComparisonView } from './comparison-view';
import { ReferenceForm } from './reference-form';
import styles from './calibration.module.css';

/** Far behind every end: the review shows the notes as they were left. */
const AT_THE_END = '99999';

const blank = (dimensions: readonly string[]): Card => ({
  levels: dimensions.map((dimension) => ({
    dimension,
    level: null,
    evidence: [{ id: newId(), text: '', kind: 'quote', from: 0, to: 0 }],
  })),
  overall: null,
  confidence: null,
  redFlags: [],
});
/** Evidence that was left empty is none. */
const sent = (card: Card): Card => ({
  ...card,
  levels: card.levels.map((item) => ({
    ...item,
    evidence: item.evidence.filter((each) => each.text.trim().length > 0),
  })),
});

/** One reference: read the round beside it, score it, see the difference at once. */
export const ReferencePage = () => {
  const { key = '' }: { key?: string } = useParams({ strict: false });
  const account = useMe().data?.me?.account ?? '';
  const client = useQueryClient();
  const calibration = useQuery(calibrationQuery);
  const reference = calibration.data?.sessions.find((each) => each.key === key);
  useTitle(reference?.title ?? i18n.t('Reference session'));
  const rubric = useQuery({
    queryKey: ['rubric', reference?.type],
    queryFn: ({ signal }) => call(routes.getRubric, { params: { type: reference?.type ?? 'metrics' } }, signal),
    enabled: reference !== undefined,
  });
  const [draft, setDraft] = useState<Card | null>(() => keptCard(account, key));
  const [again, setAgain] = useState(false);
  const send = useMutation({
    mutationFn: (card: Card) => call(routes.putCalibration, { params: { key }, body: { card: sent(card) } }),
    onSuccess: async () => {
      keepCard(account, key, null);
      setDraft(null);
      setAgain(false);
      window.scrollTo(0, 0);
      await client.invalidateQueries({ queryKey: calibrationQuery.queryKey });
      await client.invalidateQueries({ queryKey: ['progress', 'rater'] });
    },
  });
  const problem = calibration.error ?? rubric.error;
  if (problem)
    return (
      <Page>
        <ProblemNote error={problem} retry={() => void Promise.all([calibration.refetch(), rubric.refetch()])} />
      </Page>
    );
  if (!calibration.data || (reference && !rubric.data))
    return (
      <Page>
        <Skeleton label={i18n.t('Reading the reference session')} lines={9} />
      </Page>
    );
  if (!reference || !rubric.data)
    return (
      <Page>
        <PageHead title={i18n.t('There is no such reference session here')} />
        <Link to="/calibration" className={text.link}>
          {i18n.t('All reference sessions')}
        </Link>
      </Page>
    );
  const shown = send.data?.comparison.key === key && !again ? send.data.comparison : reference.mine;
  const isScoring = !shown || again;
  const card = draft ?? blank(rubric.data.dimensions.map((each) => each.key));
  const change = (next: Card) => {
    setDraft(next);
    keepCard(account, key, next);
  };
  return (
    <Page>
      <PageHead
        title={reference.title}
        lede={i18n.t(
          '{type}, round of {minutes} minutes to read. Its own cards were never locked: yours is the first.',
          {
            type: interviewTypeTitle(reference.type),
            minutes: reference.minutes,
          },
        )}
        action={
          <Link
            to="/s/$session/review"
            params={{ session: reference.session }}
            search={{ round: String(reference.round), at: AT_THE_END }}
            target="_blank"
            className={buttonClass({ kind: isScoring && !draft ? 'primary' : 'plain' })}
          >
            {i18n.t('Read the round (new tab)')}
          </Link>
        }
      />
      {isScoring ? (
        <>
          <p className={styles.how}>
            {i18n.t(
              'Its notes hold what was said, word for word, each with its minute. Cite it, then choose the sentence that fits. What you fill in stays on this device until you send it.',
            )}
          </p>
          <ReferenceForm
            rubric={rubric.data}
            card={card}
            onChange={change}
            onSend={() => send.mutate(card)}
            isSending={send.isPending}
            error={send.error}
          />
        </>
      ) : (
        <>
          <ComparisonView comparison={shown} state={calibration.data.state} />
          <div className={styles.ways}>
            <Link to="/calibration" className={buttonClass({ kind: 'primary' })}>
              {i18n.t('To the other one')}
            </Link>
            <Button kind="quiet" onClick={() => setAgain(true)}>
              {i18n.t('Score it again, for practice')}
            </Button>
          </div>
        </>
      )}
    </Page>
  );
};
