import { AreaField, Section, text } from '@debrief/ui';
import { routes, type RouteResult } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { call } from '../../../shared/http';
import { firstName, useMe, useNames, useSessionId } from '../live-context';
import { debriefKey } from '../round-data';
import styles from './debrief.module.css';

export type Written = RouteResult<typeof routes.getDebrief>;
type Words = Pick<Written['feedback'][number], 'keep' | 'nextTime' | 'task'>;
const WRITE_AFTER = 700;
const none: Words = { keep: '', nextTime: '', task: '' };

/** Keep, next time and one practice task: written by the scorers, here and not before, read by everybody in the round. */
export const Feedback = ({ round, written }: { round: RoundState; written: Written }) => {
  const me = useMe();
  const name = useNames();
  const writes = round.scorers.includes(me);
  const mine = written.feedback.find(({ author }) => author === me);
  const others = written.feedback.filter(({ author }) => author !== me);
  const said = (field: keyof Words) => others.filter((each) => each[field].trim() !== '');
  const waits = round.scorers.filter((each) => each !== me && !others.some(({ author }) => author === each));
  const block = (field: keyof Words, title: string, waiting: string) => {
    const list = said(field);
    if (writes && !list.length) return null;
    return (
      <Section title={title} meta={list.map(({ author }) => firstName(name(author))).join(', ')}>
        {list.map((each) => (
          <p key={each.author} className={styles.serif}>
            {each[field]}
          </p>
        ))}
        {!list.length && <p className={text.meta}>{waiting}</p>}
      </Section>
    );
  };
  const writers = waits.map((each) => firstName(name(each))).join(', ');
  return (
    <>
      {writes && <Mine round={round.round} mine={mine ?? none} candidate={firstName(name(round.candidate))} />}
      {block(
        'keep',
        i18n.t('Keep'),
        writers ? i18n.t('{writers} has not written this yet.', { writers }) : i18n.t('Nothing written.'),
      )}
      {block(
        'nextTime',
        i18n.t('Next time'),
        writers ? i18n.t('{writers} has not written this yet.', { writers }) : i18n.t('Nothing written.'),
      )}
      {block(
        'task',
        i18n.t('One practice task'),
        writers ? i18n.t('{writers} has not written this yet.', { writers }) : i18n.t('Nothing written.'),
      )}
    </>
  );
};

const Mine = ({ round, mine, candidate }: { round: number; mine: Words; candidate: string }) => {
  const session = useSessionId();
  const client = useQueryClient();
  const [words, setWords] = useState<Words>(mine);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const save = useMutation({
    mutationFn: (body: Words) =>
      call(routes.putFeedback, {
        params: { session, round: String(round) },
        body: { keep: body.keep, nextTime: body.nextTime, task: body.task },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: debriefKey(session, round) }),
    retry: 5,
    retryDelay: 3_000,
  });
  const latest = useRef(words);
  latest.current = words;
  const { mutate } = save;
  useEffect(
    () => () => {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      mutate(latest.current);
    },
    [mutate],
  );
  const write = (change: Partial<Words>) => {
    const next = { ...words, ...change };
    setWords(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      mutate(next);
    }, WRITE_AFTER);
  };
  const field = (key: keyof Words, label: string, placeholder: string) => (
    <AreaField
      label={label}
      rows={3}
      maxLength={600}
      value={words[key]}
      placeholder={placeholder}
      onChange={(event) => write({ [key]: event.target.value })}
    />
  );
  return (
    <Section
      title={i18n.t('For {candidate}', { candidate })}
      meta={
        save.isPending
          ? i18n.t('Saving')
          : save.isError
            ? i18n.t('Kept here, not saved yet')
            : save.isSuccess
              ? i18n.t('Saved')
              : undefined
      }
      className={styles.mine}
    >
      {field('keep', i18n.t('Keep this'), i18n.t('One thing that worked, and where'))}
      {field('nextTime', i18n.t('Next time'), i18n.t('One thing to do differently, and when'))}
      {field('task', i18n.t('One practice task'), i18n.t('Something to do in 15 minutes'))}
    </Section>
  );
};
