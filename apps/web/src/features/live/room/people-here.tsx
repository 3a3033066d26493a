import { Avatar, RoleShape, Section } from '@debrief/ui';
import { viewPeople } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { roleWord } from '../../../shared/round-words';
import { useLive, useNames, useRoom } from '../live-context';
import styles from './room.module.css';

/** Who is in the room with which part. Observers are always in the list. */
export const PeopleHere = () => {
  const room = useRoom();
  const people = useLive((state) => state.people);
  const name = useNames();
  const list = viewPeople(room, room.rounds.length).filter(({ presence }) => presence !== 'left');
  const full = (participant: string) => people.find((person) => person.participant === participant);
  return (
    <Section title={i18n.t('In the room')} meta={list.length}>
      <ul className={styles.here}>
        {list.map((person) => (
          <li key={person.participant}>
            <Avatar name={full(person.participant)?.name ?? '?'} seat={person.seat} />
            <span>{name(person.participant)}</span>
            {person.role && (
              <span className={styles.role}>
                <RoleShape role={person.role} />{' '}
                {person.isLead && person.role === 'interviewer' ? i18n.t('lead') : roleWord(person.role)}
              </span>
            )}
            <span className={styles.state}>
              {person.handRaised ? (
                <span className={styles.hand}>{i18n.t('asks for a moment')}</span>
              ) : person.presence === 'away' ? (
                i18n.t('away')
              ) : full(person.participant)?.connected === false ? (
                i18n.t('reconnecting')
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
};
