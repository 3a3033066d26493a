import { Toasts } from '@debrief/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { i18n } from '../shared/i18n';
import { queries } from '../shared/queries';
import { router } from './router';

export const App = () => (
  <QueryClientProvider client={queries}>
    <Toasts label={i18n.t('Messages')}>
      <RouterProvider router={router} />
    </Toasts>
  </QueryClientProvider>
);
