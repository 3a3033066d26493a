import { type Guide } from '@debrief/contracts';
import { Section, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { i18n } from '../../shared/i18n';
import { Table } from '../live/room/fact-table';
import { Facts } from './guide-facts';
import { LevelBadge } from './level-badge';
import { rubricQuery } from './prompt-data';
import styles from './prompts.module.css';
import { sampleLevels } from './words';

const Bullets = ({ lines }: { lines: string[] }) => (
  <ul className={styles.bullets}>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);
const Entry = ({ term, children }: { term: string; children: ReactNode }) => (
  <>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </>
);

/** The whole guide in reading order: what it is really about, the script, what to give, how to judge. */
export const GuideView = ({ guide }: { guide: Guide }) => (
  <div className={styles.guide}>
    <Section title={i18n.t('Who you are, and what it is about')}>
      <dl className={styles.pairs}>
        <Entry term={i18n.t('You are')}>{guide.roleCard.who}</Entry>
        <Entry term={i18n.t('Mood')}>{guide.roleCard.mood}</Entry>
        <Entry term={i18n.t('You want')}>{guide.roleCard.wants}</Entry>
        {guide.statedRequest && <Entry term={i18n.t('You say')}>{guide.statedRequest}</Entry>}
        {guide.realProblem && <Entry term={i18n.t('Really')}>{guide.realProblem}</Entry>}
      </dl>
    </Section>
    <Section title={i18n.t('The script')} meta={i18n.t('minutes, long and short')}>
      <ol className={styles.script}>
        {guide.phases.map(({ key, name, minutes, aim, nudge, probes }) => (
          <li key={key}>
            <h3>
              {name}{' '}
              <span className={text.meta}>
                {minutes.long === minutes.short || !minutes.short
                  ? i18n.t('{minutes} min', { minutes: minutes.long })
                  : i18n.t('{long} or {short} min', minutes)}
              </span>
            </h3>
            <p className={text.muted}>{aim}</p>
            <ul>
              {probes.map((probe) => (
                <li key={probe.id}>
                  <span className={styles.said}>{probe.text}</span>
                  {probe.kind === 'challenge' && <span className={text.meta}>{i18n.t('challenge')}</span>}
                  {probe.kind === 'twist' && <span className={text.meta}>{i18n.t('after the twist')}</span>}
                </li>
              ))}
            </ul>
            <p className={styles.nudge}>
              <span className={text.meta}>{i18n.t('If they stall')}</span> <span className={styles.said}>{nudge}</span>
            </p>
          </li>
        ))}
      </ol>
    </Section>
    <Facts facts={guide.facts} />
    {guide.twists.length > 0 && (
      <Section title={i18n.t('Twist')}>
        <dl className={styles.pairs}>
          {guide.twists.map(({ id, minute, text: words }) => (
            <Entry key={id} term={i18n.t('Minute {minute}', { minute })}>
              <span className={styles.said}>{words}</span>
            </Entry>
          ))}
        </dl>
      </Section>
    )}
    {guide.extra.map(({ heading, text: words, table }) => (
      <Section key={heading} title={heading}>
        {words && <p className={styles.prose}>{words}</p>}
        {table && <Table table={table} label={heading} />}
      </Section>
    ))}
    <AnchorList guide={guide} />
    <div className={styles.duo}>
      <Section title={i18n.t('Watch for')}>
        <Bullets lines={guide.pitfalls} />
      </Section>
      <Section title={i18n.t('Talk about afterwards')}>
        <Bullets lines={guide.debrief} />
      </Section>
    </div>
    <Section title={i18n.t('To practise')}>
      <Bullets lines={guide.practice} />
    </Section>
  </div>
);

const AnchorList = ({ guide }: { guide: Guide }) => {
  const { data } = useQuery(rubricQuery(guide.type));
  const nameOf = (key: string) => data?.dimensions.find((dimension) => dimension.key === key)?.name ?? key;
  return (
    <Section title={i18n.t('Anchors')} meta={i18n.t('what strong, weak and in between sound like here')}>
      <ul className={styles.anchors}>
        {guide.anchors.map(({ dimension, strong, weak, samples }) => (
          <li key={dimension}>
            <h3>{nameOf(dimension)}</h3>
            <div className={styles.signs}>
              <div>
                <p className={text.meta}>{i18n.t('Strong')}</p>
                <Bullets lines={strong} />
              </div>
              <div>
                <p className={text.meta}>{i18n.t('Weak')}</p>
                <Bullets lines={weak} />
              </div>
            </div>
            <ol className={styles.samples}>
              {sampleLevels.map((level) => (
                <li key={level}>
                  <LevelBadge level={level} />
                  <span className={styles.said}>{samples[`level${level}`]}</span>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </Section>
  );
};
