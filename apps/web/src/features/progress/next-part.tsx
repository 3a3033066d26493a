import { type NextPrompt } from '@debrief/contracts';
import { Button, buttonClass, Skeleton, text } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { ProblemNote } from '../../shared/problem-note';
import { skillName } from '../../shared/skill-names';
import { type Drill, nextPromptsQuery, type Progress } from './progress-data';
import styles from './progress.module.css';
import { percent, tenth } from './words';

const difficultyWord = (difficulty: NextPrompt['difficulty']): string =>
  ({ easy: i18n.t('easy'), medium: i18n.t('medium'), hard: i18n.t('hard') })[difficulty];

/** The one line that says why: the term that speaks most for it. */
export const reasonLine = ({ reason, type }: Pick<NextPrompt, 'reason' | 'type'>): string => {
  const skill = reason.skill ? skillName(reason.skill) : '';
  switch (reason.term) {
    case 'need':
      return i18n.t('It weighs {skill}, which is furthest from Solid.', { skill });
    case 'info':
      return i18n.t('It says most about {skill}, of which least is known.', { skill });
    case 'spacing':
      return reason.days === null
        ? i18n.t('You have not practised {type} yet.', { type: interviewTypeTitle(type).toLowerCase() })
        : i18n.t('{days, plural, one {# day} other {# days}} since your last {type}: long enough to be worth most.', {
            days: reason.days,
            type: interviewTypeTitle(type).toLowerCase(),
          });
    case 'novelty':
      return i18n.t('It is least like what you practised lately.');
    case 'fit':
      return i18n.t('Within reach: about {tens} in 10 at your estimate get Solid or better.', {
        tens: Math.round((reason.chance ?? 0) * 10),
      });
  }
};

const terms = (): { key: keyof NextPrompt['terms']; name: string; weight: number; words: string }[] => [
  {
    key: 'need',
    name: i18n.t('Need'),
    weight: 30,
    words: i18n.t('how likely you still are below Solid in what it weighs'),
  },
  {
    key: 'info',
    name: i18n.t('Information'),
    weight: 25,
    words: i18n.t('how much its levels would narrow your intervals'),
  },
  { key: 'spacing', name: i18n.t('Spacing'), weight: 20, words: i18n.t('how long ago you practised this type') },
  { key: 'novelty', name: i18n.t('Novelty'), weight: 15, words: i18n.t('how unlike your last prompts it is') },
  { key: 'fit', name: i18n.t('Fit'), weight: 10, words: i18n.t('how near it is to being hard enough, not too hard') },
];

/** What to practise next and why; the terms of the choice on demand, never a black box. */
export const NextPart = ({
  type,
  timeZone,
}: {
  type: Progress['types'][number]['type'] | undefined;
  timeZone: string | undefined;
}) => {
  const next = useQuery(nextPromptsQuery(type));
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const list = next.data?.prompts ?? [];
  const prompt = list[at % Math.max(1, list.length)];
  const drill = next.data?.drill;
  return (
    <section className={styles.next} aria-labelledby="next">
      <div>
        <h2 id="next" className={text.slug}>
          {i18n.t('Next best prompt')}
        </h2>
        {next.isPending && <Skeleton label={i18n.t('Choosing a prompt')} lines={3} />}
        {next.isError && <ProblemNote error={next.error} retry={() => void next.refetch()} />}
        {next.isSuccess && !prompt && (
          <p className={text.meta}>{i18n.t('You know every prompt of this kind. Another kind may have some left.')}</p>
        )}
        {prompt && (
          <>
            <p className={text.h28}>{prompt.title}</p>
            <p className={text.muted}>
              {i18n.t('{type}, {domain}, {difficulty}, {minutes} min', {
                type: interviewTypeTitle(prompt.type),
                difficulty: difficultyWord(prompt.difficulty),
                minutes:
                  prompt.minutes.short === prompt.minutes.long
                    ? prompt.minutes.short
                    : i18n.t('{short} or {long}', prompt.minutes),
                domain: prompt.domain,
              })}
            </p>
            <p className={styles.why}>{reasonLine(prompt)}</p>
            <div className={styles.ways}>
              <Link
                to="/new"
                search={{ type: prompt.type, prompt: prompt.prompt }}
                className={buttonClass({ kind: 'primary' })}
              >
                {i18n.t('Practise it')}
              </Link>
              {list.length > 1 && (
                <Button kind="quiet" onClick={() => setAt(at + 1)}>
                  {i18n.t('Another one')}
                </Button>
              )}
              <Button kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
                {i18n.t('How it was chosen')}
              </Button>
            </div>
          </>
        )}
        {prompt && open && <Terms prompt={prompt} />}
      </div>
      {drill && <DrillPart drill={drill} timeZone={timeZone} />}
    </section>
  );
};

const Terms = ({ prompt }: { prompt: NextPrompt }) => (
  <div className={styles.terms}>
    <table>
      <thead>
        <tr>
          <th scope="col">{i18n.t('Term')}</th>
          <th scope="col">{i18n.t('Weight')}</th>
          <th scope="col">{i18n.t('Here')}</th>
        </tr>
      </thead>
      <tbody>
        {terms().map(({ key, name, weight, words }) => (
          <tr key={key}>
            <th scope="row">
              {name} <small>{words}</small>
            </th>
            <td>{weight}</td>
            <td>{prompt.terms[key].toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {prompt.loses.includes('third-running') && (
      <p className={text.small}>{i18n.t('Less 0.15: it would be the third of its type in a row.')}</p>
    )}
    {prompt.loses.includes('much-used') && (
      <p className={text.small}>{i18n.t('Less 0.10: many others are practising it this week.')}</p>
    )}
    <p className={text.small}>
      {i18n.t('One of the best five is drawn, so that not everybody gets the same. What it asks for: {skills}.', {
        skills: prompt.skills
          .slice(0, 4)
          .map(({ skill, share }) => `${skillName(skill)} ${percent(share)}`)
          .join(', '),
      })}
    </p>
  </div>
);

const DrillPart = ({ drill, timeZone }: { drill: Drill; timeZone: string | undefined }) => (
  <div className={styles.drill}>
    <h3 className={text.slug}>{i18n.t('A drill for your weakest skill')}</h3>
    <p className={text.h22}>{skillName(drill.skill)}</p>
    <p className={text.meta}>
      {i18n.t('{level}, likely between {low} and {high}', {
        level: tenth(drill.level),
        low: tenth(drill.low),
        high: tenth(drill.high),
      })}
      {drill.isEarly && i18n.t(', an early estimate')}
      {'. '}
      {i18n.t('{share} of “{title}” is about it.', { share: percent(drill.share), title: drill.title })}{' '}
      {drill.lastAt !== null &&
        Date.parse(drill.dueAt) > Date.now() &&
        i18n.t('Best from {day} on: a little forgetting makes practice count.', { day: dayOf(drill.dueAt, timeZone) })}
    </p>
    <Link
      to="/new"
      search={{ type: drill.type, format: 'solo', length: 'short', prompt: drill.prompt }}
      className={buttonClass({})}
    >
      {i18n.t('Start alone, {minutes} min', { minutes: drill.minutes.short })}
    </Link>
  </div>
);
