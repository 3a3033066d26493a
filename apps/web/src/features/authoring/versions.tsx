import { type Desk } from '@debrief/contracts';
import { type PromptDraft } from '@debrief/prompt-bank';
import { Button, EmptyState, Section, SelectField, Skeleton, text, useToast } from '@debrief/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dayOf, timeOf } from '../../shared/days';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { ProblemNote } from '../../shared/problem-note';
import styles from './authoring.module.css';
import { versionQuery } from './authoring-data';
import { DifferenceList } from './difference-list';

/** The versions of a prompt, what differs between two of them, and a way back to an old one. */
export const Versions = ({
  desk: { standing, versions, verdicts },
  draft,
  onRestore,
}: {
  desk: Desk;
  draft: PromptDraft;
  onRestore: (content: PromptDraft) => void;
}) => {
  const zone = useMe().data?.me?.timeZone;
  const [from, setFrom] = useState(versions[0]?.version ?? 0);
  const [to, setTo] = useState(0);
  if (versions.length === 0)
    return (
      <EmptyState
        title={i18n.t('No version yet')}
        sentence={i18n.t('A version is made when you use the prompt or ask for a review. It never changes afterwards.')}
      />
    );
  const nameOf = (version: number) => (version === 0 ? i18n.t('The draft') : i18n.t('Version {version}', { version }));
  const options = (
    <>
      <option value={0}>{nameOf(0)}</option>
      {versions.map(({ version }) => (
        <option key={version} value={version}>
          {nameOf(version)}
        </option>
      ))}
    </>
  );
  return (
    <div className={styles.duo}>
      <Section title={i18n.t('Versions')}>
        <ul className={styles.list}>
          {versions.map(({ version, author, at }) => (
            <li key={version}>
              <p>
                <b>{nameOf(version)}</b>{' '}
                {version === standing.version && standing.state !== 'retired' && (
                  <span className={text.meta}>
                    {standing.state === 'public' ? i18n.t('offered') : i18n.t('yours to use')}
                  </span>
                )}
                {version === standing.reviewVersion && <span className={text.meta}>{i18n.t('in review')}</span>}
              </p>
              <p className={text.meta}>
                {author}, {dayOf(at, zone)} {timeOf(at, zone)}
                {verdicts.some((each) => each.version === version && each.verdict === 'change') &&
                  `, ${i18n.t('sent back')}`}
              </p>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={i18n.t('What has changed')}>
        <div className={styles.pair}>
          <SelectField label={i18n.t('From')} value={from} onChange={({ target }) => setFrom(Number(target.value))}>
            {options}
          </SelectField>
          <SelectField label={i18n.t('To')} value={to} onChange={({ target }) => setTo(Number(target.value))}>
            {options}
          </SelectField>
        </div>
        <Compared prompt={standing.id} type={standing.type} from={from} to={to} draft={draft} onRestore={onRestore} />
      </Section>
    </div>
  );
};

const Compared = ({
  prompt,
  type,
  from,
  to,
  draft,
  onRestore,
}: {
  prompt: string;
  type: Desk['standing']['type'];
  from: number;
  to: number;
  draft: PromptDraft;
  onRestore: (content: PromptDraft) => void;
}) => {
  const say = useToast();
  const left = useQuery({ ...versionQuery(prompt, from), enabled: from > 0 });
  const right = useQuery({ ...versionQuery(prompt, to), enabled: to > 0 });
  const before = from === 0 ? draft : left.data?.content;
  const after = to === 0 ? draft : right.data?.content;
  const error = left.error ?? right.error;
  if (error) return <ProblemNote error={error} />;
  if (!before || !after) return <Skeleton label={i18n.t('Loading the versions')} lines={5} />;
  const restore = () => {
    onRestore(before);
    say({
      text: i18n.t('The draft is as version {version} was', { version: from }),
      undo: { label: i18n.t('Undo'), run: () => onRestore(draft) },
    });
  };
  return (
    <>
      <DifferenceList type={type} before={before} after={after} />
      {from > 0 && (
        <p className={styles.turn}>
          <Button size="s" onClick={restore}>
            {i18n.t('Go on from version {version}', { version: from })}
          </Button>
        </p>
      )}
    </>
  );
};
