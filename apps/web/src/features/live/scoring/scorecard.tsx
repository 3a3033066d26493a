import { Button, cx, text } from '@debrief/ui';
import { type Card, type Level } from '@debrief/contracts';
import { isLead, type RoundState } from '@debrief/live-core';
import { useState } from 'react';
import { i18n } from '../../../shared/i18n';
import { LevelChoice } from '../../../shared/level-choice';
import { moment, timeOfDay } from '../clock-words';
import { useMyMarks } from '../cockpit/use-marks';
import { firstName, useLive, useMe, useNames, useRoom, useRoundView, useSend } from '../live-context';
import { PrivateNotes } from '../notes/private-notes';
import { overallName } from '../../../shared/score-names';
import { Banners } from '../room/banners';
import { PageBar } from '../room/page-bar';
import { PhaseClock } from '../room/phase-clock';
import { RoundTimeline } from '../room/round-timeline';
import { useKeys } from '../room-keys';
import { useRubric } from '../round-data';
import { useNarrow } from '../use-narrow';
import { addEvidence, changeEvidence, itemOf, removeEvidence, setLevel, toggleMark } from './card-state';
import { EvidenceList } from './evidence';
import { Overall } from './overall';
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
  const form = useCard(round, rubric.data?.redFlags.length ?? 10);
  const marks = useMyMarks(round.round);
  const hints = useLive((state) => state.panels[round.round]?.hints);
  const isNarrow = useNarrow();
  const [index, setIndex] = useState(0);
  const { card, isSelf, isLocked, draft } = form;
  const dimensions = rubric.data?.dimensions ?? [];
  const dimension = dimensions[Math.min(index, Math.max(0, dimensions.length - 1))];
  const onLast = index >= dimensions.length;
  const choose = (level: Level) => {
    if (!card || !dimension || isLocked || onLast) return;
    form.change(setLevel(card, dimension.key, level));
  };
  const go = (to: number) => setIndex(Math.max(0, Math.min(dimensions.length - (isNarrow ? 0 : 1), to)));
  useKeys([
    {
      key: '0–4',
      label: i18n.t('Level of this dimension; 0 is not observed'),
      digits: (digit) => {
        if (digit <= 4) choose(digit as Level);
        return digit <= 4;
      },
    },
    { key: 'J', label: i18n.t('Next dimension'), run: () => go(index + 1) },
    { key: 'K', label: i18n.t('Dimension before'), run: () => go(index - 1) },
  ]);
  if (!view) return null;
  const scorers = [...new Set([...round.scorers, round.candidate])];
  const locked = round.locked.filter((each) => each !== me).map((each) => firstName(name(each)));
  const leads = isLead(room, me, round.round);
  const nudges = hints?.filter((hint) => hint.kind === 'nudge').length ?? 0;
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
    <div className={styles.screen}>
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
        {draft.theirs && card && <Conflict mine={card} theirs={draft.theirs} onChoose={form.resolve} />}
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
                  <h2 id="dimension">{dimension.name}</h2>
                  <span className={text.meta}>
                    {i18n.t('{at} of {total}', { at: index + 1, total: dimensions.length })}
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
                />
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
                  {(index < dimensions.length - 1 || isNarrow) && (
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
                <Overall form={form} card={card} rubric={rubric.data} />
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

/** Another tab or device stored something else meanwhile: both are shown, nothing is merged behind one's back. */
const Conflict = ({
  mine,
  theirs,
  onChoose,
}: {
  mine: Card;
  theirs: Card;
  onChoose: (which: 'mine' | 'theirs') => void;
}) => {
  const summary = (card: Card) =>
    [
      ...card.levels.map(
        ({ dimension, level, evidence }) =>
          `${dimension}: ${level ?? '–'} (${evidence.map(({ text }) => text).join(' / ')})`,
      ),
      card.overall ? overallName(card.overall) : '–',
    ].join('\n');
  return (
    <div className={styles.conflict} role="alert">
      <p>{i18n.t('This card was also changed in another tab. Both are kept until you choose.')}</p>
      <div>
        <section>
          <h2>{i18n.t('Here')}</h2>
          <pre>{summary(mine)}</pre>
          <Button onClick={() => onChoose('mine')}>{i18n.t('Keep this one')}</Button>
        </section>
        <section>
          <h2>{i18n.t('In the other tab')}</h2>
          <pre>{summary(theirs)}</pre>
          <Button onClick={() => onChoose('theirs')}>{i18n.t('Take the other')}</Button>
        </section>
      </div>
    </div>
  );
};
