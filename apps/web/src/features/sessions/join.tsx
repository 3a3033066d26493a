import { inviteCode, routes } from '@debrief/contracts';
import { buttonClass, EmptyState, Page, Skeleton } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { ProblemError } from '@debrief/client';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import { Invitation } from './invitation';
import { keptJoinCode } from './join-code';

/** What a link leads to, and the one press that goes there. The code stays behind `#`, which browsers do not send. */
export const JoinPage = () => {
  useTitle(i18n.t('Join a session'));
  const hash = useLocation({ select: (location) => location.hash });
  const code = hash || keptJoinCode();
  const isCode = inviteCode.safeParse(code).success;
  const me = useMe();
  const account = me.data?.me?.account ?? null;
  const invite = useQuery({
    queryKey: ['invite', code, account],
    queryFn: ({ signal }) => call(routes.readInvite, { body: { code } }, signal),
    enabled: isCode && !me.isPending,
    staleTime: 0,
  });
  if (!isCode)
    return (
      <Dead
        title={i18n.t('This is not an invite link')}
        sentence={i18n.t('A part of it is missing. Ask for it again, and open it whole.')}
      />
    );
  if (invite.isError && invite.error instanceof ProblemError && invite.error.problem.code === 'not-found')
    return (
      <Dead
        title={i18n.t('This link leads nowhere any more')}
        sentence={i18n.t('Whoever sent it has made a new one since. Ask them for it.')}
      />
    );
  if (invite.isError)
    return (
      <Page narrow>
        <ProblemNote
          error={invite.error}
          kept={i18n.t('The link is still good.')}
          retry={() => void invite.refetch()}
        />
      </Page>
    );
  if (!invite.data)
    return (
      <Page>
        <Skeleton label={i18n.t('Reading the invitation')} />
      </Page>
    );
  if (invite.data.status === 'ended')
    return (
      <Page>
        <EmptyState
          level="h1"
          title={i18n.t('This session has ended')}
          sentence={
            invite.data.isMine
              ? i18n.t('You were there: cards and timeline are kept.')
              : i18n.t('Nobody can join it any more.')
          }
          action={
            invite.data.isMine ? (
              <Link
                to="/s/$session/review"
                params={{ session: invite.data.session }}
                className={buttonClass({ kind: 'primary' })}
              >
                {i18n.t('Look back at it')}
              </Link>
            ) : (
              <Link to="/new" className={buttonClass({ kind: 'primary' })}>
                {i18n.t('Start your own')}
              </Link>
            )
          }
        />
      </Page>
    );
  return <Invitation code={code} invite={invite.data} me={me.data?.me ?? null} />;
};

const Dead = ({ title, sentence }: { title: string; sentence: string }) => (
  <Page>
    <EmptyState
      level="h1"
      title={title}
      sentence={sentence}
      action={
        <Link to="/" className={buttonClass()}>
          {i18n.t('Go to the start page')}
        </Link>
      }
    />
  </Page>
);
