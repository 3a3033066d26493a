import { type ReactNode } from 'react';

const Icon = ({ children }: { children: ReactNode }) => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);
const slash = <path d="M2.5 2.5l11 11" />;
const microphone = (
  <>
    <rect x="6" y="1.5" width="4" height="8" rx="2" />
    <path d="M3.5 7.5a4.5 4.5 0 0 0 9 0M8 12v2.5" />
  </>
);
const camera = (
  <>
    <rect x="1.5" y="4" width="9" height="8" rx="1" />
    <path d="M10.5 7l4-2.5v7l-4-2.5" />
  </>
);

export const MicrophoneIcon = ({ off }: { off?: boolean | undefined }) => (
  <Icon>
    {microphone}
    {off && slash}
  </Icon>
);
export const CameraIcon = ({ off }: { off?: boolean | undefined }) => (
  <Icon>
    {camera}
    {off && slash}
  </Icon>
);
export const ScreenIcon = () => (
  <Icon>
    <rect x="1.5" y="2.5" width="13" height="9" rx="1" />
    <path d="M5.5 14h5M8 9V5M6 6.5L8 4.5l2 2" />
  </Icon>
);
export const DevicesIcon = () => (
  <Icon>
    <path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6" />
    <circle cx="10" cy="4.5" r="1.8" />
    <circle cx="6" cy="11.5" r="1.8" />
  </Icon>
);
export const HangUpIcon = () => (
  <Icon>
    <path d="M1.8 9.8c0-3 3-4.3 6.2-4.3s6.2 1.3 6.2 4.3c0 .9-.6 1.2-1.3 1.1l-1.9-.4c-.6-.1-.9-.5-.9-1V8.2C9 7.8 7 7.8 5.9 8.2v1.3c0 .5-.3.9-.9 1l-1.9.4c-.7.1-1.3-.2-1.3-1.1z" />
  </Icon>
);
export const HandIcon = () => (
  <Icon>
    <path d="M4.5 8.5V4a1 1 0 0 1 2 0v3.5V2.5a1 1 0 0 1 2 0v5V3.5a1 1 0 0 1 2 0v5V5.5a1 1 0 0 1 2 0V10c0 2.5-1.7 4.5-4.2 4.5-2 0-3-.8-3.9-2.3L2.6 9.5c-.5-.9.7-1.7 1.4-.9z" />
  </Icon>
);
export const LeaveIcon = () => (
  <Icon>
    <path d="M6 2.5H3v11h3M7 8h7M11.5 5.5L14 8l-2.5 2.5" />
  </Icon>
);
export const RecordIcon = ({ on }: { on: boolean }) => (
  <Icon>
    <circle cx="8" cy="8" r="4" fill={on ? 'currentColor' : 'none'} />
  </Icon>
);
