import { Pill } from '@debrief/ui';
import { i18n } from '../../shared/i18n';
import { useMe } from '../../shared/me';
import { timeOf } from '../../shared/days';
import { type SaveState } from './use-draft';

/** Where the words are. */
export const SavePill = ({ state }: { state: SaveState }) => {
  const zone = useMe().data?.me?.timeZone;
  return (
    <span role="status">
      <Pill tone={state.kind === 'saved' ? 'ok' : state.kind === 'saving' || state.kind === 'held' ? 'warn' : 'off'}>
        {state.kind === 'saved'
          ? i18n.t('Saved {time}', { time: timeOf(state.at, zone) })
          : state.kind === 'saving'
            ? i18n.t('Saving')
            : state.kind === 'offline'
              ? i18n.t('Saved here, will sync')
              : state.kind === 'held'
                ? i18n.t('Saved here, waits for your choice')
                : i18n.t('Not saved')}
      </Pill>
    </span>
  );
};
