import { interviewTypes, MOST_COUNTED } from '@debrief/contracts';
import { buttonClass, PageHead, Section, text } from '@debrief/ui';
import { Link } from '@tanstack/react-router';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useTitle } from '../../shared/title';
import { useWhole } from './prompt-data';
import styles from './prompts.module.css';

const shown = (count: number, isMore = count > MOST_COUNTED) => (isMore ? `${MOST_COUNTED}+` : String(count));

/** Beside the list, as long as no prompt is chosen: how a prompt works, and what there is of each kind. */
export const LibraryIntro = () => {
  useTitle(i18n.t('Prompts'));
  const data = useWhole();
  const count = (type: string) => data?.kinds?.find((kind) => kind.type === type)?.count ?? 0;
  return (
    <>
      <PageHead
        title={i18n.t('Prompts')}
        lede={i18n.t('What a candidate is asked, with a guide for those who ask it.')}
        action={
          <span className={styles.doors}>
            <Link to="/rubrics" className={buttonClass({ kind: 'quiet' })}>
              {i18n.t('Rubrics')}
            </Link>
            <Link to="/prompts/mine" className={buttonClass()}>
              {i18n.t('Write a prompt')}
            </Link>
          </span>
        }
      />
      <div className={styles.duo}>
        <Section title={i18n.t('By kind')} meta={data && i18n.t('{n} in all', { n: shown(data.total, data.isMore) })}>
          <ul className={styles.kinds}>
            {interviewTypes.map((type) => (
              <li key={type}>
                {count(type) ? (
                  <Link to="/prompts" search={{ type }}>
                    <span>{interviewTypeTitle(type)}</span>
                    <span className={text.num}>{shown(count(type))}</span>
                  </Link>
                ) : (
                  <span className={text.meta}>
                    <span>{interviewTypeTitle(type)}</span>
                    {data && <span>{i18n.t('no prompt yet')}</span>}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Section>
        <Section title={i18n.t('Who sees what')}>
          <ul className={styles.sentences}>
            <li>{i18n.t('Everybody sees the statement and how the minutes are planned.')}</li>
            <li>
              {i18n.t(
                'The guide holds the facts to give, the probes, the twist and sample answers. In a session only the interviewers open it.',
              )}
            </li>
            <li>
              {i18n.t(
                'Whoever has had a guide on screen is never asked that prompt. It is written down when it happens.',
              )}
            </li>
          </ul>
          <p>
            <Link to="/prompts/packs" className={text.link}>
              {i18n.t('Import or export a pack of prompts')}
            </Link>
          </p>
        </Section>
      </div>
    </>
  );
};
