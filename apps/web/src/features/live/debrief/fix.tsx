import { AreaField, Button, Section, text } from '@debrief/ui';
import { routes } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { lastFixQuery } from '../../../shared/fixes';
import { call } from '../../../shared/http';
import { sentenceOf } from '../../../shared/problem-note';
import { firstName, useMe, useNames, useSessionId } from '../live-context';
import { Check } from '../cockpit/script';
import { debriefKey } from '../round-data';
import { TwoVersions } from '../two-versions';
import { type Written } from './feedback';
import { useVersionedSave } from './use-versioned-save';
import styles from './debrief.module.css';

interface Props {
  round: RoundState;
  written: Written;
}

/** The one thing to do differently: in the candidate's words, with suggestions of the others, agreed on by both. */
export const Fix = ({ round, written }: Props) => {
  const me = useMe();
  const name = useNames();
  const { fix } = written;
  const isSolo = round.lead === null;
  return (
    <Section
      title={i18n.t('The fix')}
      meta={isSolo ? i18n.t('One, your own') : fix?.isAgreed ? i18n.t('Agreed by both') : i18n.t('One, agreed by both')}
      className={styles.fix}
    >
      {round.candidate === me ? (
        <Word round={round} written={written} isSolo={isSolo} />
      ) : (
        <>
          <p className={styles.serif}>
            {fix?.text || i18n.t('{name} has not worded it yet.', { name: firstName(name(round.candidate)) })}
          </p>
          <Agreed fix={fix} />
          {round.interviewers.includes(me) && <Agree round={round} fix={fix} />}
          {round.interviewers.includes(me) && !fix?.isAgreed && <Suggest round={round} written={written} />}
        </>
      )}
      <p className={text.meta}>{i18n.t('The next brief opens with it.')}</p>
    </Section>
  );
};

const useRefresh = (round: number) => {
  const session = useSessionId();
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: debriefKey(session, round) }),
      client.invalidateQueries({ queryKey: lastFixQuery.queryKey }),
    ]);
};

const Agreed = ({ fix }: { fix: Written['fix'] }) => {
  const me = useMe();
  const name = useNames();
  return fix ? (
    <ul className={styles.agreed}>
      {fix.agreed.map((each) => (
        <li key={each}>
          <Check /> {each === me ? i18n.t('You agree') : i18n.t('{name} agrees', { name: firstName(name(each)) })}
        </li>
      ))}
    </ul>
  ) : null;
};

/** The candidate's own words; somebody else's are taken with a press and can be changed before they are proposed. */
const Word = ({ round, written, isSolo }: Props & { isSolo: boolean }) => {
  const session = useSessionId();
  const name = useNames();
  const { fix, suggestions } = written;
  const refresh = useRefresh(round.round);
  // It replaces the wording it was begun from. After a refusal it replaces the one that is shown beside it.
  const [edit, setEdit] = useState<{ text: string; from: number | null } | null>(null);
  const change = (words: string) => setEdit((now) => ({ text: words, from: now ? now.from : (fix?.version ?? 0) }));
  const propose = useMutation({
    mutationFn: (words: string) =>
      call(routes.proposeFix, {
        params: { session, round: String(round.round) },
        body: { text: words, version: edit?.from ?? fix?.version ?? 0 },
      }),
    onSuccess: async (_done, words) => {
      await refresh();
      setEdit((now) => (now?.text.trim() === words ? null : now && { ...now, from: null }));
    },
    onError: async () => {
      await refresh();
      setEdit((now) => now && { ...now, from: null });
    },
  });
  const wording = edit?.text ?? fix?.text ?? '';
  const isChanged = wording.trim() !== (fix?.text ?? '') && wording.trim() !== '';
  return (
    <>
      <AreaField
        label={i18n.t('I will …')}
        rows={3}
        maxLength={300}
        value={wording}
        aria-label={i18n.t('The fix')}
        placeholder={i18n.t('I will … when …')}
        onChange={(event) => change(event.target.value)}
      />
      {!isChanged && <Agreed fix={fix} />}
      {suggestions
        .filter((each) => each.text !== wording)
        .map((each) => (
          <div key={each.author} className={styles.suggestion}>
            <p className={text.meta}>{i18n.t('{name} would say:', { name: firstName(name(each.author)) })}</p>
            <p className={styles.serif}>{each.text}</p>
            <Button size="s" onClick={() => change(each.text)}>
              {i18n.t('Take these words')}
            </Button>
          </div>
        ))}
      {propose.isError && (
        <p role="alert" className={styles.error}>
          {sentenceOf(propose.error)}{' '}
          {fix && edit?.text !== fix.text && i18n.t('Meanwhile: “{text}”', { text: fix.text })}
        </p>
      )}
      {isChanged && (
        <Button kind="primary" wide disabled={propose.isPending} onClick={() => propose.mutate(wording.trim())}>
          {isSolo ? i18n.t('Take this fix along') : fix ? i18n.t('Propose this wording') : i18n.t('Propose this fix')}
        </Button>
      )}
    </>
  );
};

const Agree = ({ round, fix }: { round: RoundState; fix: Written['fix'] }) => {
  const session = useSessionId();
  const me = useMe();
  const refresh = useRefresh(round.round);
  const agree = useMutation({
    mutationFn: (version: number) =>
      call(routes.agreeFix, { params: { session, round: String(round.round) }, body: { version } }),
    onSettled: refresh,
  });
  return (
    <>
      {agree.isError && (
        <p role="alert" className={styles.error}>
          {sentenceOf(agree.error)}
        </p>
      )}
      {fix && !fix.agreed.includes(me) && (
        <Button kind="primary" wide disabled={agree.isPending} onClick={() => agree.mutate(fix.version)}>
          {i18n.t('Agree on this fix')}
        </Button>
      )}
    </>
  );
};

/** How an interviewer would word it; the candidate takes it or not. */
const Suggest = ({ round, written }: Props) => {
  const session = useSessionId();
  const me = useMe();
  const [edit, setEdit] = useState<string | null>(null);
  const mineOf = ({ suggestions }: Written) => {
    const mine = suggestions.find(({ author }) => author === me);
    return { version: mine?.version ?? 0, value: mine?.text ?? '' };
  };
  const stored = mineOf(written);
  const suggest = useVersionedSave<string>({
    round: round.round,
    what: 'suggestion',
    written,
    of: mineOf,
    put: (words, version) =>
      call(routes.suggestFix, { params: { session, round: String(round.round) }, body: { text: words, version } }),
    isSuch: (kept) => typeof kept === 'string',
  });
  // Whoever goes on typing while it is on its way goes on from there.
  const done = (sent: string) => () => setEdit((now) => (now?.trim() === sent ? null : now));
  const wording = edit ?? suggest.conflict?.mine ?? stored.value;
  const change = (words: string) => {
    // It replaces what was read when it was begun, not what another tab has stored since.
    if (edit === null) suggest.basedOn(stored.version);
    setEdit(words);
    if (suggest.conflict) suggest.write(words.trim());
  };
  return (
    <>
      <AreaField
        label={i18n.t('How you would word it')}
        rows={2}
        maxLength={300}
        value={wording}
        placeholder={i18n.t('I will …')}
        onChange={(event) => change(event.target.value)}
      />
      {suggest.conflict && (
        <TwoVersions
          what={i18n.t('Your suggestion was also changed in another tab.')}
          mine={suggest.conflict.mine || '–'}
          theirs={suggest.conflict.theirs.value || '–'}
          onChoose={(which) => {
            suggest.choose(which, { onSaved: done(wording.trim()) });
            if (which === 'theirs') setEdit(null);
          }}
        />
      )}
      {suggest.error && (
        <p role="alert" className={styles.error}>
          {sentenceOf(suggest.error)}
        </p>
      )}
      {wording.trim() !== stored.value && !suggest.conflict && (
        <Button disabled={suggest.isPending} onClick={() => suggest.write(wording.trim(), done(wording.trim()))}>
          {wording.trim() ? i18n.t('Suggest this') : i18n.t('Take it back')}
        </Button>
      )}
    </>
  );
};
