import { useRouter } from '@tanstack/react-router';
import { useForgetEverything } from '../../shared/me';

/** After signing in or up: nothing of before is shown, and the page that was asked for opens. */
export const useGoOn = (next: string | undefined) => {
  const router = useRouter();
  const forget = useForgetEverything();
  return async () => {
    await forget();
    router.history.replace(next ?? '/home');
  };
};
