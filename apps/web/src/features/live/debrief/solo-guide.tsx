import { type RoundState } from '@debrief/live-core';
import { Button, Section, text } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { GuideView } from '../lobby/guide-view';
import { useRoom } from '../live-context';
import { useGuide } from '../round-data';

/** The guide of a solo round, open as soon as the candidate has judged themselves. Showing it counts as having read it. */
export const SoloGuide = ({ round }: { round: RoundState }) => {
  const { length } = useRoom();
  const guide = useGuide(round.round, round.openedAt !== null, 'solo');
  return (
    <Section title={i18n.t('The guide')} meta={guide.data?.title}>
      {guide.data ? (
        <GuideView guide={guide.data} length={length} />
      ) : (
        <p role="status" className={text.meta}>
          {guide.isError ? guide.error.message : i18n.t('Opening the guide')}{' '}
          {guide.isError && (
            <Button size="s" onClick={() => void guide.refetch()}>
              {i18n.t('Try now')}
            </Button>
          )}
        </p>
      )}
    </Section>
  );
};
