import { forgetUnsent } from '@debrief/client';
import { type Me, routes, targetLevels, timeZone as zone } from '@debrief/contracts';
import { Button, buttonClass, Field, Page, PageHead, Section, SelectField, text, useToast } from '@debrief/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { forgetKeptDrafts } from '../../shared/kept-drafts';
import { meQuery, useForgetEverything, useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import styles from './accounts.module.css';
import { checkName } from './check';
import { levelTitle } from './level-title';
import { SignInList } from './sign-in-list';
import { useForm } from './use-form';
import { YourRating } from './your-rating';

export const ProfilePage = () => {
  const me = useMe().data?.me;
  useTitle(i18n.t('Profile'));
  if (!me) return null;
  return (
    <Page>
      <PageHead title={i18n.t('Profile')} lede={me.email ?? i18n.t('You are here as a guest.')} action={<SignOut />} />
      <div className={styles.columns}>
        <Section title={i18n.t('About you')}>
          <AboutForm me={me} key={me.account} />
        </Section>
        <div className={styles.aside}>
          {me.isGuest && <KeepEverything />}
          <YourRating timeZone={me.timeZone} />
          <SignInList timeZone={me.timeZone} />
        </div>
      </div>
    </Page>
  );
};

const zones = Intl.supportedValuesOf('timeZone');
const asLevel = (value: string) => targetLevels.find((level) => level === value) ?? null;

const AboutForm = ({ me }: { me: Me }) => {
  const client = useQueryClient();
  const say = useToast();
  const { form, faults, submit, mutation } = useForm(
    ['name', 'timeZone', 'targetLevel'],
    ({ name, timeZone }) => ({
      name: checkName(name),
      timeZone: zone.safeParse(timeZone.trim()).success
        ? undefined
        : i18n.t('Choose a zone from the list, such as Europe/Lisbon.'),
    }),
    async ({ name, timeZone, targetLevel }) => {
      await call(routes.updateMe, {
        body: { name, timeZone: timeZone.trim(), targetLevel: asLevel(targetLevel) },
      });
      await client.invalidateQueries(meQuery);
      say({ text: i18n.t('Profile saved') });
    },
  );
  return (
    <form ref={form} onSubmit={submit} noValidate className={styles.form}>
      <Field
        label={i18n.t('Name')}
        name="name"
        autoComplete="name"
        maxLength={60}
        defaultValue={me.name}
        hint={i18n.t('What the others in a session see.')}
        error={faults.name}
      />
      <Field
        label={i18n.t('Time zone')}
        name="timeZone"
        list="time-zones"
        autoComplete="off"
        defaultValue={me.timeZone}
        hint={i18n.t('Type a city to search.')}
        error={faults.timeZone}
      />
      <datalist id="time-zones">
        {zones.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <SelectField
        label={i18n.t('Target level')}
        name="targetLevel"
        defaultValue={me.targetLevel ?? ''}
        hint={i18n.t('Your interviewer sees it on your brief card.')}
        error={faults.targetLevel}
      >
        <option value="">{i18n.t('Not said')}</option>
        {targetLevels.map((level) => (
          <option key={level} value={level}>
            {levelTitle(level)}
          </option>
        ))}
      </SelectField>
      {mutation.isError && <ProblemNote error={mutation.error} kept={i18n.t('What you typed is still here.')} />}
      <div className={styles.actions}>
        <Button type="submit" kind="primary" busy={mutation.isPending}>
          {mutation.isPending ? i18n.t('Saving') : i18n.t('Save')}
        </Button>
      </div>
    </form>
  );
};

const KeepEverything = () => (
  <Section title={i18n.t('Keep everything')}>
    <div className={styles.keep}>
      <p className={text.muted}>
        {i18n.t(
          'As a guest you are forgotten 72 hours after your last session. With an e-mail address and a password your sessions stay yours.',
        )}
      </p>
      <Link to="/sign-up" search={{ next: '/me' }} className={buttonClass()}>
        {i18n.t('Add e-mail and password')}
      </Link>
    </div>
  </Section>
);

const SignOut = () => {
  const forget = useForgetEverything();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: async () => {
      await call(routes.signOut, {});
      await forgetUnsent();
      forgetKeptDrafts();
      await navigate({ to: '/sign-in' });
      await forget();
    },
  });
  return (
    <div>
      <Button busy={signOut.isPending} onClick={() => signOut.mutate()}>
        {i18n.t('Sign out')}
      </Button>
      {signOut.isError && <ProblemNote error={signOut.error} />}
    </div>
  );
};
