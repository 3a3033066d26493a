import { Button, Chip, cx, Section, text } from '@debrief/ui';
import { comingCandidate, isHere, isLead, lastRound, mayEnd, seated, type RoundState } from '@debrief/live-core';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { interviewMinutes, interviewTypeTitle } from '../../../shared/interview-names';
import { PlanList } from '../../../shared/plan-list';
import { useDesk } from '../call/call-context';
import { GreenRoom } from '../call/green-room';
import { firstName, useLive, useMe, useNames, useRoom, useSend } from '../live-context';
import { Consents } from '../recording/consents';
import { Banners } from '../room/banners';
import { Chat } from '../room/chat';
import { useLeave } from '../room/leave';
import { PageBar } from '../room/page-bar';
import { Assignments } from '../cockpit/assignments';
import { useKeys } from '../room-keys';
import { useGuide, useRubric } from '../round-data';
import { BriefCard } from './brief-card';
import { CandidateBrief } from './candidate-brief';
import { GuideView } from './guide-view';
import { Invite } from './invite';
import { PromptPicker } from './prompt-picker';
import { Ready, ReadingTime } from './ready';
import { Roster } from './roster';
import styles from './lobby.module.css';

/** Before a round: who is here, what is kept, who is candidate; the interviewer chooses, reads, and starts. */
export const Lobby = () => {
  const room = useRoom();
  const me = useMe();
  const leave = useLeave();
  const send = useSend();
  const round = lastRound(room);
  const isBrief = round?.stage === 'brief';
  const candidate = isBrief ? round.candidate : comingCandidate(room);
  const leads = isBrief && isLead(room, me, round.round);
  const minutes = interviewMinutes(room.type, room.length, room.format);
  const watches = room.planned[me]?.role === 'observer';
  const chooses = !leads && candidate !== me && candidate !== null && !isBrief && !watches;
  const part = watches ? 'observer' : candidate === null ? null : candidate === me ? 'candidate' : 'interviewer';
  return (
    <div className={styles.screen}>
      <PageBar
        withoutCall
        title={i18n.t('{type}, {minutes} min', { type: interviewTypeTitle(room.type), minutes })}
        meta={room.mode === 'stress' ? i18n.t('For real, no interruptions') : i18n.t('Learning, stops allowed')}
        end={
          <>
            {mayEnd(room, me) && room.end === null && (
              <Button kind="quiet" onClick={() => void send('end.propose', {})}>
                {i18n.t('End')}
              </Button>
            )}
            <Button kind="quiet" onClick={leave}>
              {i18n.t('Leave')}
            </Button>
          </>
        }
      />
      <Banners inPage />
      <main id="main" className={styles.lobby}>
        <Headline candidate={candidate} round={isBrief ? round : undefined} />
        <div className={cx(styles.grid, leads && styles.gridRead)}>
          <div className={styles.col}>
            {leads && <Reading round={round} />}
            {!leads && !chooses && <GreenRoom part={part} />}
            {chooses && <Choose candidate={candidate} />}
            {!leads && <WhatIsKept />}
          </div>
          <div className={styles.col}>
            {(leads || chooses) && <GreenRoom part={part} small />}
            {candidate !== null && candidate !== me && !watches && <CandidateBrief />}
            <Roster />
            {leads && <Judges round={round} />}
            {!isBrief && <First />}
            {room.host === me && !isBrief && <Invite />}
            {candidate === me && <BriefCard />}
            {!leads && <PlanList format={room.format} type={room.type} length={room.length} />}
            <Chat className={styles.chat} />
          </div>
        </div>
        {!leads && <Ready candidate={candidate} />}
      </main>
    </div>
  );
};

const Headline = ({ candidate, round }: { candidate: string | null; round: RoundState | undefined }) => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const others = seated(room).filter((each) => each !== me);
  const lead = firstName(name(round?.lead ?? null));
  const line = round
    ? round.lead === me
      ? i18n.t('Four minutes are enough. {name} sees the prompt when you start.', {
          name: firstName(name(round.candidate)),
        })
      : round.candidate === me
        ? i18n.t('{name} is reading the guide and needs about four minutes.', { name: lead })
        : i18n.t('{name} is reading the guide.', { name: lead })
    : others.length === 0
      ? i18n.t('Nobody else is here yet. Send the link; this page notices when somebody comes.')
      : candidate === null || room.planned[me]?.role === 'observer'
        ? room.host === me
          ? i18n.t('Say below who performs, and who scores.')
          : i18n.t('You watch. The prompt appears to you with the candidate.')
        : candidate === me
          ? i18n.t('{name} chooses a prompt and reads its guide first.', { name: firstName(name(others[0] ?? null)) })
          : i18n.t('Choose a prompt. You read its guide before anything begins.');
  return (
    <div className={styles.head}>
      <h1>{round?.lead === me ? i18n.t('Read the guide') : i18n.t('Ready when you are')}</h1>
      <p className={text.meta}>{line}</p>
    </div>
  );
};

const Choose = ({ candidate }: { candidate: string }) => {
  const room = useRoom();
  const name = useNames();
  const send = useSend();
  const [isOpening, setOpening] = useState(false);
  const open = (prompt?: string) => {
    setOpening(true);
    void send('brief.open', prompt ? { prompt } : {}).then((ack) => !ack.ok && setOpening(false));
  };
  const isAbsent = !isHere(room, candidate);
  return (
    <Section
      title={i18n.t('You interview {name}', { name: firstName(name(candidate)) })}
      meta={isOpening ? i18n.t('Opening') : undefined}
    >
      {isAbsent ? (
        <p className={text.meta}>{i18n.t('Waiting for {name} to come back.', { name: firstName(name(candidate)) })}</p>
      ) : (
        <PromptPicker onPick={open} pickWords={i18n.t('Open the guide')} />
      )}
    </Section>
  );
};

const Reading = ({ round }: { round: RoundState }) => {
  const room = useRoom();
  const name = useNames();
  const send = useSend();
  const [isChanging, setChanging] = useState(false);
  const version = useLive((live) => live.panels[round.round]?.promptVersion);
  const guide = useGuide(
    round.round,
    version !== undefined && version !== null,
    version ? `${version.prompt}@${version.version}` : '',
  );
  const desk = useDesk();
  const start = () => {
    void send('round.start', { round: round.round });
    // Whoever has set up camera or microphone meant to be seen or heard when it begins.
    if (desk?.get().way === 'on') void desk.join();
  };
  const candidate = room.people[round.candidate];
  const isHereNow = candidate?.presence === 'here';
  useKeys([{ key: 'B', label: i18n.t('Start the round'), run: start }]);
  const pick = (prompt?: string) => {
    setChanging(false);
    void send('prompt.replace', { round: round.round, ...(prompt && { prompt }) });
  };
  return (
    <>
      <div className={styles.startBar}>
        <Button kind="primary" size="l" onClick={start} disabled={!isHereNow || !version} hotkey="B">
          {i18n.t('Start the round')}
        </Button>
        <p className={text.meta}>
          {!isHereNow
            ? i18n.t('{name} is away; the round can start when they are back.', {
                name: firstName(name(round.candidate)),
              })
            : candidate.ready
              ? i18n.t('{name} is ready. The prompt appears to both of you at once.', {
                  name: firstName(name(round.candidate)),
                })
              : i18n.t('{name} is not ready yet. You may start anyway.', { name: firstName(name(round.candidate)) })}
        </p>
        <Button kind="quiet" onClick={() => setChanging(!isChanging)} aria-expanded={isChanging}>
          {i18n.t('Another prompt')}
        </Button>
      </div>
      <ReadingTime round={round} />
      {(isChanging || !version) && (
        <PromptPicker onPick={pick} current={version?.prompt} pickWords={i18n.t('Take this one')} />
      )}
      {guide.data ? (
        <>
          <h2 className={styles.guideTitle}>{guide.data.title}</h2>
          <GuideView guide={guide.data} length={room.length} />
        </>
      ) : (
        version && (
          <p role="status" className={text.meta}>
            {guide.isError ? guide.error.message : i18n.t('Opening the guide')}
          </p>
        )
      )}
    </>
  );
};

const Judges = ({ round }: { round: RoundState }) => (
  <Assignments round={round} dimensions={useRubric(round).data?.dimensions ?? []} />
);

const First = () => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  // Anybody may perform in a fishbowl, also somebody who came to watch.
  const people = seated(room).filter((each) => room.format === 'fishbowl' || room.planned[each]?.role !== 'observer');
  const isOpen = room.nextCandidate === null && room.format !== 'fishbowl';
  if (isOpen || people.length < 2 || room.host !== me) return null;
  return (
    <Section
      title={i18n.t('Candidate first')}
      meta={room.format === 'swap' ? i18n.t('You swap after the first round') : undefined}
    >
      <div className={styles.first} role="group" aria-label={i18n.t('Candidate first')}>
        {people.map((each) => (
          <Chip
            key={each}
            pressed={room.nextCandidate === each}
            onClick={() => void send('plan.change', { candidate: each })}
          >
            {name(each)}
          </Chip>
        ))}
      </div>
    </Section>
  );
};

const WhatIsKept = () => {
  const room = useRoom();
  const name = useNames();
  const people = seated(room).map((each) => firstName(name(each)));
  return (
    <Section title={i18n.t('What is kept')} meta={i18n.t('Change your mind at any time')}>
      {room.format !== 'solo' && <Consents />}
      <ul className={styles.kept}>
        <li>
          <b>{i18n.t('Notes, board, chat, phases and facts given')}</b>
          <p>{i18n.t('Kept for the replay, readable by everybody in this session.')}</p>
        </li>
        <li>
          <b>{i18n.t('Marks and private notes')}</b>
          <p>{i18n.t('Only their author sees them, and others what the author cites or shares.')}</p>
        </li>
        <li>
          <b>{i18n.t('Scorecards')}</b>
          <p>
            {i18n.t('Sealed until everyone has locked; then every card opens to everybody here, at once.')}{' '}
            {people.length > 1 && i18n.t('As it stands now: {names}.', { names: people.join(', ') })}
          </p>
        </li>
      </ul>
    </Section>
  );
};
