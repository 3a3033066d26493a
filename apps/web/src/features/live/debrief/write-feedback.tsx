import { routes, type AdviceWords, type RouteArgs } from '@debrief/contracts';
import { roleOf, type RoundState } from '@debrief/live-core';
import { AreaField, Button, Field, Section, text } from '@debrief/ui';
import { useEffect, useState } from 'react';
import { answerName, isAboutPerson } from '../../../shared/advice-words';
import { call } from '../../../shared/http';
import { i18n } from '../../../shared/i18n';
import { sentenceOf } from '../../../shared/problem-note';
import { moment } from '../clock-words';
import { useMe, useRoom, useSessionId } from '../live-context';
import { useGuide } from '../round-data';
import { spanAt } from '../scoring/card-state';
import { TwoVersions } from '../two-versions';
import { type Feedback, type Written } from './feedback';
import { useAutosave } from './use-autosave';
import { useVersionedSave } from './use-versioned-save';
import styles from './debrief.module.css';

type FeedbackWords = Omit<RouteArgs<typeof routes.putFeedback>['body'], 'version'>;
const noAdvice: AdviceWords = { when: '', attempt: '', because: '' };

const wordsOf = (mine: Feedback | undefined): FeedbackWords => {
  const advice: AdviceWords[] = [];
  for (const { place, when, attempt, because } of mine?.advice ?? []) advice[place - 1] = { when, attempt, because };
  return {
    keep: mine?.keep ?? '',
    keepAt: mine?.keepAt ?? null,
    advice: Array.from(advice, (each) => each ?? noAdvice),
    task: mine?.task ?? '',
  };
};

/** Without the fields that were opened and left empty. */
const tidy = (words: FeedbackWords): FeedbackWords => {
  const last = words.advice.findLastIndex(({ when, attempt, because }) => `${when}${attempt}${because}`.trim() !== '');
  return { ...words, advice: words.advice.slice(0, last + 1) };
};
const isFeedback = (kept: unknown): kept is FeedbackWords =>
  typeof kept === 'object' && routes.putFeedback.body.safeParse({ ...kept, version: 0 }).success;
const summaryOf = ({ keep, keepAt, advice, task }: FeedbackWords, startedAt: number | null): string =>
  [
    keepAt === null || startedAt === null ? keep : `${keep} (${moment(keepAt, startedAt)})`,
    ...advice.map(({ when, attempt, because }) => [when, attempt, because].join(' / ')),
    task,
  ]
    .filter((line) => line.trim() !== '')
    .join('\n') || '–';

/** What a scorer writes to the candidate: one moment that worked, advice for next time, one practice task. */
export const WriteFeedback = ({
  round,
  written,
  limit,
  candidate,
}: {
  round: RoundState;
  written: Written;
  limit: number;
  candidate: string;
}) => {
  const session = useSessionId();
  const me = useMe();
  const mineOf = ({ feedback }: Written) => feedback.find(({ author }) => author === me);
  const mine = mineOf(written);
  const stored = useVersionedSave<FeedbackWords>({
    round: round.round,
    what: 'feedback',
    written,
    of: (now) => ({ version: mineOf(now)?.version ?? 0, value: wordsOf(mineOf(now)) }),
    put: (next, version) =>
      call(routes.putFeedback, { params: { session, round: String(round.round) }, body: { version, ...next } }),
    isSuch: isFeedback,
  });
  // Where two versions wait for a choice, the fields hold what was written here.
  const [words, setWords] = useState(() => stored.conflict?.mine ?? wordsOf(mine));
  const save = useAutosave(stored);
  const { follows } = save;
  useEffect(() => {
    if (mine && follows(mine.version)) setWords(wordsOf(mine));
  }, [mine, follows]);
  const write = (change: Partial<FeedbackWords>) => {
    const next = { ...words, ...change };
    setWords(next);
    save.write(tidy(next));
  };
  const shown = words.advice.length > 0 ? words.advice : [noAdvice];
  const change = (place: number, part: Partial<AdviceWords>) =>
    write({ advice: shown.map((each, index) => (index === place ? { ...each, ...part } : each)) });
  return (
    <Section title={i18n.t('For {candidate}', { candidate })} meta={save.state} className={styles.mine}>
      {stored.conflict && (
        <TwoVersions
          what={i18n.t('What you write here was also changed in another tab.')}
          mine={summaryOf(stored.conflict.mine, round.startedAt)}
          theirs={summaryOf(stored.conflict.theirs.value, round.startedAt)}
          onChoose={(which) => {
            const chosen = save.choose(which);
            if (chosen) setWords(chosen);
          }}
        />
      )}
      {stored.error && (
        <p role="alert" className={styles.error}>
          {sentenceOf(stored.error)}
        </p>
      )}
      <div className={styles.keep}>
        <AreaField
          label={i18n.t('Keep this')}
          rows={2}
          maxLength={600}
          value={words.keep}
          placeholder={i18n.t('One moment that worked, and what it did')}
          onChange={(event) => write({ keep: event.target.value })}
        />
        <KeepAt round={round} at={words.keepAt} onChange={(keepAt) => write({ keepAt })} />
      </div>
      {shown.map((advice, place) => (
        <AdviceFields
          key={place}
          advice={advice}
          answer={mine?.advice.find((each) => each.place === place + 1)?.answer ?? null}
          candidate={candidate}
          onChange={(part) => change(place, part)}
        />
      ))}
      {mine?.nextTime && <p className={styles.serif}>{mine.nextTime}</p>}
      {shown.length < limit && shown.every(({ attempt }) => attempt.trim() !== '') && (
        <p>
          <Button size="s" kind="quiet" onClick={() => setWords({ ...words, advice: [...shown, noAdvice] })}>
            {i18n.t('Add another, {left} left', { left: limit - shown.length })}
          </Button>
        </p>
      )}
      {limit === 1 && (
        <p className={text.meta}>
          {i18n.t('One thing is enough: {candidate} has few rounds behind them.', { candidate })}
        </p>
      )}
      <AreaField
        label={i18n.t('One practice task')}
        rows={2}
        maxLength={600}
        value={words.task}
        placeholder={i18n.t('Something to do in 15 minutes')}
        onChange={(event) => write({ task: event.target.value })}
      />
      {words.task.trim() === '' && <Suggested round={round} onTake={(task) => write({ task })} />}
    </Section>
  );
};

/** “Next time, when …, try …, because …”: the moment, the alternative, the cause. */
const AdviceFields = ({
  advice,
  answer,
  candidate,
  onChange,
}: {
  advice: AdviceWords;
  answer: Feedback['advice'][number]['answer'];
  candidate: string;
  onChange: (part: Partial<AdviceWords>) => void;
}) => {
  const hint = (words: string) =>
    isAboutPerson(words) ? i18n.t('This reads as being about the person. Say what was done.') : undefined;
  return (
    <fieldset className={styles.adviceFields}>
      <legend>{i18n.t('Next time')}</legend>
      <Field
        label={i18n.t('when')}
        maxLength={240}
        value={advice.when}
        hint={hint(advice.when)}
        placeholder={i18n.t('you have named the groups')}
        onChange={({ target }) => onChange({ when: target.value })}
      />
      <Field
        label={i18n.t('try')}
        maxLength={240}
        value={advice.attempt}
        hint={hint(advice.attempt)}
        placeholder={i18n.t('choosing one in the same breath')}
        onChange={({ target }) => onChange({ attempt: target.value })}
      />
      <Field
        label={i18n.t('because')}
        maxLength={240}
        value={advice.because}
        hint={hint(advice.because)}
        placeholder={i18n.t('the reason was heard only after I asked')}
        onChange={({ target }) => onChange({ because: target.value })}
      />
      {answer && (
        <p className={text.meta}>{i18n.t('{candidate} says: {answer}.', { candidate, answer: answerName(answer) })}</p>
      )}
    </fieldset>
  );
};

/** When it was, as minutes and seconds of the round; empty for no moment in particular. */
const KeepAt = ({
  round,
  at,
  onChange,
}: {
  round: RoundState;
  at: number | null;
  onChange: (at: number | null) => void;
}) => {
  const [typed, setTyped] = useState<string | null>(null);
  const { startedAt } = round;
  if (startedAt === null) return null;
  const shown = at === null ? '' : moment(at, startedAt);
  const keep = () => {
    if (typed !== null && typed !== shown)
      onChange(
        typed.trim() === '' ? null : (spanAt(typed, startedAt, round.scoring?.startedAt ?? startedAt)?.to ?? at),
      );
    setTyped(null);
  };
  return (
    <Field
      label={i18n.t('at')}
      value={typed ?? shown}
      inputMode="numeric"
      maxLength={6}
      placeholder={i18n.t('m:ss')}
      aria-label={i18n.t('When it was, as minutes and seconds of the interview; empty for no moment in particular')}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  );
};

/** The practice tasks of the guide, for those who have it before them anyway. */
const Suggested = ({ round, onTake }: { round: RoundState; onTake: (task: string) => void }) => {
  const me = useMe();
  const room = useRoom();
  const version = round.prompt?.promptVersion;
  const guide = useGuide(
    round.round,
    roleOf(room, me, round.round) === 'interviewer',
    version ? `${version.prompt}@${version.version}` : '',
  );
  const tasks = guide.data?.practice ?? [];
  if (!tasks.length) return null;
  return (
    <details className={styles.suggested}>
      <summary>{i18n.t('What the guide suggests')}</summary>
      <ul>
        {tasks.map((task) => (
          <li key={task}>
            <span>{task}</span>{' '}
            <Button size="s" onClick={() => onTake(task)}>
              {i18n.t('Take it')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
};
