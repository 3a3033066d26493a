import { type InterviewType } from '@debrief/contracts';
import { useToast } from '@debrief/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { i18n } from '../../shared/i18n';
import { useSave, versionQuery, wordsOf } from './rubric-data';

/** Makes an earlier version current again, as a new one; a press on “Undo” does the same with the one before. */
export const useGoBack = (type: InterviewType) => {
  const client = useQueryClient();
  const say = useToast();
  const save = useSave(type);
  const back = useMutation({
    mutationFn: async ({ to, current }: { to: number; current: number }) => {
      const old = await client.fetchQuery(versionQuery(type, to));
      return save.mutateAsync({
        basedOn: current,
        why: i18n.t('Back to version {version}.', { version: to }),
        rubric: wordsOf(old),
      });
    },
    onSuccess: (made, { to, current }) =>
      say({
        text: i18n.t('Version {made} is current; it says what version {to} said', { made: made.version, to }),
        undo: { label: i18n.t('Undo'), run: () => back.mutate({ to: current, current: made.version }) },
      }),
  });
  return {
    goBack: (to: number, current: number) => back.mutate({ to, current }),
    pending: back.isPending,
    error: back.error,
  };
};
