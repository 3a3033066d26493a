import { ProblemError } from '@debrief/client';
import { QueryClient } from '@tanstack/react-query';

/** What this page knows from the server; one per tab, also read by the router before a page opens. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only what the server calls retryable is asked again.
      retry: (count, error) => count < 2 && error instanceof ProblemError && error.problem.retryable,
      refetchOnWindowFocus: false,
    },
  },
});
