import { routes } from '@debrief/contracts';
import { Button, Section, Skeleton, text, useToast } from '@debrief/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { dayOf, timeOf } from '../../shared/days';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import styles from './accounts.module.css';
import { agentName } from './agent-name';

const KEY = ['sign-ins'];

/** Where I am signed in; a browser I do not know is signed out with one press. */
export const SignInList = ({ timeZone }: { timeZone: string }) => {
  const client = useQueryClient();
  const say = useToast();
  const list = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(routes.listSignIns, {}, signal) });
  const revoke = useMutation({
    mutationFn: (id: string) => call(routes.revokeSignIn, { params: { id } }),
    onSuccess: () => {
      say({ text: i18n.t('Signed out there') });
      return client.invalidateQueries({ queryKey: KEY });
    },
  });
  return (
    <Section title={i18n.t('Signed-in browsers')} meta={list.data?.signIns.length}>
      {list.isPending && <Skeleton label={i18n.t('Loading')} lines={2} />}
      {list.isError && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {revoke.isError && <ProblemNote error={revoke.error} />}
      <ul className={styles.rows}>
        {list.data?.signIns.map(({ id, agent, isThis, lastSeen }) => (
          <li key={id}>
            <div>
              <p>{agentName(agent)}</p>
              <p className={text.meta}>
                {isThis
                  ? i18n.t('This browser')
                  : i18n.t('Last seen {day}, {time}', {
                      day: dayOf(lastSeen, timeZone),
                      time: timeOf(lastSeen, timeZone),
                    })}
              </p>
            </div>
            {!isThis && (
              <Button
                size="s"
                busy={revoke.isPending && revoke.variables === id}
                onClick={() => revoke.mutate(id)}
                aria-label={i18n.t('Sign out {browser}', { browser: agentName(agent) })}
              >
                {i18n.t('Sign out')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
};
