import { interviewTypes, type InterviewType, routes } from '@debrief/contracts';
import { Button, Page, PageHead, text, useToast } from '@debrief/ui';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { interviewMinutes, interviewTypeTitle, lengthsOf } from '../../shared/interview-names';
import { ProblemNote } from '../../shared/problem-note';
import { PromptSearch, usePromptTitle } from '../../shared/prompt-search';
import { useTitle } from '../../shared/title';
import { rememberInvite } from '../live/lobby/invite-code';
import { useWhole } from '../prompts/prompt-data';
import { type Choice, choiceFor, fitting, rememberChoice } from './choice';
import { PlanList } from '../../shared/plan-list';
import { copyText } from './copy-text';
import { Options } from './options';
import styles from './sessions.module.css';

const route = getRouteApi('/shell/new');

const aboutType = (type: InterviewType): string =>
  ({
    'product-sense': i18n.t('A need behind a request, and what to build first'),
    metrics: i18n.t('A number has moved: why, and what to do today'),
    estimation: i18n.t('A quantity nobody knows, from parts you can defend'),
    strategy: i18n.t('Where to play, and what to give up for it'),
    behavioural: i18n.t('Your own decisions, told so others can weigh them'),
    technical: i18n.t('How it works inside, and what breaks first'),
    'resume-impact': i18n.t('Two lines of a résumé, until their numbers hold'),
  })[type];

/** Everything is chosen already, as it was last time: one press makes the session and copies its link. */
export const NewSessionPage = () => {
  useTitle(i18n.t('New session'));
  const search = route.useSearch();
  // Another address, such as with another prompt, begins anew.
  return <Plan key={JSON.stringify(search)} search={search} />;
};

const Plan = ({ search }: { search: Parameters<typeof choiceFor>[0] }) => {
  const navigate = useNavigate();
  const say = useToast();
  const [choice, setChoice] = useState(() => choiceFor(search));
  const change = (part: Partial<Choice>) => setChoice((before) => fitting({ ...before, ...part }));
  const kinds = useWhole()?.kinds;
  const title = usePromptTitle(choice.prompt);
  // As long as the library has not come, no kind is called empty.
  const isEmpty = (type: InterviewType) => kinds?.some((kind) => kind.type === type && kind.count === 0) ?? false;
  const make = useMutation({
    mutationFn: () => call(routes.createSession, { body: choice }),
    onSuccess: async ({ session, code }) => {
      rememberChoice(choice);
      rememberInvite(session, code);
      if (choice.format === 'solo') return navigate({ to: '/s/$session', params: { session } });
      const isCopied = await copyText(`${location.origin}/join#${code}`);
      say({
        text: isCopied
          ? i18n.t('Link copied. Send it to the person you practise with.')
          : i18n.t('Your browser did not let us copy the link. It stands in the lobby.'),
      });
      await navigate({ to: '/s/$session', params: { session } });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!make.isPending && !isEmpty(choice.type)) make.mutate();
  };
  const minutes = interviewMinutes(choice.type, choice.length, choice.format);
  const isSolo = choice.format === 'solo';
  return (
    <Page className={styles.page}>
      <PageHead
        title={i18n.t('New session')}
        lede={
          isSolo
            ? i18n.t(
                'You and the clock: facts and twists come by themselves, and the guide opens when you have judged yourself.',
              )
            : i18n.t('You get a link. Whoever opens it joins with a name, without an account.')
        }
      />
      <form className={styles.columns} onSubmit={submit}>
        <div className={styles.stack}>
          <Options
            legend={i18n.t('Kind of interview')}
            name="type"
            value={choice.type}
            onChange={(type) => setChoice(({ prompt: _, ...before }) => fitting({ ...before, type }))}
            options={interviewTypes.map((type) => ({
              value: type,
              name: interviewTypeTitle(type),
              means: isEmpty(type) ? i18n.t('No prompt yet') : aboutType(type),
              isOff: isEmpty(type),
            }))}
          />
          <Options
            legend={i18n.t('How many rounds')}
            name="format"
            value={choice.format}
            onChange={(format) => change({ format })}
            options={[
              { value: 'swap', name: i18n.t('Swap'), means: i18n.t('Two rounds: each of you is asked once') },
              { value: 'one-way', name: i18n.t('One way'), means: i18n.t('One round, no swap') },
              {
                value: 'panel',
                name: i18n.t('Panel'),
                means: i18n.t('Several interviewers, each with their own card'),
              },
              {
                value: 'fishbowl',
                name: i18n.t('Fishbowl'),
                means: i18n.t('One pair performs, the others watch and score'),
              },
              { value: 'solo', name: i18n.t('Solo drill'), means: i18n.t('Nobody else is needed') },
            ]}
          />
        </div>
        <div className={styles.stack}>
          <Options
            inline
            legend={i18n.t('Length')}
            name="length"
            value={choice.length}
            onChange={(length) => change({ length })}
            options={lengthsOf(choice.type).map((length) => ({
              value: length,
              name: i18n.t('{minutes} min', { minutes: interviewMinutes(choice.type, length, choice.format) }),
            }))}
          />
          {!isSolo && choice.format !== 'fishbowl' && (
            <Options
              inline
              legend={i18n.t('Who is asked first')}
              name="hostFirst"
              value={choice.hostFirst}
              onChange={(hostFirst) => change({ hostFirst })}
              options={[
                { value: 'interviewer', name: i18n.t('They are'), means: i18n.t('You interview') },
                { value: 'candidate', name: i18n.t('I am'), means: i18n.t('They interview') },
              ]}
            />
          )}
          <Options
            inline
            legend={i18n.t('Mode')}
            name="mode"
            value={choice.mode}
            onChange={(mode) => change({ mode })}
            options={[
              { value: 'learning', name: i18n.t('Learning'), means: i18n.t('You may stop for advice') },
              { value: 'stress', name: i18n.t('For real'), means: i18n.t('No interruption, as on the day') },
            ]}
          />
          {choice.hostFirst === 'interviewer' ? (
            <>
              {choice.prompt && (
                <div className={styles.chosen}>
                  <span>
                    <small>{i18n.t('Prompt')}</small>
                    <b>{title}</b>
                  </span>
                  <Button
                    size="s"
                    kind="quiet"
                    onClick={() => setChoice(({ prompt: _, ...before }) => fitting(before))}
                    aria-label={i18n.t('Without {title}: choose in the lobby', { title })}
                  >
                    {i18n.t('Choose in the lobby')}
                  </Button>
                </div>
              )}
              <PromptSearch
                label={choice.prompt ? i18n.t('Another prompt') : i18n.t('Prompt')}
                type={choice.type}
                except={choice.prompt ? [choice.prompt] : []}
                placeholder={choice.prompt ? undefined : i18n.t('Chosen in the lobby, unless you search one here')}
                onChoose={({ id }) => change({ prompt: id })}
                hint={i18n.t('Using one counts as having read its guide: you cannot be asked it later.')}
              />
            </>
          ) : (
            <p className={text.meta}>
              {isSolo
                ? i18n.t('You get a prompt that you have neither played nor read the guide of.')
                : i18n.t('They choose the prompt, from those you have neither played nor read the guide of.')}
            </p>
          )}
          {make.isError && (
            <ProblemNote error={make.error} kept={i18n.t('Your choices are kept.')} retry={() => make.mutate()} />
          )}
          <div className={styles.act}>
            <Button
              type="submit"
              kind="primary"
              size="l"
              busy={make.isPending}
              disabled={isEmpty(choice.type)}
              autoFocus
            >
              {isSolo
                ? make.isPending
                  ? i18n.t('Making the room')
                  : i18n.t('Start the solo drill')
                : make.isPending
                  ? i18n.t('Making the link')
                  : i18n.t('Create and copy link')}
            </Button>
            <p className={text.meta}>
              {isEmpty(choice.type)
                ? i18n.t('No prompt of this kind yet. Choose another kind.')
                : choice.format === 'swap'
                  ? i18n.t('{type}, {minutes} min each', { type: interviewTypeTitle(choice.type), minutes })
                  : i18n.t('{type}, {minutes} min', { type: interviewTypeTitle(choice.type), minutes })}
            </p>
          </div>
          <PlanList {...choice} />
          <p className={text.meta}>
            {i18n.t('Not sure what is asked?')}{' '}
            <Link to="/prompts" search={{ type: choice.type }} className={text.link}>
              {i18n.t('See the prompts of this kind')}
            </Link>
          </p>
        </div>
      </form>
    </Page>
  );
};
