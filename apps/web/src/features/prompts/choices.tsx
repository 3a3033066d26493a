import { routes } from '@debrief/contracts';
import { Chip, Kbd, useToast } from '@debrief/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useKeysOf } from '../../shared/use-keys';
import styles from './prompts.module.css';

interface Choice {
  favourite: boolean;
  avoid: boolean;
}

/** To find a prompt again, or never to be asked it; for accounts. */
export const Choices = ({ prompt, ...stored }: Choice & { prompt: string }) => {
  const client = useQueryClient();
  const say = useToast();
  const me = useMe().data?.me;
  const isMember = Boolean(me && !me.isGuest);
  const { mutate, data, variables, isPending, error } = useMutation({
    mutationFn: (body: Partial<Choice>) => call(routes.choosePrompt, { params: { prompt }, body }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['prompts'] });
      void client.invalidateQueries({ queryKey: ['prompt', prompt] });
    },
  });
  const now = { ...stored, ...data, ...(isPending && variables) };
  const { favourite } = now;
  useKeysOf(isMember ? { s: ({ repeat }) => void (repeat || mutate({ favourite: !favourite })) } : {});
  if (!isMember) return null;
  const avoid = () => {
    mutate({ avoid: !now.avoid });
    if (!now.avoid)
      say({
        text: i18n.t('You are not asked this prompt.'),
        undo: { label: i18n.t('Undo'), run: () => mutate({ avoid: false }) },
      });
  };
  return (
    <div className={styles.chips}>
      <Chip pressed={favourite} onClick={() => mutate({ favourite: !favourite })}>
        {favourite ? '★' : '☆'} {i18n.t('Favourite')} <Kbd>S</Kbd>
      </Chip>
      <Chip pressed={now.avoid} onClick={avoid}>
        {i18n.t('Do not ask me this')}
      </Chip>
      {error && <ProblemNote error={error} />}
    </div>
  );
};
