import { Button, Page, Section, Skeleton } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { i18n } from '../../shared/i18n';
import { lastFixQuery } from '../../shared/fixes';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import { Afterwards } from './afterwards';
import { AlsoOpen, KeepEverything, Kinds, Sample } from './aside';
import { exampleQuery } from '../../shared/example';
import { openSessionsQuery, recentRoundsQuery } from './home-data';
import { FixQuestions } from './fix-questions';
import styles from './home.module.css';
import { LastFix } from './last-fix';
import { NothingYet, Start } from './newcomer';
import { OpenSession } from './open-session';
import { RecentRounds } from './recent-rounds';

/** What needs me now: the session that is open, the fix from last time, what was played lately. */
export const HomePage = () => {
  const me = useMe().data?.me;
  const open = useQuery(openSessionsQuery);
  const rounds = useQuery(recentRoundsQuery);
  const fix = useQuery(lastFixQuery).data?.fix;
  const example = useQuery(exampleQuery).data?.session ?? null;
  useTitle(i18n.t('Home'));
  if (!me) return null;
  if (open.isPending || rounds.isPending)
    return (
      <Page>
        <Skeleton label={i18n.t('Loading')} lines={9} />
      </Page>
    );
  const [next, ...others] = open.data?.sessions.filter(({ isExample }) => !isExample) ?? [];
  const played = rounds.data?.rounds ?? [];
  const again = [open, rounds].filter(({ isError }) => isError);
  return (
    <Page>
      {next ? <OpenSession session={next} me={me} /> : <Start me={me} isNew={played.length === 0} />}
      <FixQuestions timeZone={me.timeZone} />
      {fix && <LastFix fix={fix} timeZone={me.timeZone} />}
      <div className={styles.two}>
        <div className={styles.col}>
          {again[0] ? (
            <Section title={i18n.t('Recent rounds')}>
              <ProblemNote
                error={again[0].error}
                kept={i18n.t('Your rounds are on the server; only this page could not fetch them.')}
                action={
                  <Button size="s" onClick={() => void Promise.all(again.map(({ refetch }) => refetch()))}>
                    {i18n.t('Try again')}
                  </Button>
                }
              />
            </Section>
          ) : played.length === 0 ? (
            <NothingYet />
          ) : (
            <RecentRounds rounds={played.slice(0, 6)} me={me} hasMore={played.length > 6} />
          )}
        </div>
        <div className={styles.col}>
          {others.length > 0 && <AlsoOpen sessions={others} me={me} />}
          {me.isGuest && <KeepEverything />}
          <Kinds />
          {example !== null && played.length > 0 && <Sample example={example} />}
        </div>
      </div>
      {!again[0] && played.length === 0 && <Afterwards />}
    </Page>
  );
};
