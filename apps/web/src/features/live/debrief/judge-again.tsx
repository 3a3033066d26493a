import { routes, type Level, type RouteResult, type RubricView } from '@debrief/contracts';
import { type RoundState } from '@debrief/live-core';
import { Section, text, VisuallyHidden } from '@debrief/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/http';
import { i18n } from '../../../shared/i18n';
import { levelName } from '../../../shared/score-names';
import { firstName, useMe, useNames, useSessionId } from '../live-context';
import { debriefKey } from '../round-data';
import { type ShownCard } from './gaps';
import own from './judge-again.module.css';

type Written = RouteResult<typeof routes.getDebrief>;
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
  const client = useQueryClient();
  const key = debriefKey(session, round.round);
  const mine = cards.find(({ participant }) => participant === me)?.card;
  const levelsOf = (participant: string) => written.second.find((one) => one.participant === participant)?.levels ?? [];
  const save = useMutation({
    mutationFn: (levels: Written['second'][number]['levels']) =>
      call(routes.putSecond, { params: { session, round: String(round.round) }, body: { levels } }),
    onMutate: (levels) =>
      client.setQueryData<Written>(key, (before) =>
        before
          ? {
              ...before,
              second: [...before.second.filter((one) => one.participant !== me), { participant: me, levels }],
            }
          : before,
      ),
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
  });
  const firstOf = (card: ShownCard['card'], dimension: string) =>
    card.levels.find((one) => one.dimension === dimension)?.level ?? null;
  const choose = (dimension: string, level: Level) =>
    save.mutate([...levelsOf(me).filter((one) => one.dimension !== dimension), { dimension, level }]);
  const changes = cards.flatMap(({ participant, card }) =>
    participant === me
      ? []
      : levelsOf(participant)
          .filter(({ dimension, level }) => level !== firstOf(card, dimension))
          .map(({ dimension, level }) => ({ participant, dimension, from: firstOf(card, dimension), level })),
  );
  const titleOf = (dimension: string) => rubric.dimensions.find((one) => one.key === dimension)?.name ?? dimension;
  return (
    <Section title={i18n.t('Judge it again')} meta={i18n.t('Beside your card; the card stays as it was locked')}>
      {mine ? (
        <ul className={own.rows}>
          {rubric.dimensions.map(({ key: dimension, name: title }) => {
            // Somebody who judged a part of the rubric judges that part again.
            if (!mine.levels.some((one) => one.dimension === dimension)) return null;
            const first = firstOf(mine, dimension);
            const again = levelsOf(me).find((one) => one.dimension === dimension)?.level ?? first;
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
      ) : (
        <p className={text.meta}>{i18n.t('Those who hold a card judge again.')}</p>
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
      {save.isError && (
        <p role="alert" className={text.meta}>
          {save.error.message}
        </p>
      )}
    </Section>
  );
};

const levelWord = (level: Level | null): string =>
  level === null ? '–' : level === 0 ? i18n.t('not observed') : `${level} ${levelName(level)}`;
