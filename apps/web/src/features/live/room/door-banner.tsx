import { isLead, lastRound, MAX_INTERVIEWERS, type RoomState } from '@debrief/live-core';
import { type Person } from '@debrief/contracts';
import { Button } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { firstName, useLive, useMe, useNames, useRoom, useSend } from '../live-context';
import { Banner } from './banner';

interface Way {
  as: 'seat' | 'interviewer' | 'observer';
  scorer?: boolean;
  words: string;
}
/** How somebody may be let in now, the usual way first. */
const waysIn = (room: RoomState, me: string): Way[] => {
  const watch: Way = { as: 'observer', words: i18n.t('Let in to watch') };
  const score: Way = { as: 'observer', scorer: true, words: i18n.t('To watch and score') };
  const round = lastRound(room);
  if (round) {
    const takesInterviewers =
      round.lead !== null &&
      isLead(room, me, round.round) &&
      (round.stage === 'brief' || round.stage === 'interview') &&
      round.interviewers.length < MAX_INTERVIEWERS;
    return [
      watch,
      score,
      ...(takesInterviewers ? [{ as: 'interviewer' as const, words: i18n.t('To interview') }] : []),
    ];
  }
  const interview: Way = { as: 'interviewer', words: i18n.t('Let in to interview') };
  if (room.format === 'panel') return [interview, { ...watch, words: i18n.t('To watch') }, score];
  if (room.format === 'fishbowl') return [watch, score, { as: 'seat', words: i18n.t('To perform') }];
  if (room.format === 'solo') return [watch];
  return [
    { as: 'seat', words: i18n.t('Let in') },
    { ...watch, words: i18n.t('To watch') },
  ];
};

/** The host lets people in, all at once or one by one, or not. Somebody who comes in reads the session from its beginning. */
export const DoorBanner = () => {
  const room = useRoom();
  const me = useMe();
  const people = useLive((state) => state.people);
  const send = useSend();
  const name = useNames();
  if (room.status === 'ended') return null;
  const asked = Object.entries(room.admissions);
  const isHost = room.host === me;
  const isOutside = ({ participant, seat }: Person) =>
    seat === null && !room.people[participant] && !room.admissions[participant];
  const waiting = isHost
    ? people.filter((person) => isOutside(person) && !room.turnedAway.includes(person.participant))
    : [];
  const ways = waysIn(room, me);
  const [usual] = ways;
  const admit = (participant: string, { as, scorer }: Way) =>
    void send('participant.admit', { participant, as, ...(scorer && { scorer }) });
  return (
    <>
      {asked
        .filter(([, { needs }]) => needs.includes(me))
        .map(([participant]) => (
          <Banner key={participant}>
            <p>
              {i18n.t('{name} would come in and could read this session from the start, your opened cards too.', {
                name: name(participant),
              })}
            </p>
            <Button size="s" onClick={() => void send('admission.agree', { participant })}>
              {i18n.t('I agree')}
            </Button>
          </Banner>
        ))}
      {isHost &&
        asked.map(([participant, { needs }]) => (
          <Banner key={participant}>
            <p>
              {i18n.t('{name} comes in once {others} has agreed: opened cards are in what they could read.', {
                name: name(participant),
                others: needs.map((one) => firstName(name(one))).join(', '),
              })}
            </p>
            <Button size="s" kind="quiet" onClick={() => void send('participant.turn-away', { participant })}>
              {i18n.t('Not this time')}
            </Button>
          </Banner>
        ))}
      {waiting.length > 1 && usual && (
        <Banner>
          <p>
            {i18n.t('{count} people wait to come in.', { count: waiting.length })} <Opens room={room} />
          </p>
          <Button size="s" onClick={() => waiting.forEach(({ participant }) => admit(participant, usual))}>
            {room.format === 'panel' && !room.rounds.length
              ? i18n.t('Let all in to interview')
              : i18n.t('Let all in to watch')}
          </Button>
        </Banner>
      )}
      {waiting.map((person) => (
        <Banner key={person.participant}>
          <p>
            {i18n.t('{name} waits to come in.', { name: person.name })} {waiting.length === 1 && <Opens room={room} />}
          </p>
          {ways.map((way, index) => (
            <Button
              key={way.words}
              size="s"
              kind={index === 0 ? 'plain' : 'quiet'}
              onClick={() => admit(person.participant, way)}
              aria-label={i18n.t('{way}: {name}', { way: way.words, name: person.name })}
            >
              {way.words}
            </Button>
          ))}
          <Button
            size="s"
            kind="quiet"
            onClick={() => void send('participant.turn-away', { participant: person.participant })}
            aria-label={i18n.t('Not this time: {name}', { name: person.name })}
          >
            {i18n.t('Not this time')}
          </Button>
        </Banner>
      ))}
    </>
  );
};

/** What letting somebody in means. */
const Opens = ({ room }: { room: RoomState }) =>
  room.rounds.some(({ openedAt }) => openedAt !== null)
    ? i18n.t('Whoever comes in reads everything from the start; since cards are open, their candidate is asked first.')
    : room.rounds.length > 0 || room.chat.length > 0
      ? i18n.t('Whoever comes in reads everything said here from the start.')
      : null;
