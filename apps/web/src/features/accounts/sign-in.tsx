import { routes } from '@debrief/contracts';
import { Button, Field, Page, PageHead, text } from '@debrief/ui';
import { getRouteApi, Link } from '@tanstack/react-router';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import styles from './accounts.module.css';
import { checkEmail } from './check';
import { useGoOn } from './go-on';
import { useForm } from './use-form';

const route = getRouteApi('/shell/sign-in');

export const SignInPage = () => {
  const { next } = route.useSearch();
  const goOn = useGoOn(next);
  const isGuest = useMe().data?.me?.isGuest ?? false;
  useTitle(i18n.t('Sign in'));
  const { form, faults, submit, mutation } = useForm(
    ['email', 'password'],
    ({ email, password }) => ({
      email: checkEmail(email),
      password: password ? undefined : i18n.t('Type your password.'),
    }),
    async ({ email, password }) => {
      await call(routes.signIn, { body: { email: email.trim(), password } });
      await goOn();
    },
  );
  return (
    <Page narrow>
      <PageHead
        title={i18n.t('Sign in')}
        lede={isGuest ? i18n.t('The sessions you were in as a guest come along.') : undefined}
      />
      <form ref={form} onSubmit={submit} noValidate className={styles.form}>
        <Field
          label={i18n.t('E-mail')}
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          error={faults.email}
        />
        <Field
          label={i18n.t('Password')}
          name="password"
          type="password"
          autoComplete="current-password"
          error={faults.password}
        />
        {mutation.isError && <ProblemNote error={mutation.error} />}
        <div className={styles.actions}>
          <Button type="submit" kind="primary" size="l" busy={mutation.isPending}>
            {mutation.isPending ? i18n.t('Signing in') : i18n.t('Sign in')}
          </Button>
          <p className={text.meta}>
            {i18n.t('New here?')}{' '}
            <Link to="/sign-up" search={{ next }} className={text.link}>
              {i18n.t('Make an account')}
            </Link>
          </p>
        </div>
      </form>
    </Page>
  );
};
