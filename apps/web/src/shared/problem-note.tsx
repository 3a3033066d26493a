import { ProblemError } from '@debrief/client';
import { Button, ErrorNote, useToast } from '@debrief/ui';
import { type ReactNode } from 'react';
import { i18n } from './i18n';

/** The sentence of an error that a person can act on. */
export const sentenceOf = (error: unknown): string =>
  error instanceof ProblemError
    ? error.problem.message
    : i18n.t('Something in this page went wrong. Reloading it usually helps.');

/** An error as a note: the server's sentence, what is kept, a way on, and the request id to copy. */
export const ProblemNote = ({
  error,
  kept,
  retry,
  action,
}: {
  error: unknown;
  /** What is not lost, in words. */
  kept?: ReactNode;
  /** Tries the same again. */
  retry?: (() => void) | undefined;
  /** Another way on; wins over `retry`. */
  action?: ReactNode;
}) => {
  const say = useToast();
  const id = error instanceof ProblemError ? error.problem.requestId : '';
  return (
    <ErrorNote
      title={sentenceOf(error)}
      kept={kept}
      action={
        action ??
        (retry && (
          <Button size="s" onClick={retry}>
            {i18n.t('Try again')}
          </Button>
        ))
      }
      code={id ? { label: i18n.t('Request {id}', { id }), id } : undefined}
      onCopy={() => say({ text: i18n.t('Request id copied') })}
    />
  );
};
