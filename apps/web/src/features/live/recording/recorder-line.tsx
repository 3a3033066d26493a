import { type LiveCall } from '@debrief/client';
import { ErrorNote, text } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { useRecorder } from './use-recorder';

/** Runs the recorder of this tab, and speaks only when sound waits here or is not kept. */
export const RecorderLine = ({ call }: { call: LiveCall | null }) => {
  const state = useRecorder(call);
  if (!state) return null;
  if (state.problem) return <ErrorNote title={i18n.t('Sound is missing')} kept={state.problem.message} />;
  if (state.waiting < 5) return null;
  return (
    <p className={text.meta} role="status">
      {i18n.t('{n} s of sound are kept on this device until the server has them.', { n: state.waiting })}
    </p>
  );
};
