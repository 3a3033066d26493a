import { Button } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { browserOf, fixOf, type MediaKind } from './media-problem';
import styles from './call.module.css';

/** What keeps a device from working, the setting that changes it, and one press to try again. */
export const FixNotes = ({ desk, kinds = ['camera', 'microphone'] }: { desk: CallDesk; kinds?: MediaKind[] }) => {
  const { problems } = useDeskState(desk);
  const browser = browserOf(navigator.userAgent);
  const microphone = problems.microphone;
  const isOne = microphone !== undefined && microphone === problems.camera && kinds.length > 1;
  const shown = kinds.filter((kind) => problems[kind] !== undefined && !(isOne && kind === 'camera'));
  return (
    <div role="status" className={styles.fixes}>
      {shown.map((kind) => {
        const problem = problems[kind];
        if (!problem) return null;
        const { title, fix } = fixOf(problem, kind, browser);
        return (
          <div key={kind} className={styles.fix}>
            <b>
              {!isOne
                ? title
                : problem === 'blocked'
                  ? i18n.t('Camera and microphone are blocked for this site.')
                  : problem === 'missing'
                    ? i18n.t('No camera and no microphone were found.')
                    : title}
            </b>
            <p>{fix}</p>
            {problem !== 'insecure' && (
              <Button
                size="s"
                onClick={() =>
                  void (kind === 'screen'
                    ? desk.toggleScreen()
                    : desk.open(isOne ? { microphone: true, camera: true } : { [kind]: true }))
                }
              >
                {i18n.t('Try again')}
              </Button>
            )}{' '}
            <Button size="s" kind="quiet" onClick={() => (isOne ? desk.chooseText() : desk.forgetProblem(kind))}>
              {i18n.t('Go on without')}
            </Button>
          </div>
        );
      })}
    </div>
  );
};
