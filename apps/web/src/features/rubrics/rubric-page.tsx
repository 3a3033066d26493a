import { interviewTypes, type InterviewType, type Me } from '@debrief/contracts';
import { Button, EmptyState, Page, PageHead, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import { MyRounds } from './my-rounds';
import { currentQuery, versionQuery } from './rubric-data';
import { RubricEditor } from './rubric-editor';
import { RubricReading } from './rubric-reading';
import styles from './rubrics.module.css';
import { Versions } from './versions';

/** One rubric: to read for everybody, to change for the admin of the instance. */
export const RubricPage = () => {
  const { type: asked } = useParams({ strict: false });
  const type = interviewTypes.find((each) => each === asked);
  const me = useMe().data?.me ?? null;
  if (!type)
    return (
      <Page>
        <EmptyState
          level="h1"
          title={i18n.t('There is no such rubric')}
          sentence={i18n.t('Every kind of interview has one.')}
          action={<Link to="/rubrics">{i18n.t('All rubrics')}</Link>}
        />
      </Page>
    );
  return <OfType key={type} type={type} me={me} />;
};

const OfType = ({ type, me }: { type: InterviewType; me: Me | null }) => {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const current = useQuery(currentQuery(type));
  const version = search.version ? Number(search.version) : null;
  const old = useQuery({ ...versionQuery(type, version ?? 1), enabled: version !== null });
  const shown = version === null ? current : old;
  const isEditing = search.edit === 'true' && me?.isAdmin === true && version === null;
  const title = interviewTypeTitle(type);
  useTitle(i18n.t('{title}, rubric', { title }));
  const isOld = version !== null && version !== current.data?.version;
  return (
    <Page>
      <p className={styles.up}>
        <Link to="/rubrics">{i18n.t('Rubrics')}</Link>
      </p>
      <PageHead
        title={title}
        lede={
          shown.data &&
          (isOld
            ? i18n.t('Version {version}, as rounds that began with it keep it.', { version: shown.data.version })
            : i18n.t('Version {version}, for rounds that begin now.', { version: shown.data.version }))
        }
        action={
          isOld ? (
            <Link to="/rubrics/$type" params={{ type }}>
              {i18n.t('The current version')}
            </Link>
          ) : (
            me?.isAdmin &&
            !isEditing && (
              <Button
                kind="primary"
                onClick={() => void navigate({ to: '/rubrics/$type', params: { type }, search: { edit: 'true' } })}
              >
                {i18n.t('Change this rubric')}
              </Button>
            )
          )
        }
      />
      {shown.error && <ProblemNote error={shown.error} retry={() => void shown.refetch()} />}
      {!shown.data && !shown.error && <Skeleton label={i18n.t('Loading the rubric')} lines={10} />}
      {isEditing && current.data && me ? (
        <RubricEditor
          key={me.account}
          rubric={current.data}
          account={me.account}
          onClose={() => void navigate({ to: '/rubrics/$type', params: { type } })}
        />
      ) : (
        shown.data && (
          <div className={styles.columns}>
            <RubricReading rubric={shown.data} />
            <aside className={styles.aside}>
              {current.data && <Versions type={type} current={current.data.version} shown={shown.data.version} />}
              {me ? (
                <MyRounds type={type} timeZone={me.timeZone} />
              ) : (
                <p className={text.meta}>
                  {i18n.t('Signed in, you see here which of your rounds keeps which version.')}
                </p>
              )}
            </aside>
          </div>
        )
      )}
    </Page>
  );
};
