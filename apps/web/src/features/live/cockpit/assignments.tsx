import { Button, Chip, Section, text } from '@debrief/ui';
import { isLead, type RoundState } from '@debrief/live-core';
import { i18n } from '../../../shared/i18n';
import { useLive, useMe, useNames, useRoom, useSend } from '../live-context';
import styles from './cockpit.module.css';

interface Props {
  round: RoundState;
  dimensions: readonly { key: string; name: string }[];
}

/** Which dimensions each scorer's card has. For the lead, until scoring starts; the candidate never hears of it. */
export const Assignments = ({ round, dimensions }: Props) => {
  const room = useRoom();
  const me = useMe();
  const name = useNames();
  const send = useSend();
  const assigned = useLive((state) => state.panels[round.round]?.assigned) ?? {};
  const mayAssign = isLead(room, me, round.round) && (round.stage === 'brief' || round.stage === 'interview');
  if (!mayAssign || round.scorers.length < 2 || dimensions.length === 0) return null;
  const assign = (participant: string, keys: string[] | null) =>
    send('scorer.assign', { round: round.round, participant, dimensions: keys });
  const watching = round.scorers.filter((one) => round.observers.includes(one));
  const deal = async () => {
    for (const [index, participant] of watching.entries()) {
      const dimension = dimensions[index % dimensions.length];
      if (dimension) await assign(participant, [dimension.key]);
    }
  };
  const toggle = (participant: string, key: string) => {
    const before = assigned[participant] ?? [];
    const after = before.includes(key) ? before.filter((each) => each !== key) : [...before, key];
    void assign(participant, after.length > 0 ? after : null);
  };
  const wordsOf = (participant: string): string =>
    assigned[participant]
      ? dimensions
          .filter(({ key }) => assigned[participant]?.includes(key))
          .map((each) => each.name)
          .join(', ')
      : i18n.t('all dimensions');
  return (
    <Section
      title={i18n.t('Who judges what')}
      meta={i18n.t('{count} cards', { count: round.scorers.length })}
      level="h3"
    >
      <p className={text.meta}>
        {i18n.t('A dimension that somebody does not judge is not on their card. Everybody judges the whole.')}
      </p>
      {watching.length > 0 && (
        <Button size="s" className={styles.deal} onClick={() => void deal()}>
          {i18n.t('One dimension each for those who watch')}
        </Button>
      )}
      <ul className={styles.assign}>
        {round.scorers.map((participant) => (
          <li key={participant}>
            <details>
              <summary>
                <b>{name(participant)}</b> <span>{wordsOf(participant)}</span>
              </summary>
              <span
                className={styles.kinds}
                role="group"
                aria-label={i18n.t('What {name} judges', { name: name(participant) })}
              >
                <Chip pressed={!assigned[participant]} onClick={() => void assign(participant, null)}>
                  {i18n.t('all')}
                </Chip>
                {dimensions.map((dimension) => (
                  <Chip
                    key={dimension.key}
                    pressed={assigned[participant]?.includes(dimension.key) ?? false}
                    onClick={() => toggle(participant, dimension.key)}
                  >
                    {dimension.name}
                  </Chip>
                ))}
              </span>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** Said to a scorer while they watch: which of the dimensions are theirs. */
export const MyDimension = ({ round, dimension }: { round: RoundState; dimension: string }) => {
  const own = useLive((state) => state.self.assigned[round.round]);
  return own?.includes(dimension) ? <span className={styles.myDuty}>{i18n.t('on your card')}</span> : null;
};
