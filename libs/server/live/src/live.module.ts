import { AccountsModule } from '@debrief/server/accounts';
import { AccountLinks } from '@debrief/server/platform';
import { Plays, PromptsModule, PromptsService, type WhoPlayed } from '@debrief/server/prompts';
import { Module, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Briefs } from './briefs';
import { Broadcaster } from './broadcaster';
import { CallRoster } from './call/call-roster';
import { CallService } from './call/call.service';
import { IceServersService } from './call/ice-servers';
import { BoardFilesController } from './files/board-files.controller';
import { BoardFilesService } from './files/board-files.service';
import { Dispatcher } from './dispatcher';
import { Erasures } from './erasures';
import { ExampleStage } from './example-stage';
import { FinishedRounds } from './finished-rounds';
import { HistoryService } from './history.service';
import { LiveController } from './live.controller';
import { LiveGateway } from './live.gateway';
import { LiveLog } from './live-log';
import { LivePolicy } from './live.policy';
import { LiveService } from './live.service';
import { nodesProvider } from './nodes';
import { RecordingsController } from './recording/recordings.controller';
import { RecordingsService } from './recording/recordings.service';
import { Rooms } from './rooms';
import { Roster } from './roster';
import { SessionsService } from './sessions.service';
import { SoloScript } from './solo-script';
import { SlowReaders } from './slow-readers';
import { Supplies } from './supply';
import { Sweep } from './sweep';

@Module({
  imports: [AccountsModule, PromptsModule],
  controllers: [LiveController, RecordingsController, BoardFilesController],
  providers: [
    BoardFilesService,
    Briefs,
    Broadcaster,
    CallRoster,
    CallService,
    Dispatcher,
    Erasures,
    ExampleStage,
    FinishedRounds,
    HistoryService,
    IceServersService,
    LiveGateway,
    LiveLog,
    LivePolicy,
    LiveService,
    nodesProvider,
    RecordingsService,
    Rooms,
    Roster,
    SessionsService,
    SlowReaders,
    SoloScript,
    Supplies,
    Sweep,
  ],
  exports: [
    Broadcaster,
    Erasures,
    ExampleStage,
    FinishedRounds,
    LiveLog,
    LivePolicy,
    LiveService,
    RecordingsService,
    Rooms,
    Roster,
    SessionsService,
  ],
})
export class LiveModule implements OnModuleInit {
  constructor(
    private readonly links: AccountLinks,
    private readonly sessions: SessionsService,
    private readonly log: LiveLog,
    private readonly prompts: PromptsService,
    private readonly plays: Plays,
  ) {}

  onModuleInit(): void {
    this.links.register('live', (from, to, manager) => this.sessions.relink(from, to, manager));
    this.log.onCommitted(({ room, rows }) => {
      if (rows.some(({ kind }) => kind === 'session-ended'))
        void this.sessions.extendGuests(room.id).catch(() => undefined);
    });
    this.prompts.refuseGuide(isItsCandidateNow);
    this.plays.register(whoPlayed);
  }
}

/** Candidates and interviewers of rounds in which this version has appeared. */
const whoPlayed: WhoPlayed = async (accounts, { prompt, version }, manager) => {
  const rows: { account: string }[] = await manager.query(
    `select distinct p.account_id as account from live_participant p
       join live_round_role role on role.participant = p.id and role.role in ('candidate', 'interviewer')
       join live_round r on r.session = role.session and r.round = role.round
       join live_session s on s.id = r.session
      where p.account_id = any($1) and r.prompt = $2 and r.prompt_version = $3 and r.appeared_at is not null
        and not s.is_example`,
    [accounts, prompt, version],
  );
  return rows.map(({ account }) => account);
};

/** Somebody who is being asked a prompt right now may not read its guide beside the session. */
const isItsCandidateNow = async (account: string, prompt: string, manager: EntityManager): Promise<boolean> => {
  const rows: unknown[] = await manager.query(
    `select 1 from live_round r join live_session s on s.id = r.session join live_participant p on p.id = r.candidate
     where p.account_id = $1 and r.prompt = $2 and r.appeared_at is not null and r.opened_at is null and r.lapsed_at is null
       and s.status <> 'ended' limit 1`,
    [account, prompt],
  );
  return rows.length > 0;
};
