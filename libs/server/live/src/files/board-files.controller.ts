import { routes, type RouteInput } from '@debrief/contracts';
import { CurrentPerson, Files, Input, Route, sendFile, type Person } from '@debrief/server/platform';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BoardFilesService } from './board-files.service';

type In<K extends keyof typeof routes> = RouteInput<(typeof routes)[K]>;

@Controller()
export class BoardFilesController {
  constructor(
    private readonly boardFiles: BoardFilesService,
    private readonly files: Files,
  ) {}

  @Route(routes.putFile)
  put(@CurrentPerson() person: Person, @Input() { params, body }: In<'putFile'>) {
    return this.boardFiles.put(person, params.session, params.hash, body);
  }

  @Route(routes.getFile)
  async read(
    @CurrentPerson({ optional: true }) person: Person | undefined,
    @Input() { params }: In<'getFile'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.boardFiles.read(person, params.session, params.hash);
    await sendFile(this.files, request, reply, { ...file, isForEver: true });
  }
}
