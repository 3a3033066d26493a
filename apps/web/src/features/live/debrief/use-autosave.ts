import { routes } from '@debrief/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../../shared/http';
import { i18n } from '../../../shared/i18n';
import { useSessionId } from '../live-context';
import { debriefKey } from '../round-data';
import { type FeedbackWords } from './write-feedback';

const WRITE_AFTER = 700;

/** Stores what somebody writes as soon as they rest, and when they go. */
export const useAutosave = (round: number) => {
  const session = useSessionId();
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<FeedbackWords>(undefined);
  const save = useMutation({
    mutationFn: (body: FeedbackWords) => call(routes.putFeedback, { params: { session, round: String(round) }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: debriefKey(session, round) }),
    retry: 5,
    retryDelay: 3_000,
  });
  const { mutate } = save;
  useEffect(
    () => () => {
      if (timer.current === undefined || !latest.current) return;
      clearTimeout(timer.current);
      mutate(latest.current);
    },
    [mutate],
  );
  return {
    write: (words: FeedbackWords) => {
      latest.current = words;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        timer.current = undefined;
        mutate(words);
      }, WRITE_AFTER);
    },
    state: save.isPending
      ? i18n.t('Saving')
      : save.isError
        ? i18n.t('Kept here, not saved yet')
        : save.isSuccess
          ? i18n.t('Saved')
          : undefined,
  };
};
