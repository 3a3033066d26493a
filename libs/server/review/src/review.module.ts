import { LiveModule } from '@debrief/server/live';
import { Module } from '@nestjs/common';
import { ReviewController } from './review.controller';
import { ReviewService } from './review.service';

@Module({ imports: [LiveModule], controllers: [ReviewController], providers: [ReviewService] })
export class ReviewModule {}
