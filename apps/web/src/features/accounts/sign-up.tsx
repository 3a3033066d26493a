import { routes } from '@debrief/contracts';
import { Button, buttonClass, EmptyState, Field, Page, PageHead, text } from '@debrief/ui';
import { getRouteApi, Link } from '@tanstack/react-router';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import styles from './accounts.module.css';
import { checkEmail, checkName, checkNewPassword } from './check';
import { useGoOn } from './go-on';
import { useForm } from './use-form';

const route = getRouteApi('/shell/sign-up');
const isThisMachine = () => ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

/** A new account; for a guest the same form keeps everything done so far. */
export const SignUpPage = () => {
  const { next } = route.useSearch();
  const goOn = useGoOn(next);
  const { data } = useMe();
  const guest = data?.me?.isGuest ? data.me : undefined;
  // From another machine the first account needs the token that the server printed at its first start.
  const asksToken = Boolean(data?.firstRun) && !isThisMachine();
  const isClosed = data?.signUp === 'invite' && !guest && !data.firstRun;
  const title = guest ? i18n.t('Keep everything') : i18n.t('Make an account');
  useTitle(title);
  const { form, faults, submit, mutation } = useForm(
    ['name', 'email', 'password', 'firstAdminToken'],
    ({ name, email, password }) => ({
      name: checkName(name),
      email: checkEmail(email),
      password: checkNewPassword(password),
    }),
    async ({ name, email, password, firstAdminToken }) => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      await call(routes.signUp, {
        body: {
          name,
          email: email.trim(),
          password,
          timeZone,
          ...(firstAdminToken.trim() && { firstAdminToken: firstAdminToken.trim() }),
        },
      });
      await goOn();
    },
  );
  if (isClosed) return <Closed />;
  return (
    <Page narrow>
      <PageHead
        title={title}
        lede={
          guest
            ? i18n.t('Add an e-mail address and a password. Your sessions, cards and fixes stay yours.')
            : i18n.t('For those who host. Whoever you invite joins by link, with a name only.')
        }
      />
      <form ref={form} onSubmit={submit} noValidate className={styles.form}>
        <Field
          label={i18n.t('Name')}
          name="name"
          autoComplete="name"
          maxLength={60}
          autoFocus={!guest}
          key={guest?.name}
          defaultValue={guest?.name}
          hint={i18n.t('What the others in a session see.')}
          error={faults.name}
        />
        <Field
          label={i18n.t('E-mail')}
          name="email"
          type="email"
          autoComplete="username"
          error={faults.email}
          hint={i18n.t('To sign in with. Nobody else sees it.')}
        />
        <Field
          label={i18n.t('Password')}
          name="password"
          type="password"
          autoComplete="new-password"
          error={faults.password}
          hint={i18n.t('At least 10 characters.')}
        />
        {asksToken && (
          <Field
            label={i18n.t('First-start token')}
            name="firstAdminToken"
            autoComplete="off"
            error={faults.firstAdminToken}
            hint={i18n.t(
              'Nobody runs this Debrief yet. With the token that the server printed at its first start, this account does. Leave it empty otherwise.',
            )}
          />
        )}
        {mutation.isError && <ProblemNote error={mutation.error} />}
        <div className={styles.actions}>
          <Button type="submit" kind="primary" size="l" busy={mutation.isPending}>
            {guest
              ? mutation.isPending
                ? i18n.t('Keeping everything')
                : i18n.t('Keep everything')
              : mutation.isPending
                ? i18n.t('Making it')
                : i18n.t('Make the account')}
          </Button>
          <p className={text.meta}>
            {i18n.t('Have one?')}{' '}
            <Link to="/sign-in" search={{ next }} className={text.link}>
              {i18n.t('Sign in')}
            </Link>
          </p>
        </div>
      </form>
    </Page>
  );
};

const Closed = () => (
  <Page>
    <EmptyState
      level="h1"
      title={i18n.t('Accounts are made by invitation here')}
      sentence={i18n.t('A link to a session lets you in as a guest, and a guest can keep everything afterwards.')}
      action={
        <Link to="/sign-in" className={buttonClass({ kind: 'primary' })}>
          {i18n.t('Sign in')}
        </Link>
      }
    />
  </Page>
);
