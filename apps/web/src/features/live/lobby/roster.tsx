import { Avatar, Button, RoleShape, Section } from '@debrief/ui';
import { comingCandidate, lastRound, viewPeople } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { useLive, useMe, useNames, useRoom, useSend } from '../live-context';
import room from '../room/room.module.css';
import { Check } from '../cockpit/script';
import styles from './lobby.module.css';

/** Who is here, in which part, and how far they are. */
export const Roster = () => {
  const state = useRoom();
  const me = useMe();
  const online = useLive((live) => live.people);
  const name = useNames();
  const send = useSend();
  const round = lastRound(state);
  const people = viewPeople(state, state.rounds.length).filter(({ presence }) => presence !== 'left');
  const candidate = round?.candidate ?? comingCandidate(state);
  const partOf = (participant: string, isObserver: boolean): 'candidate' | 'interviewer' | 'observer' =>
    isObserver ? 'observer' : participant === candidate ? 'candidate' : 'interviewer';
  return (
    <Section
      title={i18n.t('Here')}
      meta={i18n.t('{here} of {total}', {
        here: people.filter(({ presence }) => presence === 'here').length,
        total: Math.max(2, people.length),
      })}
    >
      <ul className={room.here}>
        {people.map((person) => {
          const part = partOf(
            person.participant,
            person.role === 'observer' || state.planned[person.participant]?.role === 'observer',
          );
          const isReading = round?.stage === 'brief' && person.isLead;
          const isConnected = online.find((each) => each.participant === person.participant)?.connected ?? false;
          return (
            <li key={person.participant} className={styles.person}>
              <Avatar
                name={online.find((each) => each.participant === person.participant)?.name ?? '?'}
                seat={person.seat}
              />
              <span>{name(person.participant)}</span>
              <span className={room.role}>
                {candidate !== null && (
                  <>
                    <RoleShape role={part} />{' '}
                    {part === 'candidate'
                      ? i18n.t('candidate')
                      : part === 'observer'
                        ? i18n.t('observer')
                        : person.isLead && round
                          ? i18n.t('lead interviewer')
                          : i18n.t('interviewer')}
                  </>
                )}
              </span>
              <span className={room.state}>
                {person.presence === 'away' ? (
                  i18n.t('away')
                ) : !isConnected ? (
                  i18n.t('reconnecting')
                ) : isReading ? (
                  i18n.t('reading the guide')
                ) : person.ready ? (
                  <span className={styles.ok}>
                    <Check /> {i18n.t('ready')}
                  </span>
                ) : (
                  i18n.t('not ready yet')
                )}
              </span>
              {state.host === me && person.participant !== me && (
                <Button
                  size="s"
                  kind="quiet"
                  onClick={() => void send('participant.kick', { participant: person.participant })}
                  aria-label={i18n.t('Remove {name} from this session', { name: name(person.participant) })}
                >
                  {i18n.t('Remove')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
};
