import { i18n } from '../../../shared/i18n';

export type MediaKind = 'microphone' | 'camera' | 'screen';
/** Why the browser gives no device. `gone`: it was there and was unplugged or taken away. */
export type MediaProblem = 'insecure' | 'blocked' | 'missing' | 'busy' | 'gone' | 'unknown';
export type BrowserName = 'chrome' | 'edge' | 'firefox' | 'safari' | 'ios' | 'android' | 'other';

/** Reads a browser's refusal. */
export const problemOf = (error: unknown): MediaProblem => {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'blocked';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'unknown';
};

/** Only as fine as the settings differ; phones come first, because all their browsers share the phone's settings. */
export const browserOf = (userAgent: string): BrowserName => {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios';
  if (/Android/.test(userAgent)) return 'android';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Edg\//.test(userAgent)) return 'edge';
  if (/Chrome\/|Chromium\//.test(userAgent)) return 'chrome';
  return /Safari\//.test(userAgent) ? 'safari' : 'other';
};

const device = (kind: MediaKind): string =>
  kind === 'camera' ? i18n.t('camera') : kind === 'microphone' ? i18n.t('microphone') : i18n.t('screen');

const unblock = (kind: MediaKind, browser: BrowserName): string => {
  const setting = kind === 'camera' ? i18n.t('Camera') : i18n.t('Microphone');
  switch (browser) {
    case 'chrome':
    case 'edge':
      return i18n.t('Press the sign at the left of the address, set {setting} to Allow, then try again here.', {
        setting,
      });
    case 'firefox':
      return i18n.t(
        'Press the crossed-out {device} at the left of the address, remove “Blocked”, then try again here.',
        { device: device(kind) },
      );
    case 'safari':
      return i18n.t('In the menu choose Safari, Settings for this website, set {setting} to Allow, then try again.', {
        setting,
      });
    case 'ios':
      return i18n.t(
        'Press the sign at the side of the address, Website settings, {setting}, Allow. If it is not there: Settings of the phone, your browser, {setting}.',
        { setting },
      );
    case 'android':
      return i18n.t(
        'Press the sign at the left of the address, Permissions, {setting}, Allow. If it is not there: Settings of the phone, Apps, your browser, Permissions.',
        { setting },
      );
    case 'other':
      return i18n.t('Allow the {device} for this site in the settings of the browser, then try again here.', {
        device: device(kind),
      });
  }
};

export interface Fix {
  /** What happened. */
  title: string;
  /** What to press or set, and where. */
  fix: string;
}

/** A browser's refusal in words: what happened, and the setting that changes it. */
export const fixOf = (problem: MediaProblem, kind: MediaKind, browser: BrowserName): Fix => {
  const what = { device: device(kind) };
  if (kind === 'screen')
    return problem === 'blocked'
      ? {
          title: i18n.t('No screen was chosen.'),
          fix: i18n.t(
            'Press Share again and choose one. On a Mac the browser also needs System settings, Privacy, Screen recording.',
          ),
        }
      : { title: i18n.t('The screen could not be shared.'), fix: i18n.t('Everything else goes on. Try once more.') };
  switch (problem) {
    case 'insecure':
      return {
        title: i18n.t('This page came without https, so the browser gives it no {device}.', what),
        fix: i18n.t(
          'Whoever runs this server sets TLS_CERT and TLS_KEY, or puts a proxy with https in front; the README says how under “Invite somebody on another machine”. Until then you can take part by text.',
        ),
      };
    case 'blocked':
      return { title: i18n.t('The {device} is blocked for this site.', what), fix: unblock(kind, browser) };
    case 'missing':
      return {
        title: i18n.t('No {device} was found.', what),
        fix: i18n.t('Plug one in, or switch it on; this page notices. You can go on without it.'),
      };
    case 'busy':
      return {
        title: i18n.t('The {device} does not start. Another app may be using it.', what),
        fix: i18n.t('Close other calls and apps that use it, then try again here.'),
      };
    case 'gone':
      return {
        title: i18n.t('The {device} is gone.', what),
        fix: i18n.t('It was unplugged or taken by another app. Plug it in, or choose another one.'),
      };
    case 'unknown':
      return {
        title: i18n.t('The {device} could not be started.', what),
        fix: i18n.t('Try again, or choose another one. You can go on without it.'),
      };
  }
};
