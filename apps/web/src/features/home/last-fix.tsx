import { type RouteResult, type routes } from '@debrief/contracts';
import { text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { dayOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import styles from './home.module.css';

type Fix = NonNullable<RouteResult<typeof routes.lastFix>['fix']>;

/** The one thing to do differently; it travels from round to round. */
export const LastFix = ({ fix, timeZone }: { fix: Fix; timeZone: string }) => (
  <section className={styles.fix} aria-labelledby="last-fix">
    <h2 id="last-fix" className={text.slug}>
      {i18n.t('Your fix, from last time')}
    </h2>
    <p className={text.h22}>“{fix.text}”</p>
    <p className={text.meta}>
      {i18n.t('Worded on {day}.', { day: dayOf(fix.wordedAt, timeZone) })}{' '}
      <Link
        to="/s/$session/review"
        params={{ session: fix.session }}
        search={{ round: String(fix.round) }}
        className={text.link}
      >
        {i18n.t('Look at that round')}
      </Link>
    </p>
  </section>
);
