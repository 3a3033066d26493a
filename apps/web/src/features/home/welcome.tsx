import { interviewTypes } from '@debrief/contracts';
import { buttonClass, Page, Section, text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { interviewMinutes, interviewTypeTitle, lengthsOf } from '../../shared/interview-names';
import { useTitle } from '../../shared/title';
import { Afterwards } from './afterwards';
import styles from './welcome.module.css';

/** What this is, in five seconds, and the way in. */
export const WelcomePage = () => {
  useTitle(i18n.t('Practise the interview'));
  return (
    <Page className={styles.page}>
      <div className={styles.hero}>
        <section className={styles.pitch}>
          <h1 className={text.h52}>
            {i18n.t('Practise the interview.')}
            <br />
            {i18n.t('Then see what happened.')}
          </h1>
          <p className={styles.lede}>
            {i18n.t(
              'Live product-manager interviews with peers. Nobody sees a score until everyone has locked theirs, and every moment can be looked at again with the evidence beside it.',
            )}
          </p>
          <div className={styles.cta}>
            <Link to="/new" className={buttonClass({ kind: 'primary', size: 'l' })}>
              {i18n.t('Start with a friend')}
            </Link>
            <Link to="/prompts" className={text.link}>
              {i18n.t('See the prompts')}
            </Link>
          </div>
          <p className={text.meta}>{i18n.t('Free and open source. Your friend joins by link, without an account.')}</p>
        </section>
        <Section title={i18n.t('Seven kinds of interview')} meta={i18n.t('Choose one and a length')}>
          <table className={styles.pools}>
            <thead>
              <tr>
                <th className={text.vh} scope="col">
                  {i18n.t('Type')}
                </th>
                <th className={text.vh} scope="col">
                  {i18n.t('Short')}
                </th>
                <th className={text.vh} scope="col">
                  {i18n.t('Long')}
                </th>
              </tr>
            </thead>
            <tbody>
              {interviewTypes.map((type) => (
                <tr key={type}>
                  <th scope="row">{interviewTypeTitle(type)}</th>
                  {(['short', 'long'] as const).map((length) => (
                    <td key={length}>
                      {lengthsOf(type).includes(length) ? (
                        <Link
                          to="/new"
                          search={{ type, length }}
                          className={styles.pool}
                          aria-label={i18n.t('{type}, {minutes} minutes', {
                            type: interviewTypeTitle(type),
                            minutes: interviewMinutes(type, length),
                          })}
                        >
                          <b>{interviewMinutes(type, length)}</b> {i18n.t('min')}
                        </Link>
                      ) : (
                        <span className={text.vh}>{i18n.t('Not offered')}</span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      </div>
      <Afterwards />
    </Page>
  );
};
