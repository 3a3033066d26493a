import { routes, type Level, type RubricView } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { Section, text, VisuallyHidden } from '@debrief/ui';
import { call } from '../../../shared/http';
import { i18n } from '../../../shared/i18n';
import { levelName } from '../../../shared/score-names';
import { firstName, useMe, useNames, useSessionId } from '../live-context';
import { TwoVersions } from '../two-versions';
import { type Written } from './feedback';
import { type ShownCard } from './gaps';
import { useVersionedSave } from './use-versioned-save';
import own from './judge-again.module.css';

type Levels = Written['second'][number]['levels'];
const isLevels = (kept: unknown): kept is Levels =>
  routes.putSecond.body.safeParse({ version: 0, levels: kept }).success;
const LEVELS: Level[] = [1, 2, 3, 4, 0];

/** A second look after the guide or the talk. It stands beside the locked card and never replaces it. */
export const JudgeAgain = ({
  round,
  rubric,
  cards,
  written,
}: {
  round: RoundState;
  rubric: RubricView;
  cards: ShownCard[];
  written: Written;
}) => {
  const session = useSessionId();
  const me = useMe();
  const name = useNames();
  const mine = cards.find(({ participant }) => participant === me)?.card;
  const levelsOf = (participant: string) => written.second.find((one) => one.participant === participant)?.levels ?? [];
  const stored = (now: Written) => {
    const own = now.second.find((one) => one.participant === me);
    return { version: own?.version ?? 0, value: own?.levels ?? [] };
  };
  const save = useVersionedSave<Levels>({
    round: round.round,
    what: 'second',
    written,
    of: stored,
    put: (levels, version) =>
      call(routes.putSecond, { params: { session, round: String(round.round) }, body: { version, levels } }),
    isSuch: isLevels,
  });
  const mineNow = () => save.unstored() ?? stored(written).value;
  const firstOf = (card: ShownCard['card'], dimension: string) =>
    card.levels.find((one) => one.dimension === dimension)?.level ?? null;
  const choose = (dimension: string, level: Level) => {
    save.basedOn(stored(written).version);
    save.write([...mineNow().filter((one) => one.dimension !== dimension), { dimension, level }]);
  };
  const changes = cards.flatMap(({ participant, card }) =>
    participant === me
      ? []
      : levelsOf(participant)
          .filter(({ dimension, level }) => level !== firstOf(card, dimension))
          .map(({ dimension, level }) => ({ participant, dimension, from: firstOf(card, dimension), level })),
  );
  if (!mine && changes.length === 0) return null;
  const titleOf = (dimension: string) => rubric.dimensions.find((one) => one.key === dimension)?.name ?? dimension;
  const summaryOf = (levels: Levels) =>
    levels.map(({ dimension, level }) => `${titleOf(dimension)}: ${levelWord(level)}`).join('\n') || '–';
  return (
    <Section title={i18n.t('Judge it again')} meta={i18n.t('Beside your card; the card stays as it was locked')}>
      {mine && (
        <ul className={own.rows}>
          {rubric.dimensions.map(({ key: dimension, name: title }) => {
            // Somebody who judged a part of the rubric judges that part again.
            if (!mine.levels.some((one) => one.dimension === dimension)) return null;
            const first = firstOf(mine, dimension);
            const again = mineNow().find((one) => one.dimension === dimension)?.level ?? first;
            return (
              <li key={dimension}>
                <span>{title}</span>
                <span className={text.meta}>{i18n.t('then {level}', { level: levelWord(first) })}</span>
                <label>
                  <VisuallyHidden>{i18n.t('{dimension}, now', { dimension: title })}</VisuallyHidden>
                  <select
                    value={again ?? ''}
                    onChange={({ target }) => choose(dimension, Number(target.value) as Level)}
                    className={own.level}
                  >
                    {again === null && <option value="">–</option>}
                    {LEVELS.map((level) => (
                      <option key={level} value={level}>
                        {levelWord(level)}
                      </option>
                    ))}
                  </select>
                </label>
              </li>
            );
          })}
        </ul>
      )}
      {changes.map(({ participant, dimension, from, level }) => (
        <p key={participant + dimension} className={text.meta}>
          {i18n.t('{name}: {dimension} from {from} to {to}.', {
            name: firstName(name(participant)),
            dimension: titleOf(dimension),
            from: levelWord(from),
            to: levelWord(level),
          })}
        </p>
      ))}
      {save.conflict && (
        <TwoVersions
          what={i18n.t('You also judged it again in another tab.')}
          mine={summaryOf(save.conflict.mine)}
          theirs={summaryOf(save.conflict.theirs.value)}
          onChoose={(which) => save.choose(which)}
        />
      )}
      {save.error && (
        <p role="alert" className={text.meta}>
          {save.error.message}
        </p>
      )}
    </Section>
  );
};

const levelWord = (level: Level | null): string =>
  level === null ? '–' : level === 0 ? i18n.t('not observed') : `${level} ${levelName(level)}`;
