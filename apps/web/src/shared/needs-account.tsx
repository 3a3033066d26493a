import { buttonClass, EmptyState, Page } from '@debrief/ui';
import { Link, useLocation } from '@tanstack/react-router';

/** A page that is not for guests: why, and the way to an account that brings them back here. */
export const NeedsAccount = ({ title, sentence, action }: { title: string; sentence: string; action: string }) => {
  const here = useLocation({ select: ({ href }) => href });
  return (
    <Page>
      <EmptyState
        level="h1"
        title={title}
        sentence={sentence}
        action={
          <Link to="/sign-up" search={{ next: here }} className={buttonClass()}>
            {action}
          </Link>
        }
      />
    </Page>
  );
};
