import { Avatar, Button, RoleShape, Section, VisuallyHidden } from '@debrief/ui';
import { comingCandidate, lastRound, viewPeople, type PersonView, type RoomState } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { useLive, useMe, useNames, useRoom, useSend } from '../live-context';
import room from '../room/room.module.css';
import { Check } from '../cockpit/script';
import styles from './lobby.module.css';
import own from './roster.module.css';

type Part = 'candidate' | 'interviewer' | 'scorer' | 'observer';

/** What somebody will be in the coming round, or is in the one whose brief is open. */
const partOf = (state: RoomState, { participant, role, isScorer, seat }: PersonView): Part => {
  const round = lastRound(state);
  const candidate = round?.candidate ?? comingCandidate(state);
  if (participant === candidate) return 'candidate';
  if (role !== null) return role === 'observer' ? (isScorer ? 'scorer' : 'observer') : role;
  const planned = state.planned[participant];
  if (planned) return planned.role === 'interviewer' ? 'interviewer' : planned.scorer ? 'scorer' : 'observer';
  // Unless the host has said otherwise the first two seats hold the interview; a panel's later ones watch.
  return seat < 2 || state.format === 'swap' || state.format === 'one-way' ? 'interviewer' : 'observer';
};

/** Who is here, in which part, and how far they are. */
export const Roster = () => {
  const state = useRoom();
  const me = useMe();
  const online = useLive((live) => live.people);
  const name = useNames();
  const send = useSend();
  const round = lastRound(state);
  const people = viewPeople(state, state.rounds.length).filter(({ presence }) => presence !== 'left');
  const knowsParts = (round?.candidate ?? comingCandidate(state)) !== null || state.format === 'fishbowl';
  // Before the first round the host casts the parts of those formats that have more than two.
  const casts = state.host === me && !round && (state.format === 'panel' || state.format === 'fishbowl');
  return (
    <Section
      title={i18n.t('Here')}
      meta={i18n.t('{here} of {total}', {
        here: people.filter(({ presence }) => presence === 'here').length,
        total: Math.max(state.format === 'solo' ? 1 : 2, people.length),
      })}
    >
      <ul className={room.here}>
        {people.map((person) => {
          const part = partOf(state, person);
          const isReading = round?.stage === 'brief' && person.isLead && !person.ready;
          const isConnected = online.find((each) => each.participant === person.participant)?.connected ?? false;
          return (
            <li key={person.participant} className={styles.person}>
              <Avatar
                name={online.find((each) => each.participant === person.participant)?.name ?? '?'}
                seat={person.seat}
              />
              <span>{name(person.participant)}</span>
              <span className={room.role}>
                {casts && part !== 'candidate' && person.participant !== me ? (
                  <Cast participant={person.participant} name={name(person.participant)} part={part} />
                ) : (
                  knowsParts && (
                    <>
                      <RoleShape role={part === 'scorer' ? 'observer' : part} />{' '}
                      {part === 'interviewer' && person.isLead && round ? i18n.t('lead interviewer') : partWord(part)}
                    </>
                  )
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
      {state.locked && state.host !== me && (
        <p className={own.lock}>{i18n.t('The room is locked: whoever comes by link waits for the host.')}</p>
      )}
    </Section>
  );
};

const partWord = (part: Part): string =>
  ({
    candidate: i18n.t('candidate'),
    interviewer: i18n.t('interviewer'),
    scorer: i18n.t('watches and scores'),
    observer: i18n.t('observer'),
  })[part];

/** Whom the host gives which part before the first round. */
const Cast = ({ participant, name, part }: { participant: string; name: string; part: Part }) => {
  const send = useSend();
  const give = (to: Part) =>
    void send('participant.admit', {
      participant,
      as: to === 'interviewer' ? 'interviewer' : 'observer',
      ...(to === 'scorer' && { scorer: true }),
    });
  return (
    <label>
      <VisuallyHidden>{i18n.t('Part of {name}', { name })}</VisuallyHidden>
      <select className={own.part} value={part} onChange={({ target }) => give(target.value as Part)}>
        {(['interviewer', 'scorer', 'observer'] as const).map((each) => (
          <option key={each} value={each}>
            {partWord(each)}
          </option>
        ))}
      </select>
    </label>
  );
};
