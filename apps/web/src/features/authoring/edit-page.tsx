import { ProblemError } from '@debrief/client';
import { type Desk } from '@debrief/contracts';
import { blankPhases, phasePlanOf, type PromptDraft } from '@debrief/prompt-bank';
import { Button, buttonClass, EmptyState, ErrorNote, Page, Pill, Section, Skeleton, text, useToast } from '@debrief/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { i18n } from '../../shared/i18n';
import { interviewTypeTitle } from '../../shared/interview-names';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import { useTitle } from '../../shared/title';
import styles from './authoring.module.css';
import { dimensionNamesQuery, draftQuery } from './authoring-data';
import { useFaults } from './check';
import { DifferenceList } from './difference-list';
import { PromptForm } from './form';
import { partsOf } from './parts';
import { asList, asRecord, asText, type Path } from './path';
import { Preview } from './preview';
import { PublishPanel } from './publish-panel';
import { SavePill } from './save-pill';
import { type Stored, useDraft } from './use-draft';
import { Versions } from './versions';
import { stateName } from './words';

const route = getRouteApi('/shell/prompts/$prompt/edit');
const views = ['write', 'preview', 'versions', 'publish'] as const;
type View = (typeof views)[number];

export const EditPage = () => {
  const { prompt } = route.useParams();
  const me = useMe().data?.me;
  const { data, error, refetch, isFetchedAfterMount } = useQuery(draftQuery(prompt));
  useTitle(i18n.t('Write a prompt'));
  if (error instanceof ProblemError && ['not-found', 'bad-input', 'forbidden'].includes(error.problem.code))
    return (
      <Page>
        <EmptyState
          level="h1"
          title={i18n.t('No such prompt of yours')}
          sentence={i18n.t('Only its writer can change a prompt.')}
          action={
            <Link to="/prompts/mine" className={buttonClass()}>
              {i18n.t('See what you have written')}
            </Link>
          }
        />
      </Page>
    );
  if (error)
    return (
      <Page>
        <ProblemNote error={error} retry={() => void refetch()} />
      </Page>
    );
  if (!data || !me || !isFetchedAfterMount)
    return (
      <Page>
        <Skeleton label={i18n.t('Loading the draft')} lines={8} />
      </Page>
    );
  return (
    <Editor key={prompt} account={me.account} prompt={prompt} stored={data} author={data.author} first={data.desk} />
  );
};

const Editor = ({
  account,
  prompt,
  stored,
  author,
  first,
}: {
  account: string;
  prompt: string;
  stored: Stored;
  author: string;
  first: Desk;
}) => {
  const client = useQueryClient();
  const say = useToast();
  const [desk, setDesk] = useState(first);
  const [view, setView] = useState<View>('write');
  const [part, setPart] = useState('basics');
  const { type } = first.standing;
  const names = useQuery(dimensionNamesQuery(type)).data;
  const parts = useMemo(() => partsOf(type, names), [type, names]);
  const { draft, state, theirs, set, replace, settle, saved } = useDraft(account, prompt, stored);
  const faults = useFaults(parts, draft, { id: prompt, type, version: 1, author });
  const title = asText(draft['title']) || i18n.t('A prompt without a title');
  const change = (path: Path, next: unknown) => {
    set(path, next);
    if (path.length !== 1 || path[0] !== 'subtype' || typeof next !== 'string') return;
    // Setting goals runs through other phases than explaining a change.
    const before = asList(draft['phases']);
    const plan = phasePlanOf(type, next).map(({ key }) => key);
    if (before.map((each) => asText(asRecord(each)['key'])).join() === plan.join()) return;
    set(['phases'], blankPhases(type, next, before));
    say({
      text: i18n.t('The phases follow the subtype'),
      undo: {
        label: i18n.t('Undo'),
        run: () => {
          set(['subtype'], asText(draft['subtype']));
          set(['phases'], before);
        },
      },
    });
  };
  const changeDesk = (next: Desk) => {
    setDesk(next);
    void client.invalidateQueries({ queryKey: ['my-prompts'] });
    void client.invalidateQueries({ queryKey: ['prompts'] });
    void client.invalidateQueries({ queryKey: ['prompt', prompt] });
  };
  return (
    <Page className={styles.wide}>
      <header className={styles.head}>
        <div>
          <p className={text.meta}>
            <Link to="/prompts/mine" className={text.link}>
              {i18n.t('My prompts')}
            </Link>{' '}
            · {interviewTypeTitle(type)}
          </p>
          <h1 className={text.h36}>{title}</h1>
        </div>
        <div className={styles.actions}>
          <Pill
            tone={
              desk.standing.state === 'public' || desk.standing.state === 'private'
                ? 'ok'
                : desk.standing.state === 'retired'
                  ? 'off'
                  : 'warn'
            }
          >
            {stateName(desk.standing)}
          </Pill>
          <SavePill state={state} />
        </div>
      </header>
      {state.kind === 'refused' && (
        <ErrorNote title={state.why} kept={i18n.t('What you wrote is kept in this browser.')} />
      )}
      {theirs && (
        <Conflict
          mine={draft}
          theirs={theirs.content}
          type={type}
          onChoice={(choice) => {
            const other = settle(choice);
            if (other)
              say({
                text: choice === 'mine' ? i18n.t('Yours is the draft now') : i18n.t('The other one is the draft now'),
                undo: { label: i18n.t('Undo'), run: () => replace(other) },
              });
          }}
        />
      )}
      <Tabs view={view} onView={setView} faults={faults.all.length} />
      <div role="tabpanel" id={`panel-${view}`} aria-labelledby={`tab-${view}`} tabIndex={-1} className={styles.panel}>
        {view === 'write' && (
          <PromptForm parts={parts} draft={draft} faults={faults} set={change} part={part} onPart={setPart} />
        )}
        {view === 'preview' && <Preview type={type} id={prompt} draft={draft} />}
        {view === 'versions' && <Versions desk={desk} draft={draft} onRestore={replace} />}
        {view === 'publish' && (
          <PublishPanel desk={desk} faults={faults.all.length} saved={saved} onDesk={changeDesk} />
        )}
      </div>
    </Page>
  );
};

const Tabs = ({ view, onView, faults }: { view: View; onView: (view: View) => void; faults: number }) => {
  const row = useRef<HTMLDivElement>(null);
  const names: Record<View, string> = {
    write: i18n.t('Write'),
    preview: i18n.t('Preview'),
    versions: i18n.t('Versions'),
    publish: i18n.t('Publish'),
  };
  const step = (by: number) => {
    const next = views[(views.indexOf(view) + by + views.length) % views.length] ?? 'write';
    onView(next);
    row.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div
      ref={row}
      role="tablist"
      className={styles.tabs}
      onKeyDown={({ key }) => {
        if (key === 'ArrowRight') step(1);
        if (key === 'ArrowLeft') step(-1);
      }}
    >
      {views.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`tab-${each}`}
          aria-selected={each === view}
          aria-controls={each === view ? `panel-${each}` : undefined}
          tabIndex={each === view ? 0 : -1}
          onClick={() => onView(each)}
        >
          {names[each]}
          {each === 'write' && faults > 0 && <span className={styles.count}>{faults}</span>}
        </button>
      ))}
    </div>
  );
};

/** Two drafts of one prompt: nothing is sent until one of them is chosen, and the other can be brought back. */
const Conflict = ({
  mine,
  theirs,
  type,
  onChoice,
}: {
  mine: PromptDraft;
  theirs: PromptDraft;
  type: Desk['standing']['type'];
  onChoice: (choice: 'mine' | 'theirs') => void;
}) => (
  <Section title={i18n.t('This draft was changed elsewhere too')} className={styles.conflict}>
    <p className={styles.lede}>
      {i18n.t(
        'Another tab or device has saved it since this one opened it. Struck out is what stands there, marked is what stands here.',
      )}
    </p>
    <div className={styles.both} tabIndex={0} role="region" aria-label={i18n.t('What differs')}>
      <DifferenceList type={type} before={theirs} after={mine} />
    </div>
    <p className={styles.actions}>
      <Button onClick={() => onChoice('mine')}>{i18n.t('Keep what is here')}</Button>
      <Button kind="quiet" onClick={() => onChoice('theirs')}>
        {i18n.t('Take what is there')}
      </Button>
    </p>
  </Section>
);
