import { RATINGS_FOR_BAND, routes, type RatingBand } from '@debrief/contracts';
import { Section, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { dayOf } from '../../shared/days';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import styles from './accounts.module.css';

/** The words for what partners said together. Never a number: a few ratings carry none. */
const bandWords = (band: RatingBand): string =>
  ({
    'very-useful': i18n.t('Partners found practising with you very useful.'),
    useful: i18n.t('Partners found practising with you useful.'),
    'partly-useful': i18n.t('Partners found practising with you useful in part.'),
  })[band];

/** What partners say of me, and their thanks apart from it. */
export const YourRating = ({ timeZone }: { timeZone: string }) => {
  const { data } = useQuery({
    queryKey: ['me', 'rating'],
    queryFn: ({ signal }) => call(routes.myRating, {}, signal),
  });
  if (!data) return null;
  return (
    <Section
      title={i18n.t('As a partner')}
      meta={i18n.t('{counted, plural, one {# rating} other {# ratings}}', { counted: data.counted })}
    >
      <p>
        {data.band
          ? bandWords(data.band)
          : i18n.t('Said in words from {needed} ratings on; fewer say too little.', { needed: RATINGS_FOR_BAND })}
      </p>
      <p className={text.meta}>{i18n.t('It is no part of any skill, and nobody sees single ratings but you.')}</p>
      {data.thanks.length > 0 && (
        <ul className={styles.thanks} aria-label={i18n.t('Thanks')}>
          {data.thanks.map((each) => (
            <li key={`${each.session} ${each.round} ${each.from}`}>
              <p className={text.h18}>{each.text}</p>
              <p className={text.meta}>{i18n.t('{from}, {day}', { from: each.from, day: dayOf(each.at, timeZone) })}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};
