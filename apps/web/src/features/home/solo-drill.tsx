import { routes } from '@debrief/contracts';
import { Button } from '@debrief/ui';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import { fitting, lastChoice } from '../sessions/choice';

/** Nobody needs to be online: one press makes the room, the next lets the prompt appear. */
export const SoloDrill = () => {
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: () => {
      const { type, length, mode } = lastChoice();
      return call(routes.createSession, {
        body: fitting({ type, length, mode, format: 'solo', hostFirst: 'candidate' }),
      });
    },
    onSuccess: ({ session }) => navigate({ to: '/s/$session', params: { session } }),
  });
  return (
    <>
      <Button size="l" busy={make.isPending} onClick={() => make.mutate()}>
        {make.isPending ? i18n.t('Making the room') : i18n.t('Solo drill')}
      </Button>
      {make.isError && <ProblemNote error={make.error} retry={() => make.mutate()} />}
    </>
  );
};
