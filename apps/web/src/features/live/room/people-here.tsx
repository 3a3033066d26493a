import { Avatar, Button, RoleShape, Section, text } from '@debrief/ui';
import { isLead, lastRound, MAX_INTERVIEWERS, viewPeople, type PersonView } from '@debrief/live-core';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { roleWord } from '../../../shared/round-words';
import { useLive, useMe, useNames, useRoom, useSend } from '../live-context';
import { WhatComesNext } from './what-comes-next';
import styles from './room.module.css';
import own from './people-here.module.css';

/** Who is in the room with which part, and what comes next. Observers are always in the list. */
export const PeopleHere = () => {
  const room = useRoom();
  const me = useMe();
  const people = useLive((state) => state.people);
  const name = useNames();
  const [isManaging, setManaging] = useState(false);
  const round = lastRound(room);
  const list = viewPeople(room, room.rounds.length).filter(({ presence }) => presence !== 'left');
  const full = (participant: string) => people.find((person) => person.participant === participant);
  const manages =
    room.status !== 'ended' && (room.host === me || (round !== undefined && isLead(room, me, round.round)));
  return (
    <Section
      title={i18n.t('In the room')}
      meta={
        manages && list.length > 2 ? (
          <Button size="s" kind="quiet" aria-expanded={isManaging} onClick={() => setManaging(!isManaging)}>
            {isManaging ? i18n.t('Done') : i18n.t('Manage')}
          </Button>
        ) : (
          list.length
        )
      }
    >
      <ul className={styles.here}>
        {list.map((person) => (
          <li key={person.participant} className={own.person}>
            <Avatar name={full(person.participant)?.name ?? '?'} seat={person.seat} />
            <span>{name(person.participant)}</span>
            {person.role && (
              <span className={styles.role}>
                <RoleShape role={person.role} /> {partWords(person)}
                {round?.timekeeper === person.participant && `, ${i18n.t('keeps the time')}`}
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
            {isManaging && person.participant !== me && <Parts person={person} />}
          </li>
        ))}
      </ul>
      {round && (
        <p className={text.meta}>
          <WhatComesNext round={round} />
        </p>
      )}
    </Section>
  );
};

const partWords = ({ role, isLead: leads, isScorer }: PersonView): string =>
  role === 'interviewer' && leads
    ? i18n.t('lead')
    : role === 'observer' && isScorer
      ? i18n.t('observer, scores')
      : roleWord(role ?? 'observer');

/** What the host and the lead may change about somebody while the round takes roles: only upwards, and out. */
const Parts = ({ person }: { person: PersonView }) => {
  const room = useRoom();
  const me = useMe();
  const send = useSend();
  const name = useNames()(person.participant);
  const round = lastRound(room);
  const { participant } = person;
  const takesRoles = round !== undefined && (round.stage === 'brief' || round.stage === 'interview');
  const watches = person.role === 'observer';
  const leads = takesRoles && round.lead !== null && isLead(room, me, round.round);
  const mayInterview = leads && watches && round.interviewers.length < MAX_INTERVIEWERS;
  const keeps = round?.timekeeper === participant;
  return (
    <span className={own.parts}>
      {mayInterview && (
        <Button
          size="s"
          onClick={() => void send('participant.admit', { participant, as: 'interviewer' })}
          aria-label={i18n.t('Ask {name} to interview too', { name })}
        >
          {i18n.t('Interviews too')}
        </Button>
      )}
      {leads && person.role !== null && person.role !== 'candidate' && (
        <Button
          size="s"
          onClick={() => void send('timekeeper.set', { round: round.round, participant: keeps ? null : participant })}
          aria-label={
            keeps ? i18n.t('Keeps the time no more: {name}', { name }) : i18n.t('Keeps the time: {name}', { name })
          }
        >
          {keeps ? i18n.t('Keeps the time no more') : i18n.t('Keeps the time')}
        </Button>
      )}
      {room.host === me && takesRoles && watches && !person.isScorer && (
        <Button
          size="s"
          onClick={() => void send('participant.admit', { participant, as: 'observer', scorer: true })}
          aria-label={i18n.t('Let {name} score', { name })}
        >
          {i18n.t('Scores')}
        </Button>
      )}
      {room.host === me && (
        <Button
          size="s"
          kind="quiet"
          onClick={() => void send('participant.kick', { participant })}
          aria-label={i18n.t('Remove {name} from this session', { name })}
        >
          {i18n.t('Remove')}
        </Button>
      )}
    </span>
  );
};
