import { Button, Field, Section, SelectField, text } from '@debrief/ui';
import { routes, targetLevels, type BriefCard as Brief } from '@debrief/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { call } from '../../../shared/http';
import { ProblemNote } from '../../../shared/problem-note';
import { PromptSearch, usePromptTitle } from '../../../shared/prompt-search';
import { useMe, useRoom, useSessionId } from '../live-context';
import { TravellingFix } from './travelling-fix';
import { levelWords } from './level-words';
import { briefKey, useBrief } from './use-brief';
import own from './brief-card.module.css';

/** What the candidate brings: the level, the focus, the last fix, what not to ask. Nobody sees it before they show it. */
export const BriefCard = () => {
  const me = useMe();
  const account = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => call(routes.getMe, {}, signal) });
  const shown = useBrief();
  if (account.isPending || shown.isPending) return null;
  const stored = shown.data?.participant === me ? shown.data.brief : null;
  const blank: Brief = {
    targetLevel: account.data?.me?.targetLevel ?? null,
    focus: '',
    lastFix: '',
    avoid: [],
  };
  return <Form key={stored ? 'shown' : 'blank'} from={stored ?? blank} isShown={stored !== null} />;
};

const Form = ({ from, isShown }: { from: Brief; isShown: boolean }) => {
  const { type, format } = useRoom();
  const session = useSessionId();
  const client = useQueryClient();
  const me = useMe();
  const [brief, setBrief] = useState(from);
  const change = (part: Partial<Brief>) => setBrief((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => call(routes.putBrief, { params: { session }, body: brief }),
    onSuccess: (stored) => client.setQueryData(briefKey(session), { participant: me, brief: stored }),
  });
  const isChanged = JSON.stringify(brief) !== JSON.stringify(from);
  return (
    <Section
      title={i18n.t('Your brief')}
      meta={isShown ? i18n.t('Your interviewers read it') : i18n.t('Yours until you show it')}
    >
      <form
        className={own.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <SelectField
          label={i18n.t('Level you prepare for')}
          value={brief.targetLevel ?? ''}
          onChange={({ target }) =>
            change({ targetLevel: targetLevels.find((level) => level === target.value) ?? null })
          }
        >
          <option value="">{i18n.t('Not said')}</option>
          {targetLevels.map((level) => (
            <option key={level} value={level}>
              {levelWords(level)}
            </option>
          ))}
        </SelectField>
        <Field
          label={i18n.t('Watch for')}
          maxLength={300}
          value={brief.focus}
          placeholder={i18n.t('Such as: do I commit to a number')}
          onChange={({ target }) => change({ focus: target.value })}
        />
        <TravellingFix told={brief.lastFix} />
        {format !== 'solo' && (
          <PromptSearch
            label={i18n.t('Prompts not to be asked')}
            placeholder={brief.avoid.length ? i18n.t('Add another') : i18n.t('None; search to add one')}
            type={type}
            except={brief.avoid}
            onChoose={({ id }) => change({ avoid: [...brief.avoid, id].slice(0, 20) })}
          />
        )}
        {brief.avoid.length > 0 && (
          <ul className={own.avoid}>
            {brief.avoid.map((id) => (
              <Avoided key={id} prompt={id} onUndo={() => change({ avoid: brief.avoid.filter((one) => one !== id) })} />
            ))}
          </ul>
        )}
        {save.isError && <ProblemNote error={save.error} retry={() => save.mutate()} />}
        <p className={own.act}>
          {isShown && !isChanged ? (
            <span className={text.meta}>{i18n.t('They have it.')}</span>
          ) : (
            <Button type="submit" size="s" busy={save.isPending}>
              {isShown ? i18n.t('Show the change') : i18n.t('Show it to my interviewers')}
            </Button>
          )}
        </p>
      </form>
    </Section>
  );
};

const Avoided = ({ prompt, onUndo }: { prompt: string; onUndo: () => void }) => {
  const title = usePromptTitle(prompt);
  return (
    <li>
      {title}{' '}
      <Button size="s" kind="quiet" onClick={onUndo} aria-label={i18n.t('May be asked after all: {title}', { title })}>
        {i18n.t('Undo')}
      </Button>
    </li>
  );
};
