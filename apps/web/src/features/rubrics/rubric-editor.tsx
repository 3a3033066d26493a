import { RUBRIC_LIMITS, rubricFaults, weightLeft, type RubricView } from '@debrief/contracts';
import { ProblemError } from '@debrief/client';
import { Button, cx, AreaField, Section, text, useToast } from '@debrief/ui';
import { useRef, useState, type KeyboardEvent } from 'react';
import { i18n } from '../../shared/i18n';
import { ProblemNote } from '../../shared/problem-note';
import { ChangeList } from './change-list';
import { changesBetween } from './changes';
import { DimensionForm } from './dimension-form';
import { RedFlags } from './red-flags';
import { keepRubric } from './kept-rubric';
import { NewerVersion } from './newer-version';
import { leftWords } from './left-words';
import { useSave, wordsOf } from './rubric-data';
import { useGoBack } from './use-go-back';
import { useRubricDraft } from './use-rubric-draft';
import styles from './rubrics.module.css';

/** Names, weights, sentences and red flags of one rubric; saved as a new version with a sentence why. */
export const RubricEditor = ({
  rubric,
  account,
  onClose,
}: {
  /** The current version. */
  rubric: RubricView;
  account: string;
  onClose: () => void;
}) => {
  const { type } = rubric;
  const form = useRef<HTMLFormElement>(null);
  const edit = useRubricDraft(rubric, account);
  const { draft } = edit;
  const save = useSave(type);
  const { goBack } = useGoBack(type);
  const say = useToast();
  const [isTried, setTried] = useState(false);
  const keys = rubric.dimensions.map(({ key }) => key);
  const faults = rubricFaults(draft.words, keys);
  const faultOf = (field: string) => faults.find((each) => each.field === field)?.sentence;
  const left = weightLeft(draft.words);
  const changes = changesBetween(wordsOf(rubric), draft.words);
  const whyFault =
    isTried && !draft.why.trim() ? i18n.t('Say in a sentence why, for whoever reads the list later.') : undefined;
  const isNewer = draft.basedOn < rubric.version;
  const refused = save.error instanceof ProblemError ? save.error.problem.code : null;

  const submit = () => {
    setTried(true);
    if (faults.length || !draft.why.trim() || !changes.length || isNewer || save.isPending) {
      // After the faults are on the page.
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    save.mutate(
      { basedOn: draft.basedOn, why: draft.why, rubric: draft.words },
      {
        onSuccess: ({ version }) => {
          keepRubric(account, type, null);
          say({
            text: i18n.t('Version {version} is current for rounds that begin now', { version }),
            undo: { label: i18n.t('Undo'), run: () => goBack(version - 1, version) },
          });
          onClose();
        },
      },
    );
  };
  const saveKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    submit();
  };
  const drop = () => {
    const dropped = edit.drop();
    say({ text: i18n.t('Your changes are dropped'), undo: { label: i18n.t('Undo'), run: () => edit.put(dropped) } });
  };
  return (
    <form
      ref={form}
      noValidate
      onKeyDown={saveKey}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {(isNewer || refused === 'conflict') && (
        <NewerVersion
          type={type}
          draft={draft}
          onKeepMine={(version) => {
            edit.rebase(version);
            save.reset();
          }}
          onTakeTheirs={() => {
            save.reset();
            drop();
          }}
        />
      )}
      <div className={styles.columns}>
        <div className={styles.reading}>
          {draft.words.dimensions.map((each, at) => (
            <DimensionForm key={each.key} at={at} dimension={each} edit={edit} faultOf={faultOf} left={left} />
          ))}
          <RedFlags flags={draft.words.redFlags} onChange={edit.redFlags} faultOf={faultOf} />
        </div>
        <aside className={cx(styles.aside, styles.stay)}>
          <Section title={i18n.t('Weights')}>
            <p role="status" className={cx(styles.sum, left !== 0 && styles.off)}>
              {leftWords(left)}
            </p>
            <ul className={styles.bars}>
              {draft.words.dimensions.map(({ key, name, weight }) => (
                <li key={key}>
                  <span>{name}</span>
                  <span className={text.num}>{weight}</span>
                  <i style={{ inlineSize: `${Math.min(100, weight * 2)}%` }} aria-hidden="true" />
                </li>
              ))}
            </ul>
          </Section>
          <Section title={i18n.t('What you changed')}>
            <ChangeList changes={changes} />
          </Section>
          <Section title={i18n.t('Save')}>
            <AreaField
              label={i18n.t('Why')}
              error={whyFault}
              hint={i18n.t('One sentence. Everybody who reads the versions sees it.')}

              rows={2}
              maxLength={RUBRIC_LIMITS.why}
              value={draft.why}
              onChange={({ target }) => edit.why(target.value)}
            />
            {isTried && faults.length > 0 && (
              <ul className={styles.faults} role="alert">
                {faults.map(({ field, sentence }) => (
                  <li key={field}>{sentence}</li>
                ))}
              </ul>
            )}
            {isTried && changes.length === 0 && (
              <p role="alert" className={styles.off}>
                {i18n.t('Nothing differs from the current version yet.')}
              </p>
            )}
            {save.isError && refused !== 'conflict' && (
              <ProblemNote error={save.error} kept={i18n.t('Your changes are still here.')} />
            )}
            <div className={styles.acts}>
              <Button type="submit" kind="primary" busy={save.isPending}>
                {save.isPending
                  ? i18n.t('Saving')
                  : i18n.t('Save as version {version}', { version: rubric.version + 1 })}
              </Button>
              <Button kind="quiet" onClick={onClose}>
                {i18n.t('Close')}
              </Button>
              {changes.length > 0 && (
                <Button kind="quiet" onClick={drop}>
                  {i18n.t('Drop the changes')}
                </Button>
              )}
            </div>
            <p className={text.small}>
              {edit.isKept
                ? i18n.t('Kept in this browser until you save. Rounds that have begun keep their version.')
                : i18n.t('This browser keeps nothing: save before you leave the page.')}
            </p>
          </Section>
        </aside>
      </div>
    </form>
  );
};
