import { ProblemError } from '@debrief/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { router } from './router';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only what the server calls retryable is asked again.
      retry: (count, error) => count < 2 && error instanceof ProblemError && error.problem.retryable,
      refetchOnWindowFocus: false,
    },
  },
});

export const App = () => (
  <QueryClientProvider client={queries}>
    <RouterProvider router={router} />
  </QueryClientProvider>
);
