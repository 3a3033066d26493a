import { type ReactNode } from 'react';
import { inputClass } from '@debrief/ui';
import { i18n } from '../../../shared/i18n';
import { useDeskState } from './call-context';
import { type CallDesk } from './call-desk';
import { type Device } from './devices';
import { EchoTest } from './echo-test';
import { LevelMeter } from './level-meter';
import styles from './call.module.css';

/** Which camera, microphone and speaker, with what each does now. Only kinds the browser tells of are shown. */
export const Pickers = ({ desk, hears }: { desk: CallDesk; hears?: boolean }) => {
  const { devices, choices, audio, video, isMuted } = useDeskState(desk);
  return (
    <div className={styles.pickers}>
      {!hears && (
        <>
          <Picker
            label={i18n.t('Camera')}
            devices={devices.cameras}
            value={video?.getSettings().deviceId ?? choices.camera}
            onChange={(id) => void desk.choose('camera', id)}
          />
          <Picker
            label={i18n.t('Microphone')}
            devices={devices.microphones}
            value={audio?.getSettings().deviceId ?? choices.microphone}
            onChange={(id) => void desk.choose('microphone', id)}
          >
            {audio && !isMuted && <LevelMeter track={audio} />}
          </Picker>
        </>
      )}
      {'setSinkId' in HTMLMediaElement.prototype && (
        <Picker
          label={i18n.t('Speaker')}
          devices={devices.speakers}
          value={choices.speaker}
          onChange={(id) => void desk.choose('speaker', id)}
        />
      )}
      {audio && <EchoTest audio={audio} speaker={choices.speaker} />}
    </div>
  );
};

const Picker = ({
  label,
  devices,
  value,
  onChange,
  children,
}: {
  label: string;
  devices: Device[];
  value: string | null;
  onChange: (id: string | null) => void;
  children?: ReactNode;
}) => {
  if (devices.length === 0) return null;
  const isKnown = devices.some(({ id }) => id === value);
  return (
    <label className={styles.picker}>
      <span>{label}</span>
      <select
        className={inputClass}
        value={isKnown ? (value ?? '') : ''}
        onChange={(event) => onChange(event.target.value || null)}
      >
        {!isKnown && <option value="">{i18n.t('The usual one')}</option>}
        {devices.map(({ id, label: name }, index) => (
          <option key={id} value={id}>
            {name || i18n.t('{label} {n}', { label, n: index + 1 })}
          </option>
        ))}
      </select>
      {children}
    </label>
  );
};
