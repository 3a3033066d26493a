import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

/** Set as soon as a stop was asked for, before anything closes: `/health/ready` answers no from then on. */
@Injectable()
export class Draining implements BeforeApplicationShutdown {
  active = false;

  beforeApplicationShutdown(): void {
    this.active = true;
  }
}
