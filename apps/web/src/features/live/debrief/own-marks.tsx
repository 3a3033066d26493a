import { type RoundState } from '@debrief/live-core';
import { Button, Section, text } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { moment } from '../clock-words';
import { useMyMarks } from '../cockpit/use-marks';
import { firstName, useMe, useNames, useRoom, useSend } from '../live-context';
import { markKindName } from '../../../shared/score-names';
import { Glyph } from '../parts';
import styles from './debrief.module.css';

/** Marks that are not on a card stay their author's, unless the author shows one here. */
export const OwnMarks = ({ round, nameOf }: { round: RoundState; nameOf: (dimension: string) => string }) => {
  const marks = useMyMarks(round.round);
  const me = useMe();
  const { status } = useRoom();
  const name = useNames();
  const send = useSend();
  const shared = round.sharedMarks;
  const kept = marks.filter(({ mark }) => !shared.some((each) => each.mark === mark));
  if (!shared.length && !kept.length) return null;
  const line = (mark: Pick<(typeof marks)[number], 'kind' | 'words' | 'dimension'>) => (
    <span>
      <Glyph kind={mark.kind} /> <b>{markKindName(mark.kind)}</b> {nameOf(mark.dimension)}{' '}
      {mark.words && <q className={styles.words}>{mark.words}</q>}
    </span>
  );
  return (
    <Section
      title={i18n.t('Marks')}
      meta={kept.length ? i18n.t('Yours until you share one') : undefined}
      className={styles.hints}
    >
      <ul>
        {shared.map((mark) => (
          <li key={mark.mark}>
            <span className={styles.at}>{moment(mark.to, round.startedAt)}</span>
            <div className={styles.markLine}>
              {line(mark)}
              <span className={text.small}>
                {mark.participant === me
                  ? i18n.t('You shared this')
                  : i18n.t('{name} shared this', { name: firstName(name(mark.participant)) })}
              </span>
            </div>
          </li>
        ))}
        {kept.map((mark) => (
          <li key={mark.mark}>
            <span className={styles.at}>{moment(mark.to, round.startedAt)}</span>
            <div className={styles.markLine}>
              {line(mark)}
              {status !== 'ended' && (
                <Button
                  size="s"
                  kind="quiet"
                  onClick={() => void send('mark.share', { round: round.round, mark: mark.mark })}
                >
                  {i18n.t('Share')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
};
