import { fixOutcomes, routes, type FixOutcome } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { Button, Chip, Section, text } from '@debrief/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/http';
import { fixQuestionsQuery, lastFixQuery, outcomeName } from '../../../shared/fixes';
import { i18n } from '../../../shared/i18n';
import { ProblemNote } from '../../../shared/problem-note';
import { firstName, useMe, useNames, useSessionId } from '../live-context';
import { debriefKey } from '../round-data';
import { type Written } from './feedback';
import own from './carried-fix.module.css';

/** The fix that came into this round: first thing on the page of whoever is to mark it, and the candidate's to go on with. */
export const CarriedFix = ({ round, written }: { round: RoundState; written: Written }) => {
  const me = useMe();
  const name = useNames();
  const { carried } = written;
  if (!carried) return null;
  const isMine = round.candidate === me;
  const others = carried.outcomes.filter(({ participant }) => participant !== me);
  return (
    <Section
      title={
        isMine
          ? i18n.t('The fix you brought')
          : i18n.t('The fix {name} brought', { name: firstName(name(round.candidate)) })
      }
      className={own.brought}
    >
      <div className={own.row}>
        <p className={own.words}>“{carried.text}”</p>
        {isMine ? <GoOn round={round} written={written} /> : <Mark round={round} carried={carried} />}
      </div>
      {others.length > 0 && (
        <p className={text.meta}>
          {others
            .map(({ participant, outcome }) =>
              i18n.t('{name}: {outcome}.', { name: firstName(name(participant)), outcome: outcomeName(outcome) }),
            )
            .join(' ')}
        </p>
      )}
    </Section>
  );
};

const Mark = ({ round, carried }: { round: RoundState; carried: NonNullable<Written['carried']> }) => {
  const session = useSessionId();
  const me = useMe();
  const client = useQueryClient();
  const mine = carried.outcomes.find(({ participant }) => participant === me)?.outcome;
  const mark = useMutation({
    mutationFn: (outcome: FixOutcome) =>
      call(routes.markFix, { params: { session, round: String(round.round) }, body: { outcome } }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: debriefKey(session, round.round) });
      await client.invalidateQueries({ queryKey: fixQuestionsQuery.queryKey });
    },
  });
  const shown = mark.isPending ? mark.variables : mine;
  return (
    <div className={own.act}>
      <div className={own.choices} role="group" aria-label={i18n.t('What did you see of it?')}>
        {fixOutcomes.map((outcome) => (
          <Chip key={outcome} pressed={shown === outcome} onClick={() => mark.mutate(outcome)}>
            {outcomeName(outcome)}
          </Chip>
        ))}
      </div>
      <p className={text.meta}>
        {mine
          ? i18n.t('Marked. You can still change it.')
          : i18n.t('What did you see of it? Until you say, your home page asks again.')}
      </p>
      {mark.isError && <ProblemNote error={mark.error} />}
    </div>
  );
};

/** Carry it on, drop it, or word another one below. */
const GoOn = ({ round, written }: { round: RoundState; written: Written }) => {
  const session = useSessionId();
  const client = useQueryClient();
  const open = useQuery(lastFixQuery);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: debriefKey(session, round.round) }),
      client.invalidateQueries({ queryKey: lastFixQuery.queryKey }),
    ]);
  const carry = useMutation({
    mutationFn: () =>
      call(routes.carryFix, {
        params: { session, round: String(round.round) },
        body: { version: written.fix?.version ?? 0 },
      }),
    onSettled: refresh,
  });
  const drop = useMutation({
    mutationFn: ({ isDropped, fix }: { isDropped: boolean; fix: { session: string; round: number } }) =>
      call(routes.dropFix, { body: { ...fix, isDropped } }),
    onSettled: refresh,
  });
  const found = open.data?.fix;
  const isOpen = found?.text === written.carried?.text;
  const dropped = drop.isSuccess && drop.variables.isDropped ? drop.variables.fix : null;
  return (
    <div className={own.act}>
      <div className={own.choices}>
        {!written.fix?.isCarriedOn && (
          <Button size="s" disabled={carry.isPending} onClick={() => carry.mutate()}>
            {i18n.t('Carry it on')}
          </Button>
        )}
        {found && isOpen && !written.fix?.isCarriedOn && (
          <Button
            size="s"
            kind="quiet"
            disabled={drop.isPending}
            onClick={() => drop.mutate({ isDropped: true, fix: { session: found.session, round: found.round } })}
          >
            {i18n.t('Drop it')}
          </Button>
        )}
        {dropped && (
          <Button size="s" kind="quiet" onClick={() => drop.mutate({ isDropped: false, fix: dropped })}>
            {i18n.t('Take it up again')}
          </Button>
        )}
      </div>
      <p className={text.meta}>
        {written.fix?.isCarriedOn
          ? i18n.t('Carried on: it opens your next brief again.')
          : dropped
            ? i18n.t('Dropped. It travels no further.')
            : i18n.t('Or word another one under The fix; that replaces it.')}
      </p>
      {(carry.error ?? drop.error) && <ProblemNote error={carry.error ?? drop.error} />}
    </div>
  );
};
