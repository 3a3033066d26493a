import { type DimensionAgreement } from '@debrief/contracts';
import { Chip, Section, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { agreementQuery } from './progress-data';
import styles from './progress.module.css';
import { percent } from './words';

const bandWord = (band: 'firm' | 'tentative' | 'calibrate'): string =>
  ({ firm: i18n.t('firm'), tentative: i18n.t('tentative'), calibrate: i18n.t('talk about the anchors') })[band];

const alphaWords = ({ alpha, units }: DimensionAgreement): string => {
  if (alpha === null) return i18n.t('from 10 rounds in 3 sessions on; {units} so far', { units });
  if (!alpha.measurable) return i18n.t('cannot be measured: every level is the same');
  const value = alpha.value.toFixed(2);
  return alpha.interval
    ? i18n.t('{value} ({low} to {high}), {band}', {
        value,
        low: alpha.interval.low.toFixed(2),
        high: alpha.interval.high.toFixed(2),
        band: bandWord(alpha.band),
      })
    : `${value}, ${bandWord(alpha.band)}`;
};

const sharePart = (counted: DimensionAgreement['exact']): string =>
  counted === null
    ? '–'
    : i18n.t('{share} ({low} to {high}), {k} of {n}', {
        share: percent(counted.share),
        low: percent(counted.low),
        high: percent(counted.high),
        k: counted.k,
        n: counted.n,
      });

/** How far people who scored the same rounds agree, dimension by dimension; the whole instance's is for its admin. */
export const AgreementPart = () => {
  const me = useMe().data?.me;
  const [of, setOf] = useState<'mine' | 'everyone'>('mine');
  const agreement = useQuery(agreementQuery(of));
  const types = agreement.data?.types ?? [];
  return (
    <Section title={i18n.t('Agreement of people who scored the same round')}>
      {me?.isAdmin && (
        <div className={styles.chips} role="group" aria-label={i18n.t('Whose rounds')}>
          <Chip pressed={of === 'mine'} onClick={() => setOf('mine')}>
            {i18n.t('Rounds I was in')}
          </Chip>
          <Chip pressed={of === 'everyone'} onClick={() => setOf('everyone')}>
            {i18n.t('All rounds')}
          </Chip>
        </div>
      )}
      {agreement.isPending && <Skeleton label={i18n.t('Comparing cards')} lines={4} />}
      {agreement.isError && <ProblemNote error={agreement.error} retry={() => void agreement.refetch()} />}
      {agreement.isSuccess && types.length === 0 && (
        <p className={text.meta}>
          {i18n.t(
            'No round yet that two people scored blind: a panel or a fishbowl makes one. The candidate’s own card does not count.',
          )}
        </p>
      )}
      {types.map(({ type, rounds, dimensions }) => (
        <div key={type} className={styles.scroll} tabIndex={0} role="region" aria-label={interviewTypeTitle(type)}>
          <table className={styles.table}>
            <caption className={text.slug}>
              {i18n.t('{type}, {rounds, plural, one {# round} other {# rounds}}', {
                type: interviewTypeTitle(type),
                rounds,
              })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{i18n.t('Dimension')}</th>
                <th scope="col">{i18n.t('Same level')}</th>
                <th scope="col">{i18n.t('At most one apart')}</th>
                <th scope="col">{i18n.t('Agreement beyond chance (α)')}</th>
              </tr>
            </thead>
            <tbody>
              {dimensions.map((each) => (
                <tr key={each.dimension}>
                  <th scope="row">
                    {each.name}
                    {each.separatesPeople === false && (
                      <small className={styles.flag}>
                        {i18n.t('does not separate people: scorers of one candidate differ as much as candidates do')}
                      </small>
                    )}
                  </th>
                  <td>{sharePart(each.exact)}</td>
                  <td>{sharePart(each.withinOne)}</td>
                  <td>{alphaWords(each)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </Section>
  );
};
