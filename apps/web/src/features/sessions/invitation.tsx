import { type Me, routes, type RouteResult } from '@debrief/contracts';
import { Button, buttonClass, Field, Page, PageHead, RoleShape, Section, text } from '@debrief/ui';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { interviewMinutes, interviewTypeTitle } from '../../shared/interview-names';
import { useForgetEverything } from '../../shared/me';
import { PlanList } from '../../shared/plan-list';
import { ProblemNote } from '../../shared/problem-note';
import { keepJoinCode } from './join-code';
import styles from './sessions.module.css';

type Invite = RouteResult<typeof routes.readInvite>;

const yourPart = ({ yourFirstRole, format, host }: Invite): string => {
  if (format === 'fishbowl') return i18n.t('You watch; {host} may let you score or perform', { host });
  if (yourFirstRole === 'observer') return i18n.t('You watch, unless {host} gives you another part', { host });
  if (format === 'swap')
    return yourFirstRole === 'candidate'
      ? i18n.t('You are asked first, then you swap')
      : i18n.t('You interview first, then you swap');
  return yourFirstRole === 'candidate' ? i18n.t('You are asked') : i18n.t('You interview');
};
const lengthOf = ({ type, length, format }: Invite): string => {
  const minutes = interviewMinutes(type, length, format);
  return format === 'swap'
    ? i18n.t('{minutes} min of interview each, then scoring and talk', { minutes })
    : i18n.t('{minutes} min of interview, then scoring and talk', { minutes });
};

/** Who invites to what, what is kept, and a name: one press. */
export const Invitation = ({ code, invite, me }: { code: string; invite: Invite; me: Me | null }) => {
  const navigate = useNavigate();
  const forget = useForgetEverything();
  const [name, setName] = useState('');
  const [isNameless, setNameless] = useState(false);
  const join = useMutation({
    mutationFn: () => call(routes.acceptInvite, { body: { code, ...(!me && { name: name.trim() }) } }),
    onSuccess: async ({ session }) => {
      // A stranger is somebody from here on.
      if (!me) await forget();
      await navigate({ to: '/s/$session', params: { session }, replace: true });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (join.isPending) return;
    const isMissing = !me && !name.trim();
    setNameless(isMissing);
    if (!isMissing) return join.mutate();
    const box = event.currentTarget.elements.namedItem('name');
    if (box instanceof HTMLElement) box.focus();
  };
  const what = interviewTypeTitle(invite.type);
  const { host } = invite;
  return (
    <Page className={styles.page}>
      <PageHead
        title={invite.isMine ? what : i18n.t('{host} invites you to an interview', { host })}
        lede={
          invite.isMine
            ? i18n.t('You are part of this session already.')
            : invite.status === 'live'
              ? i18n.t('It has begun. {host} lets you in.', { host })
              : i18n.t('Peers interview each other, score blind, and look at every moment again.')
        }
      />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Section title={i18n.t('What awaits you')}>
            <dl className={styles.facts}>
              <dt>{i18n.t('Interview')}</dt>
              <dd>{what}</dd>
              <dt>{i18n.t('Length')}</dt>
              <dd>{lengthOf(invite)}</dd>
              <dt>{i18n.t('Your part')}</dt>
              <dd className={styles.part}>
                <RoleShape role={invite.yourFirstRole} /> {yourPart(invite)}
              </dd>
              <dt>{i18n.t('Mode')}</dt>
              <dd>
                {invite.mode === 'learning'
                  ? i18n.t('Learning: you may stop for advice')
                  : i18n.t('For real: no interruption, as on the day')}
              </dd>
            </dl>
          </Section>
          {invite.isMine ? (
            <div className={styles.act}>
              <Link
                to="/s/$session"
                params={{ session: invite.session }}
                className={buttonClass({ kind: 'primary', size: 'l' })}
              >
                {i18n.t('Go back in')}
              </Link>
            </div>
          ) : (
            <form onSubmit={submit} noValidate className={styles.stack}>
              {!me && (
                <Field
                  label={i18n.t('Your name')}
                  name="name"
                  autoComplete="name"
                  autoFocus
                  maxLength={60}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                  hint={i18n.t('What the others in this session see.')}
                  error={isNameless && !name.trim() ? i18n.t('Say what the others should call you.') : undefined}
                />
              )}
              {join.isError && <ProblemNote error={join.error} retry={() => join.mutate()} />}
              <div className={styles.act}>
                <Button type="submit" kind="primary" size="l" busy={join.isPending} autoFocus={Boolean(me)}>
                  {join.isPending
                    ? i18n.t('Joining')
                    : me
                      ? i18n.t('Join as {name}', { name: me.name })
                      : i18n.t('Join')}
                </Button>
                {!me && (
                  <p className={text.meta}>
                    {i18n.t('Have an account?')}{' '}
                    <Link
                      to="/sign-in"
                      search={{ next: '/join' }}
                      onClick={() => keepJoinCode(code)}
                      className={text.link}
                    >
                      {i18n.t('Sign in')}
                    </Link>
                  </p>
                )}
              </div>
            </form>
          )}
        </div>
        <div className={styles.stack}>
          <PlanList {...invite} />
          <Section title={i18n.t('What is kept')} meta={i18n.t('Nothing is recorded')}>
            <ul className={styles.kept}>
              <li>
                <b>{i18n.t('Notes, chat and the clock')}</b>
                <p>{i18n.t('Kept for looking back. Everybody in the session sees them.')}</p>
              </li>
              <li>
                <b>{i18n.t('Your card')}</b>
                <p>{i18n.t('Nobody sees it before all cards open at once. Then everybody in the round does.')}</p>
              </li>
              <li>
                <b>{i18n.t('Your marks and private notes')}</b>
                <p>{i18n.t('Yours alone, except what you cite as evidence or share.')}</p>
              </li>
              <li>
                <b>{i18n.t('Sound and picture')}</b>
                <p>{i18n.t('Not here: bring a call of your own, or sit together.')}</p>
              </li>
            </ul>
          </Section>
        </div>
      </div>
    </Page>
  );
};
