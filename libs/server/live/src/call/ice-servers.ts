import type { IceServers } from '@debrief/contracts';
import { Clock, SETTINGS, type Settings } from '@debrief/server/platform';
import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';

/** How long a relay accepts the credentials it is shown, in ms; a connection it carries already goes on. */
const VALID_FOR = 10 * 60_000;

/** The servers that help two networks to find each other, with credentials made for one participant. */
@Injectable()
export class IceServersService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'stunUrls' | 'turn'>,
    private readonly clock: Clock,
  ) {}

  /** What coturn calls `use-auth-secret`: the name holds the expiry, the password proves that we made it. */
  for(participant: string): IceServers {
    const { stunUrls, turn } = this.settings;
    const servers: IceServers['servers'] = stunUrls.length ? [{ urls: [...stunUrls] }] : [];
    if (!turn) return { servers, until: null };
    const until = this.clock.now().getTime() + VALID_FOR;
    const username = `${Math.floor(until / 1000)}:${participant}`;
    const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
    return { servers: [...servers, { urls: [...turn.urls], username, credential }], until };
  }
}
