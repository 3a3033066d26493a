import { buttonClass, EmptyState, Page, PageHead, Skeleton } from '@debrief/ui';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { i18n } from '../shared/i18n';
import { ProblemNote } from '../shared/problem-note';
import { useTitle } from '../shared/title';

/** No page has this address. */
export const NotFoundPage = () => {
  useTitle(i18n.t('Nothing here'));
  return (
    <Page>
      <EmptyState
        level="h1"
        title={i18n.t('There is nothing at this address')}
        sentence={i18n.t('The link may be old, or a letter of it is missing.')}
        action={
          <Link to="/" className={buttonClass({ kind: 'primary' })}>
            {i18n.t('Go to the start page')}
          </Link>
        }
      />
    </Page>
  );
};

/** A page that failed; the rest of the program goes on around it. */
export const FailedPage = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter();
  useTitle(i18n.t('This page failed'));
  return (
    <Page>
      <PageHead title={i18n.t('This page could not be shown')} />
      <ProblemNote
        error={error}
        kept={i18n.t('What you wrote elsewhere is kept.')}
        retry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </Page>
  );
};

/** While a page's program comes over the network. */
export const ComingPage = () => (
  <Page>
    <Skeleton label={i18n.t('Loading')} lines={6} />
  </Page>
);
