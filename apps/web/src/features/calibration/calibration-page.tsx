import { type CalibrationState, type ReferenceSession } from '@debrief/contracts';
import { buttonClass, Page, PageHead, Section, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import { calibrationQuery } from './calibration-data';
import styles from './calibration.module.css';

const stateWords = ({ state, meanGap, wide, done, of }: CalibrationState): string => {
  const gap = meanGap === null ? '' : meanGap.toFixed(2);
  switch (state) {
    case 'none':
      return i18n.t('This server has no reference sessions yet.');
    case 'ready':
      return i18n.t('None scored yet.');
    case 'begun':
      return i18n.t('{done} of {of} scored, on average {gap} of a level from the reference.', { done, of, gap });
    case 'passed':
      return i18n.t('Calibrated: on average {gap} of a level from the reference.', { gap });
    case 'not-passed':
      return i18n.t(
        'Not calibrated: on average {gap} of a level from the reference, {wide, plural, one {# dimension} other {# dimensions}} two or more apart.',
        { gap, wide },
      );
  }
};

/** Rounds whose levels are agreed and written down, to score before one scores a partner. Offered, never a gate. */
export const CalibrationPage = () => {
  useTitle(i18n.t('Reference sessions'));
  const calibration = useQuery(calibrationQuery);
  const data = calibration.data;
  return (
    <Page>
      <PageHead
        title={i18n.t('Reference sessions')}
        lede={i18n.t(
          'Two finished rounds with agreed levels and the reasons for them. Score them as you would a partner; what you send is compared at once. Nobody else sees it, and nothing depends on it.',
        )}
      />
      {calibration.isPending && <Skeleton label={i18n.t('Reading the reference sessions')} lines={4} />}
      {calibration.isError && <ProblemNote error={calibration.error} retry={() => void calibration.refetch()} />}
      {data && (
        <Section title={i18n.t('Where you stand')} meta={stateWords(data.state)}>
          <ul className={styles.list}>
            {data.sessions.map((each) => (
              <Reference key={each.key} reference={each} />
            ))}
          </ul>
          <p className={text.small}>
            {i18n.t(
              'Calibrated means: at most 0.60 of a level from the reference on average, and at most one dimension two or more apart. The first scoring of each counts, because afterwards you have seen the reference. Reading one spoils its prompt for you as a candidate.',
            )}
          </p>
        </Section>
      )}
    </Page>
  );
};

const Reference = ({ reference: { key, type, title, minutes, mine } }: { reference: ReferenceSession }) => (
  <li>
    <div>
      <p className={text.h22}>{title}</p>
      <p className={text.meta}>
        {i18n.t('{type}, about {minutes} minutes to read', { type: interviewTypeTitle(type), minutes })}
        {mine &&
          mine.meanGap !== null &&
          i18n.t(', scored: on average {gap} of a level away', { gap: mine.meanGap.toFixed(2) })}
      </p>
    </div>
    <Link to="/calibration/$key" params={{ key }} className={buttonClass({ kind: mine ? 'plain' : 'primary' })}>
      {mine ? i18n.t('Look at the comparison') : i18n.t('Score it')}
    </Link>
  </li>
);
