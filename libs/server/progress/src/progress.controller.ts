import { routes, type RouteInput } from '@debrief/contracts';
import { CurrentPerson, Input, type Person, Route } from '@debrief/server/platform';
import { Controller } from '@nestjs/common';
import { AgreementService } from './agreement.service';
import { CalibrationService } from './calibration.service';
import { NextPromptsService } from './next-prompts.service';
import { PracticeService } from './practice.service';
import { RaterService } from './rater.service';
import { SkillsService } from './skills.service';

/** Everything here is about whoever asks: no route takes an account, so none can be asked about another's. */
@Controller()
export class ProgressController {
  constructor(
    private readonly skills: SkillsService,
    private readonly practice: PracticeService,
    private readonly prompts: NextPromptsService,
    private readonly rater: RaterService,
    private readonly agreement: AgreementService,
    private readonly calibration: CalibrationService,
  ) {}

  @Route(routes.getProgress)
  async getProgress(@CurrentPerson() { accountId }: Person) {
    const [skills, practice, rounds] = await Promise.all([
      this.skills.of(accountId),
      this.practice.weeks(accountId),
      this.practice.rounds(accountId),
    ]);
    return { ...skills, practice, rounds };
  }

  @Route(routes.putGoal)
  async putGoal(@CurrentPerson() { accountId }: Person, @Input() { body }: RouteInput<typeof routes.putGoal>) {
    await this.practice.setGoal(accountId, body.rounds);
    return { rounds: body.rounds };
  }

  @Route(routes.getNextPrompts)
  getNextPrompts(@CurrentPerson() { accountId }: Person, @Input() { query }: RouteInput<typeof routes.getNextPrompts>) {
    return this.prompts.of(accountId, { type: query.type, days: query.days ? Number(query.days) : undefined });
  }

  @Route(routes.getRater)
  getRater(@CurrentPerson() { accountId }: Person) {
    return this.rater.of(accountId);
  }

  @Route(routes.getAgreement)
  getAgreement(@CurrentPerson() person: Person, @Input() { query }: RouteInput<typeof routes.getAgreement>) {
    return this.agreement.of(person, query.of ?? 'mine');
  }

  @Route(routes.getCalibration)
  getCalibration(@CurrentPerson() { accountId }: Person) {
    return this.calibration.mine(accountId);
  }

  @Route(routes.putCalibration)
  putCalibration(
    @CurrentPerson() { accountId }: Person,
    @Input() { params, body }: RouteInput<typeof routes.putCalibration>,
  ) {
    return this.calibration.score(accountId, params.key, body.card);
  }
}
