import { type Authored, interviewTypes, routes } from '@debrief/contracts';
import {
  Button,
  Dialog,
  EmptyState,
  Field,
  Page,
  PageHead,
  Pill,
  Section,
  SelectField,
  Skeleton,
  text,
  CloseDialog,
} from '@debrief/ui';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf } from '../../shared/days';
import { call } from '../../shared/http';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { NeedsAccount } from '../../shared/needs-account';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import styles from './authoring.module.css';
import { myPromptsQuery } from './authoring-data';
import { Reports } from './reports';
import { WaitingList } from './waiting-list';
import { standingWords, stateName } from './words';

/** What I have written, what others ask me to review, and what was reported. */
export const MyPromptsPage = () => {
  const me = useMe().data?.me;
  const [isNew, setNew] = useState(false);
  useTitle(i18n.t('My prompts'));
  if (me?.isGuest)
    return (
      <NeedsAccount
        title={i18n.t('Writing needs an account')}
        sentence={i18n.t('A guest is forgotten after three days, and a prompt is not.')}
        action={i18n.t('Keep everything, then write')}
      />
    );
  return (
    <Page>
      <PageHead
        title={i18n.t('My prompts')}
        lede={i18n.t(
          'Write a case you know from work, use it yourself, or have it reviewed and offer it to everybody.',
        )}
        action={
          <Button kind="primary" onClick={() => setNew(true)}>
            {i18n.t('Write a prompt')}
          </Button>
        }
      />
      <p className={styles.back}>
        <Link to="/prompts" className={text.link}>
          {i18n.t('The library')}
        </Link>
      </p>
      <div className={styles.columns}>
        <Mine onNew={() => setNew(true)} />
        <div className={styles.aside}>
          <WaitingList />
          <Reports />
        </div>
      </div>
      {isNew && <NewPrompt onClose={() => setNew(false)} />}
    </Page>
  );
};

const Mine = ({ onNew }: { onNew: () => void }) => {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(myPromptsQuery);
  const prompts = data?.pages.flatMap((page) => page.prompts) ?? [];
  return (
    <Section title={i18n.t('Written by you')} meta={prompts.length > 0 ? prompts.length : undefined}>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton label={i18n.t('Loading your prompts')} lines={5} />}
      {data && prompts.length === 0 && (
        <EmptyState
          title={i18n.t('Nothing written yet')}
          sentence={i18n.t(
            'A prompt takes an evening. The form has a place for everything, says what is missing, and keeps every word as you go.',
          )}
          action={<Button onClick={onNew}>{i18n.t('Write the first one')}</Button>}
        />
      )}
      <ul className={styles.list}>
        {prompts.map((prompt) => (
          <PromptLine key={prompt.id} prompt={prompt} />
        ))}
      </ul>
      {hasNextPage && (
        <Button size="s" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {i18n.t('Show more')}
        </Button>
      )}
    </Section>
  );
};

const PromptLine = ({ prompt }: { prompt: Authored }) => {
  const zone = useMe().data?.me?.timeZone;
  const { id, title, type, state, updatedAt, openReports } = prompt;
  return (
    <li>
      <Link to="/prompts/$prompt/edit" params={{ prompt: id }} className={styles.line}>
        <b>{title || i18n.t('A prompt without a title')}</b>
        <Pill tone={state === 'retired' ? 'off' : state === 'draft' || state === 'in-review' ? 'warn' : 'ok'}>
          {stateName(prompt)}
        </Pill>
        <span className={text.meta}>
          {interviewTypeTitle(type)}, {dayOf(updatedAt, zone)}. {standingWords(prompt)}
          {openReports > 0 &&
            ` ${i18n.t('{n, plural, one {# report} other {# reports}} to answer.', { n: openReports })}`}
        </span>
      </Link>
    </li>
  );
};

const NewPrompt = ({ onClose }: { onClose: () => void }) => {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [type, setType] = useState<(typeof interviewTypes)[number]>('product-sense');
  const create = useMutation({
    mutationFn: () => call(routes.createPrompt, { body: { type, title: title.trim() } }),
    onSuccess: async ({ prompt }) => {
      void client.invalidateQueries({ queryKey: ['my-prompts'] });
      await navigate({ to: '/prompts/$prompt/edit', params: { prompt } });
    },
  });
  const isShort = title.trim().length < 2;
  return (
    <Dialog title={i18n.t('Write a prompt')} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isShort && !create.isPending) create.mutate();
        }}
      >
        <Field
          label={i18n.t('Title')}
          hint={i18n.t('A few words that give nothing away. It can change later.')}
          maxLength={60}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
          autoFocus
        />
        <SelectField
          label={i18n.t('Kind of interview')}
          hint={i18n.t('It decides the phases and the rubric, so it stays.')}
          value={type}
          onChange={({ target }) => setType(interviewTypes.find((each) => each === target.value) ?? 'product-sense')}
        >
          {interviewTypes.map((each) => (
            <option key={each} value={each}>
              {interviewTypeTitle(each)}
            </option>
          ))}
        </SelectField>
        {create.error && <ProblemNote error={create.error} />}
        <div className={styles.actions}>
          <Button type="submit" kind="primary" disabled={isShort} busy={create.isPending}>
            {i18n.t('Begin')}
          </Button>
        </div>
      </form>
      <CloseDialog kind="quiet">{i18n.t('Not now')}</CloseDialog>
    </Dialog>
  );
};
