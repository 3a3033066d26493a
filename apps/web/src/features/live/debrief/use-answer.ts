import { routes, type AdviceAnswer } from '@debrief/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/http';
import { sentenceOf } from '../../../shared/problem-note';
import { useSessionId } from '../live-context';
import { debriefKey } from '../round-data';
import { type Advice } from './feedback';

/** The candidate's answer to one piece of advice, stored with the press. */
export const useAnswer = (round: number, author: string, { place, version, answer }: Advice) => {
  const session = useSessionId();
  const client = useQueryClient();
  const give = useMutation({
    mutationFn: (next: AdviceAnswer | null) =>
      call(routes.answerAdvice, {
        params: { session, round: String(round), author, place: String(place) },
        body: { version, answer: next },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: debriefKey(session, round) }),
  });
  return {
    shown: give.isPending ? give.variables : answer,
    give: give.mutate,
    problem: give.isError ? sentenceOf(give.error) : null,
  };
};
