import { Button, cx, text } from '@debrief/ui';
import { type Card, type Level } from '@debrief/contracts';
import { isLead, OVERALLS, type RoundState } from '@debrief/live-core';
import { useEffect, useRef, useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { LevelChoice } from '../../../shared/level-choice';
import { moment, timeOfDay } from '../clock-words';
import { UnfiledHints } from '../cockpit/file-hint';
import { useMyMarks } from '../cockpit/use-marks';
import { firstName, useLive, useMe, useNames, useRoom, useRoundView, useSend } from '../live-context';
import { PrivateNotes } from '../notes/private-notes';
import { confidenceName, overallName } from '../../../shared/score-names';
import { Banners } from '../room/banners';
import { PageBar } from '../room/page-bar';
import { PhaseClock } from '../room/phase-clock';
import { RoundTimeline } from '../room/round-timeline';
import { useKeys } from '../room-keys';
import { useRubric } from '../round-data';
import { TwoVersions } from '../two-versions';
import { useNarrow } from '../use-narrow';
import { addEvidence, changeEvidence, itemOf, mayHaveLevel, removeEvidence, setLevel, toggleMark } from './card-state';
import { EvidenceList } from './evidence';
import { HintNote } from './hint-note';
import { confidences, Overall } from './overall';
import { stepAt, stepOf } from './steps';
import { useCard } from './use-card';
import styles from './scoring.module.css';

/** My card, sealed: evidence, then the sentence that fits it, then the whole. Nobody else's is anywhere on this page. */
export const Scorecard = ({ round }: { round: RoundState }) => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const view = useRoundView(round);
  const rubric = useRubric(round);
  const form = useCard(round, rubric.data);
  const marks = useMyMarks(round.round);
  const hints = useLive((state) => state.panels[round.round]?.hints);
  const isNarrow = useNarrow();
  const [index, setIndex] = useState(0);
  const { card, isSelf, isLocked, draft, rules } = form;
  /** Counts the times that a level was asked for before there was evidence for it. */
  const [asked, setAsked] = useState(0);
  const [said, setSaid] = useState('');
  const [isJumping, setJumping] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const dimensions = (rubric.data?.dimensions ?? []).filter(({ key }) => rules.dimensions.includes(key));
  const dimension = dimensions[Math.min(index, Math.max(0, dimensions.length - 1))];
  const onLast = index >= dimensions.length;
  const step = stepAt(index, dimensions.length);
  const mayChoose = (level: Level): boolean =>
    level === 0 || isSelf || (card !== null && dimension !== undefined && mayHaveLevel(card, dimension.key));
  const choose = (level: Level): boolean => {
    if (!card || !dimension || isLocked) return false;
    if (!mayChoose(level)) {
      setSaid(i18n.t('Write what you saw first: at least 20 characters carry a level.'));
      setAsked(asked + 1);
      return false;
    }
    form.change(setLevel(card, dimension.key, level));
    return true;
  };
  const go = (to: number) => setIndex(Math.max(0, Math.min(dimensions.length + 1, to)));
  const goOn = (done: string) => {
    const next = stepAt(index + 1, dimensions.length);
    const words =
      next.kind === 'dimension'
        ? i18n.t('Next: {name}', { name: dimensions[next.at]?.name ?? '' })
        : next.kind === 'overall'
          ? i18n.t('Next: overall')
          : i18n.t('Next: confidence');
    setSaid(step.kind === 'confidence' ? done : `${done}. ${words}`);
    go(index + 1);
  };
  /** A digit answers the question that is in front, and the next question comes. */
  const answer = (digit: number): boolean => {
    if (!card || isLocked) return false;
    if (step.kind === 'dimension') {
      if (digit > 4 || !dimension) return false;
      if (choose(digit as Level)) goOn(`${dimension.name}: ${digit === 0 ? i18n.t('not observed') : digit}`);
      return true;
    }
    if (form.open > 0) return false;
    if (step.kind === 'overall') {
      const overall = OVERALLS[digit - 1];
      if (!overall) return false;
      form.change({ ...card, overall });
      goOn(overallName(overall));
      return true;
    }
    const confidence = confidences[digit - 1];
    if (!confidence) return false;
    form.change({ ...card, confidence });
    setSaid(i18n.t('Confidence: {words}', { words: confidenceName(confidence) }));
    return true;
  };
  const lock = async () => {
    const came = await form.lock();
    if (came === 'sent') return;
    if (came !== 'asked' && came.field === 'hints') {
      setSaid(form.faults[0]?.sentence ?? '');
      page.current?.querySelector<HTMLElement>('[data-step="hints"]')?.focus();
      return;
    }
    const to = came === 'asked' ? dimensions.length : stepOf(came.field, rules.dimensions);
    if (to === undefined) return;
    setIndex(to);
    setJumping(true);
  };
  const pressLock = useRef(lock);
  pressLock.current = lock;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isLock = event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !event.repeat;
      if (!isLock || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      void pressLock.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  // Where a refusal leads: the part of the page that asks for what is missing.
  useEffect(() => {
    if (!isJumping) return;
    setJumping(false);
    page.current?.querySelector<HTMLElement>(`[data-step="${step.kind}"]`)?.focus();
  }, [isJumping, step.kind]);
  useKeys([
    {
      key: '0–4',
      label: i18n.t('Answers the question in front and goes on: a level, then the overall, then how sure you are'),
      digits: answer,
    },
    { key: 'J', label: i18n.t('Next question'), run: () => go(index + 1) },
    { key: 'K', label: i18n.t('Question before'), run: () => go(index - 1) },
    { key: i18n.t('Ctrl or ⌘ + Enter'), label: i18n.t('Lock my card') },
  ]);
  if (!view) return null;
  const scorers = [...new Set([...round.scorers, round.candidate])];
  const locked = round.locked.filter((each) => each !== me).map((each) => firstName(name(each)));
  const leads = isLead(room, me, round.round);
  const nudges = hints?.filter((hint) => hint.kind === 'nudge').length ?? 0;
  const hintedAt = dimension && rules.hintedAt[dimension.key];
  const savedWords =
    draft.sync === 'loading'
      ? ''
      : draft.sync === 'offline'
        ? i18n.t('Kept on this device, will sync')
        : draft.sync === 'saving'
          ? i18n.t('Saving')
          : draft.savedAt === null
            ? ''
            : i18n.t('Saved {time}', { time: timeOfDay(draft.savedAt) });
  return (
    <div className={styles.screen} ref={page}>
      <p role="status" className={styles.vh}>
        {said}
      </p>
      <PageBar
        title={round.prompt?.title ?? ''}
        meta={
          isSelf
            ? i18n.t('Your round, {n}', { n: round.round })
            : i18n.t('{candidate}, round {n}', { candidate: name(round.candidate), n: round.round })
        }
        end={<span className={text.small}>{savedWords}</span>}
      />
      <Banners inPage />
      <main id="main" className={styles.page}>
        <div className={styles.head}>
          <div>
            <h1>{isSelf ? i18n.t('How did it go?') : i18n.t('Your scorecard')}</h1>
            <p className={text.meta}>
              {scorers.length === 2
                ? i18n.t('Sealed. Nobody sees a level before both cards are in.')
                : i18n.t('Sealed. Nobody sees a level before all {count} cards are in.', {
                    count: scorers.length,
                  })}{' '}
              {locked.length > 0 && i18n.t('Locked: {names}.', { names: locked.join(', ') })}{' '}
              {view.isScoringOver &&
                i18n.t(
                  'Time is over. The first card locked by somebody other than the candidate opens them all, for the next 24 hours.',
                )}
            </p>
          </div>
          <div className={styles.clock}>
            <PhaseClock view={view} />
            {leads && !view.isScoringOver && (
              <Button
                size="s"
                kind="quiet"
                onClick={() => void send('scoring.extend', { round: round.round, minutes: 2 })}
              >
                {i18n.t('+2 min')}
              </Button>
            )}
          </div>
        </div>
        <div className={styles.line}>
          <RoundTimeline round={round} view={view} marks={marks} />
        </div>
        {form.error && (
          <p role="alert" className={styles.fail}>
            {form.error.message}
          </p>
        )}
        {rules.dimensions.length < round.dimensions.length && (
          <p className={cx(text.meta, styles.part)}>
            {i18n.t('You judge {names}, and the whole. The rest is with others and is not on your card.', {
              names: dimensions.map((each) => each.name).join(', '),
            })}
          </p>
        )}
        {!isLocked && rules.unfiled !== undefined && rules.unfiled.length > 0 && (
          <div role="group" tabIndex={-1} data-step="hints" aria-label={i18n.t('Given unasked and not filed yet')}>
            <UnfiledHints round={round} dimensions={rubric.data?.dimensions ?? []} />
          </div>
        )}
        {draft.theirs && card && (
          <TwoVersions
            what={i18n.t('This card was also changed in another tab.')}
            mine={summaryOf(card)}
            theirs={summaryOf(draft.theirs)}
            onChoose={form.resolve}
          />
        )}
        {card && rubric.data && (
          <div className={styles.grid}>
            <nav aria-label={i18n.t('Dimensions')} className={styles.nav}>
              <ol>
                {dimensions.map(({ key, name: words }, at) => {
                  const item = itemOf(card, key);
                  const isNow = at === index;
                  return (
                    <li key={key}>
                      <button type="button" aria-current={isNow ? 'step' : undefined} onClick={() => setIndex(at)}>
                        <span>{words}</span>
                        <LevelTag level={item.level} />
                        <small>
                          {item.evidence.length === 1
                            ? i18n.t('1 piece of evidence')
                            : i18n.t('{count} pieces of evidence', { count: item.evidence.length })}
                        </small>
                      </button>
                    </li>
                  );
                })}
              </ol>
              <p className={text.small}>
                {i18n.t('Weights {weights}.', { weights: dimensions.map(({ weight }) => weight).join(', ') })}{' '}
                {!isSelf && i18n.t('A level counts only with evidence.')}
              </p>
            </nav>
            {dimension && !(isNarrow && onLast) && (
              <section aria-labelledby="dimension" className={styles.dimension}>
                <div className={styles.dimHead}>
                  <h2 id="dimension" tabIndex={-1} data-step="dimension">
                    {dimension.name}
                  </h2>
                  <span className={text.meta}>
                    {i18n.t('{at} of {total}', {
                      at: Math.min(index + 1, dimensions.length),
                      total: dimensions.length,
                    })}
                  </span>
                </div>
                <EvidenceList
                  round={round.round}
                  key={dimension.key}
                  marks={marks.filter((mark) => mark.dimension === dimension.key && !mark.isPending)}
                  evidence={itemOf(card, dimension.key).evidence}
                  startedAt={round.startedAt}
                  endedAt={round.scoring?.startedAt ?? null}
                  isOptional={isSelf}
                  disabled={isLocked}
                  asked={asked}
                  onToggleMark={(mark) => form.change(toggleMark(card, mark))}
                  onAdd={(evidence) => form.change(addEvidence(card, dimension.key, evidence))}
                  onChange={(id, change) => form.change(changeEvidence(card, dimension.key, id, change))}
                  onRemove={(id) => form.change(removeEvidence(card, dimension.key, id))}
                />
                <LevelChoice
                  sentences={dimension.levels}
                  value={itemOf(card, dimension.key).level}
                  onChange={choose}
                  disabled={isLocked}
                  {...(!mayChoose(1) && {
                    closed: i18n.t('A level opens with one quote or paraphrase of at least 20 characters.'),
                  })}
                />
                {hintedAt !== undefined && (
                  <HintNote
                    hints={(hints ?? []).filter((hint) => hint.dimension === dimension.key)}
                    at={hintedAt}
                    item={itemOf(card, dimension.key)}
                    startedAt={round.startedAt}
                  />
                )}
                {nudges > 0 && (
                  <p className={styles.hint}>
                    {i18n.t(
                      'Nudges logged: {list}. A nudge moves on without giving content, so it does not cap the level.',
                      {
                        list:
                          hints
                            ?.filter((hint) => hint.kind === 'nudge')
                            .map((hint) => moment(hint.at, round.startedAt))
                            .join(', ') ?? '',
                      },
                    )}
                  </p>
                )}
                <div className={styles.steps}>
                  <Button kind="quiet" onClick={() => go(index - 1)} disabled={index === 0} hotkey="K">
                    {i18n.t('Back')}
                  </Button>
                  {index < dimensions.length && (
                    <Button onClick={() => go(index + 1)} hotkey="J">
                      {index < dimensions.length - 1
                        ? i18n.t('Next: {name}', { name: dimensions[index + 1]?.name ?? '' })
                        : i18n.t('Next: overall')}
                    </Button>
                  )}
                </div>
              </section>
            )}
            {(!isNarrow || onLast) && (
              <aside className={styles.side}>
                <Overall form={form} card={card} rubric={rubric.data} step={step.kind} onLock={() => void lock()} />
                {!isSelf && <PrivateNotes round={round.round} />}
                {isNarrow && (
                  <Button kind="quiet" onClick={() => go(dimensions.length - 1)}>
                    {i18n.t('Back')}
                  </Button>
                )}
              </aside>
            )}
          </div>
        )}
      </main>
    </div>
  );
};

export const LevelTag = ({ level }: { level: Level | null }) =>
  level === null ? (
    <span className={styles.openTag}>{i18n.t('open')}</span>
  ) : (
    <span className={cx(styles.tag, styles[`tag${level}`])}>{level === 0 ? i18n.t('NO') : level}</span>
  );

/** A card in a few lines, to be held against another one. */
const summaryOf = (card: Card): string =>
  [
    ...card.levels.map(
      ({ dimension, level, evidence }) =>
        `${dimension}: ${level ?? '–'} (${evidence.map(({ text }) => text).join(' / ')})`,
    ),
    card.overall ? overallName(card.overall) : '–',
  ].join('\n');
