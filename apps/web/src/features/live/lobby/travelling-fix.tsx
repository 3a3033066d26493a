import { routes } from '@debrief/contracts';
import { lastRound } from '@debrief/live-core';
import { Button, text } from '@debrief/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lastFixQuery } from '../../../shared/fixes';
import { call } from '../../../shared/http';
import { i18n } from '../../../shared/i18n';
import { ProblemNote } from '../../../shared/problem-note';
import { useRoom } from '../live-context';
import own from './brief-card.module.css';

/** The fix that comes along: its candidate sees what the interviewers will read first, and can leave it behind. */
export const TravellingFix = ({ told }: { told: string }) => {
  const client = useQueryClient();
  const room = useRoom();
  const isRead = lastRound(room)?.stage === 'brief';
  const { data } = useQuery(lastFixQuery);
  const drop = useMutation({
    mutationFn: ({ isDropped, session, round }: { isDropped: boolean; session: string; round: number }) =>
      call(routes.dropFix, { body: { session, round, isDropped } }),
    onSettled: () => client.invalidateQueries({ queryKey: lastFixQuery.queryKey }),
  });
  const fix = data?.fix;
  const dropped = drop.isSuccess && drop.variables.isDropped ? drop.variables : null;
  const words = fix?.text || told;
  return (
    <div className={own.travels}>
      <p className={text.small}>
        <b>{i18n.t('Your fix')}</b>
      </p>
      {words ? (
        <p className={own.serif}>“{words}”</p>
      ) : (
        <p className={text.meta}>
          {dropped
            ? i18n.t('Dropped. It travels no further.')
            : i18n.t('None yet. You word one at the end of a round.')}
        </p>
      )}
      {fix && (
        <p className={text.meta}>
          {isRead
            ? i18n.t('Your interviewers read it now.')
            : i18n.t('Your interviewers read it first, with the brief.')}
        </p>
      )}
      {fix && !isRead && (
        <Button
          size="s"
          kind="quiet"
          disabled={drop.isPending}
          onClick={() => drop.mutate({ ...fix, isDropped: true })}
        >
          {i18n.t('Drop it')}
        </Button>
      )}
      {dropped && !fix && (
        <Button size="s" kind="quiet" onClick={() => drop.mutate({ ...dropped, isDropped: false })}>
          {i18n.t('Take it up again')}
        </Button>
      )}
      {drop.isError && <ProblemNote error={drop.error} />}
    </div>
  );
};
