import { ratingQuestions, routes, type Rating, type RatingQuestion, type RouteResult } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { AreaField, Button, cx, Section, text } from '@debrief/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { call } from '../../../shared/http';
import { i18n } from '../../../shared/i18n';
import { writeKept } from '../../../shared/kept';
import { ProblemNote } from '../../../shared/problem-note';
import { firstName, useLiveSession, useMe, useNames, useSessionId } from '../live-context';
import { isBegun, keptRating, ratingName, type RatingDraft } from './kept-rating';
import own from './ratings.module.css';

type Ratings = RouteResult<typeof routes.getRatings>;
type Partner = Ratings['partners'][number];

const closing = new Intl.DateTimeFormat(undefined, { weekday: 'long', hour: 'numeric', minute: '2-digit' });

/** Partners rate each other, sealed until both have. It says how somebody practises, and is no part of any skill. */
export const Ratings = ({ round }: { round: RoundState }) => {
  const session = useSessionId();
  const live = useLiveSession();
  const client = useQueryClient();
  const me = useMe();
  const key = ['live', session, round.round, 'ratings'];
  const takesPart = round.candidate === me || round.interviewers.includes(me);
  useEffect(
    () =>
      live.onChanged(({ kind, round: about }) => {
        if (kind === 'rating' && about === round.round)
          void client.invalidateQueries({ queryKey: ['live', session, round.round, 'ratings'] });
      }),
    [live, client, session, round.round],
  );
  const ratings = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(routes.getRatings, { params: { session, round: String(round.round) } }, signal),
    enabled: takesPart,
  });
  const { data } = ratings;
  if (!takesPart || !data?.closesAt || data.partners.length === 0) return null;
  return (
    <Section title={i18n.t('As partners')} meta={i18n.t('Sealed, apart from the levels')} className={own.ratings}>
      {data.partners.map((partner) => (
        <OnePartner
          key={partner.participant}
          round={round}
          partner={partner}
          closesAt={data.closesAt ?? ''}
          onSent={() => void ratings.refetch()}
        />
      ))}
    </Section>
  );
};

const OnePartner = ({
  round,
  partner,
  closesAt,
  onSent,
}: {
  round: RoundState;
  partner: Partner;
  closesAt: string;
  onSent: () => void;
}) => {
  const name = useNames();
  const me = useMe();
  const kept = ratingName(me, round.round, partner.participant);
  const [isOpen, setOpen] = useState(() => isBegun(keptRating(kept)));
  const isOver = partner.mine !== null || partner.isUnsealed;
  // It may have been sent from another device.
  useEffect(() => {
    if (isOver) writeKept(kept, null);
  }, [isOver, kept]);
  const who = firstName(name(partner.participant));
  const until = closing.format(new Date(closesAt));
  return (
    <div className={own.partner}>
      {partner.mine ? (
        <p className={text.meta}>
          {partner.isUnsealed
            ? i18n.t('You rated {who}.', { who })
            : i18n.t('Sent. You read each other’s once {who} has sent one too, or on {until}.', { who, until })}
        </p>
      ) : partner.isUnsealed ? (
        <p className={text.meta}>{i18n.t('You sent none for {who}; the 72 hours are over.', { who })}</p>
      ) : isOpen ? (
        <Form round={round} partner={partner} who={who} onSent={onSent} />
      ) : (
        <div className={own.closed}>
          <Button onClick={() => setOpen(true)}>{i18n.t('Rate {who} as a partner', { who })}</Button>
          <p className={text.meta}>
            {i18n.t('Neither of you reads the other’s before both are sent, or before {until}.', { until })}
          </p>
        </div>
      )}
      {partner.received && (
        <>
          <dl className={own.received}>
            {ratingQuestions.map((question) => (
              <div key={question}>
                <dt>{ofMe(question)}</dt>
                <dd>{i18n.t('{score} of 4', { score: partner.received?.[question] ?? 0 })}</dd>
              </div>
            ))}
          </dl>
          {partner.received.thanks && <p className={own.thanks}>{partner.received.thanks}</p>}
        </>
      )}
      {partner.isUnsealed && !partner.received && <p className={text.meta}>{i18n.t('{who} sent none.', { who })}</p>}
      {partner.bothAgain && <p className={text.meta}>{i18n.t('You would both practise again.')}</p>}
    </div>
  );
};

const ofMe = (question: RatingQuestion): string =>
  ({
    specific: i18n.t('Specific'),
    usable: i18n.t('Usable'),
    fair: i18n.t('Fair'),
    kept: i18n.t('Kept time and role'),
  })[question];

/** What is asked about an interviewer, and about a candidate. */
const asked = (question: RatingQuestion, isInterviewer: boolean): string =>
  isInterviewer
    ? {
        specific: i18n.t('What they said was specific'),
        usable: i18n.t('I can use it'),
        fair: i18n.t('The levels were fair to what happened'),
        kept: i18n.t('They kept time and role'),
      }[question]
    : {
        specific: i18n.t('They gave specific reasons'),
        usable: i18n.t('They took up what I asked and said'),
        fair: i18n.t('They were fair in the debrief'),
        kept: i18n.t('They kept time and role'),
      }[question];

const isWhole = (draft: RatingDraft): draft is RatingDraft & Rating =>
  ratingQuestions.every((question) => draft[question] !== null);

const Form = ({
  round,
  partner,
  who,
  onSent,
}: {
  round: RoundState;
  partner: Partner;
  who: string;
  onSent: () => void;
}) => {
  const session = useSessionId();
  const storedAs = ratingName(useMe(), round.round, partner.participant);
  const [draft, setDraft] = useState(() => keptRating(storedAs));
  const [isAsked, setAsked] = useState(false);
  const change = (part: Partial<RatingDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    writeKept(storedAs, next);
  };
  const send = useMutation({
    mutationFn: (body: Rating) =>
      call(routes.sendRating, {
        params: { session, round: String(round.round), participant: partner.participant },
        body,
      }),
    onSuccess: () => {
      writeKept(storedAs, null);
      onSent();
    },
  });
  const isInterviewer = partner.participant !== round.candidate;
  return (
    <form
      className={own.form}
      aria-label={i18n.t('{who} as a partner', { who })}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (isWhole(draft)) send.mutate(draft);
      }}
    >
      <p className={text.meta}>{i18n.t('1 not at all, 4 fully')}</p>
      {ratingQuestions.map((question) => (
        <Choice
          key={question}
          legend={asked(question, isInterviewer)}
          options={[1, 2, 3, 4].map((score) => ({ value: score, label: String(score) }))}
          value={draft[question]}
          isMissing={isAsked && draft[question] === null}
          onChange={(score) => change({ [question]: score })}
        />
      ))}
      <Choice
        legend={i18n.t('Tell us if you would practise with them again; they only hear of it if both say so.')}
        options={[
          { value: true, label: i18n.t('Yes') },
          { value: false, label: i18n.t('No') },
          { value: null, label: i18n.t('Rather not say') },
        ]}
        value={draft.again}
        isMissing={false}
        onChange={(again) => change({ again })}
      />
      <AreaField
        label={i18n.t('Thanks, if you like')}
        rows={2}
        maxLength={300}
        value={draft.thanks}
        onChange={({ target }) => change({ thanks: target.value })}
      />
      {isAsked && !isWhole(draft) && (
        <p role="alert" className={text.meta}>
          {i18n.t('Answer the marked ones first.')}
        </p>
      )}
      {send.isError && <ProblemNote error={send.error} />}
      <div className={own.closed}>
        <Button type="submit" busy={send.isPending}>
          {i18n.t('Send it')}
        </Button>
        <p className={text.meta}>{i18n.t('It cannot be changed afterwards.')}</p>
      </div>
    </form>
  );
};

/** A few answers of which one is chosen; arrows move, as in every group of radio buttons. */
const Choice = <T extends number | boolean | null>({
  legend,
  options,
  value,
  isMissing,
  onChange,
}: {
  legend: string;
  options: readonly { value: T; label: string }[];
  value: T | null;
  isMissing: boolean;
  onChange: (value: T) => void;
}) => {
  const group = useId();
  return (
    <fieldset className={cx(own.question, isMissing && own.missing)}>
      <legend>{legend}</legend>
      <div className={own.scale}>
        {options.map((option) => (
          <label key={option.label}>
            <input
              type="radio"
              name={group}
              checked={value === option.value}
              aria-invalid={isMissing || undefined}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
