import { routes, type RouteInput } from '@debrief/contracts';
import { CurrentPerson, Files, Input, Route, sendFile, type Person } from '@debrief/server/platform';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordingsService } from './recordings.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

@Controller()
export class RecordingsController {
  constructor(
    private readonly recordings: RecordingsService,
    private readonly files: Files,
  ) {}

  @Route(routes.putRecordingChunk)
  putChunk(@CurrentPerson() person: Person, @Input() { params, query, body }: In<'putRecordingChunk'>) {
    const { session, recording, segment, n } = params;
    const { type, sha256, at, media } = query;
    const chunk = { n: Number(n), type, sha256, at: Number(at), media: Number(media) };
    return this.recordings.take(person, session, recording, segment, chunk, body);
  }

  @Route(routes.closeRecordingSegment)
  async closeSegment(@CurrentPerson() person: Person, @Input() { params, body }: In<'closeRecordingSegment'>) {
    const { session, recording, segment } = params;
    return { missing: await this.recordings.close(person, session, recording, segment, body.chunks) };
  }

  @Route(routes.listRecordings)
  async list(@CurrentPerson() person: Person, @Input() { params }: In<'listRecordings'>) {
    return { recordings: await this.recordings.list(person, params.session) };
  }

  @Route(routes.getRecordingSound)
  async sound(
    @CurrentPerson() person: Person,
    @Input() { params, query }: In<'getRecordingSound'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { session, recording, segment } = params;
    const { saveAs, ...served } = await this.recordings.sound(
      person,
      session,
      recording,
      segment,
      query.download === 'yes',
    );
    await sendFile(this.files, request, reply, { ...served, ...(query.download && { saveAs }) });
  }

  @Route(routes.deleteRecording)
  remove(@CurrentPerson() person: Person, @Input() { params }: In<'deleteRecording'>) {
    return this.recordings.remove(person, params.session, params.recording);
  }
}
