import { ProblemError } from '@debrief/client';
import { Button, buttonClass, Chip, cx, EmptyState, Kbd, Section, Skeleton, text, useToast } from '@debrief/ui';
import { type InterviewLength, type Phase, type PromptCard } from '@debrief/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { i18n } from '../../shared/i18n';
import { interviewMinutes, interviewTypeTitle, lengthsOf } from '../../shared/interview-names';
import { ProblemNote } from '../../shared/problem-note';
import { PromptSource } from '../../shared/prompt-source';
import { ReportPrompt } from '../../shared/report-prompt';
import { skillName } from '../../shared/skill-names';
import { styleName, subtypeName } from '../../shared/style-names';
import { useTitle } from '../../shared/title';
import { useKeysOf } from '../../shared/use-keys';
import { GuidePart } from './guide-part';
import { Choices } from './choices';
import { promptQuery } from './prompt-data';
import styles from './prompts.module.css';
import { difficultyTitle } from './words';

const route = getRouteApi('/shell/prompts/$prompt');

/** One prompt as anybody may know it; its guide opens on request. */
export const PromptPage = () => {
  const { prompt } = route.useParams();
  const { data, error, refetch } = useQuery(promptQuery(prompt));
  useTitle(data?.card.title ?? i18n.t('Prompt'));
  if (error instanceof ProblemError && ['not-found', 'bad-input'].includes(error.problem.code))
    return (
      <EmptyState
        level="h1"
        title={i18n.t('No such prompt')}
        sentence={i18n.t('It may have been taken back since the link was made.')}
        action={
          <Link to="/prompts" className={buttonClass()}>
            {i18n.t('See all prompts')}
          </Link>
        }
      />
    );
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton label={i18n.t('Loading the prompt')} lines={7} />;
  return (
    <>
      <Link to="/prompts" search={(before) => before} className={styles.back}>
        {i18n.t('All prompts')}
      </Link>
      <Head card={data.card} />
      <p className={text.meta}>
        {data.uses
          ? i18n.t('Played in {n, plural, one {# round} other {# rounds}}.', { n: data.uses })
          : i18n.t('Not played here yet.')}{' '}
        {i18n.t('Difficulty as the author says.')}{' '}
        <Link to="/prompts" search={{ domain: data.card.domain }} className={cx(text.link, styles.alone)}>
          {i18n.t('More of {domain}', { domain: data.card.domain })}
        </Link>
      </p>
      <Choices key={`choices ${prompt}`} prompt={prompt} favourite={data.favourite} avoid={data.avoid} />
      <p className={styles.statement}>{data.statement}</p>
      <Plan card={data.card} phases={data.phases} />
      {data.skills && <Weighs card={data.card} skills={data.skills} />}
      <GuidePart key={prompt} card={data.card} guideSeenAt={data.guideSeenAt} />
      <PromptSource prompt={prompt} />
      <ReportPrompt prompt={prompt} title={data.card.title} />
    </>
  );
};

const Head = ({ card }: { card: PromptCard }) => {
  const navigate = useNavigate();
  const say = useToast();
  const { id, type } = card;
  useKeysOf({
    u: ({ repeat }) => void (repeat || navigate({ to: '/new', search: { type, prompt: id } })),
  });
  return (
    <header>
      <p className={text.meta}>
        {interviewTypeTitle(type)}, {subtypeName(card.subtype).toLowerCase()},{' '}
        {difficultyTitle(card.difficulty).toLowerCase()}, {card.domain}
        <span className={styles.version}>
          {i18n.t('Version {version}, {author}', { version: card.version, author: card.author })}
        </span>
      </p>
      <div className={styles.titleLine}>
        <h1 className={text.h36}>{card.title}</h1>
        <div className={styles.actions}>
          {navigator.clipboard && (
            <Button
              kind="quiet"
              onClick={() =>
                void navigator.clipboard.writeText(`${location.origin}/prompts/${id}`).then(
                  () => say({ text: i18n.t('Link copied') }),
                  () => undefined,
                )
              }
            >
              {i18n.t('Copy link')}
            </Button>
          )}
          <Link to="/new" search={{ type, prompt: id }} className={buttonClass({ kind: 'primary' })}>
            {i18n.t('Use in a session')} <Kbd>U</Kbd>
          </Link>
        </div>
      </div>
    </header>
  );
};

/** What a round with it says something about: shares as the rubric, or the author, weighs them. */
const Weighs = ({ card, skills }: { card: PromptCard; skills: { skill: string; share: number }[] }) => (
  <div className={styles.after}>
    <Section
      title={i18n.t('Skills it weighs')}
      meta={
        card.styles.length
          ? i18n.t('For interviews of style: {styles}', { styles: card.styles.map(styleName).join(', ') })
          : undefined
      }
    >
      <ul className={styles.skills}>
        {skills.map(({ skill, share }) => (
          <li key={skill}>
            <Link to="/prompts" search={{ skill }} className={cx(text.link, styles.alone)}>
              {skillName(skill)}
            </Link>
            <span className={text.num}>{i18n.t('{n} %', { n: Math.round(share * 100) })}</span>
          </li>
        ))}
      </ul>
    </Section>
  </div>
);

const Plan = ({ card, phases }: { card: PromptCard; phases: Record<InterviewLength, Phase[]> }) => {
  const lengths = lengthsOf(card.type);
  const [length, setLength] = useState<InterviewLength>(lengths.at(-1) ?? 'short');
  return (
    <Section
      title={i18n.t('Phase plan')}
      meta={
        lengths.length > 1 ? (
          <span className={styles.chips}>
            {lengths.map((each) => (
              <Chip key={each} pressed={each === length} onClick={() => setLength(each)}>
                {i18n.t('{minutes} min', { minutes: interviewMinutes(card.type, each) })}
              </Chip>
            ))}
          </span>
        ) : (
          i18n.t('{minutes} min', { minutes: interviewMinutes(card.type, 'short') })
        )
      }
    >
      <ol className={styles.plan}>
        {phases[length].map(({ key, name, minutes }) => (
          // As wide as it is long; the constant keeps a one-minute phase readable.
          <li key={key} style={{ flexGrow: minutes + 2 }}>
            <b>{name}</b> <span className={text.meta}>{i18n.t('{minutes} min', { minutes })}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
};
