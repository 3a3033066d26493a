import { i18n } from '../../shared/i18n';

const SHORTEST_PASSWORD = 10;

export const checkName = (name: string): string | undefined =>
  name.trim() ? undefined : i18n.t('Say what others should call you.');
export const checkEmail = (email: string): string | undefined =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : i18n.t('An e-mail address looks like ana@example.org.');
export const checkNewPassword = (password: string): string | undefined =>
  password.length >= SHORTEST_PASSWORD
    ? undefined
    : i18n.t('At least {n} characters. A short sentence is easy to remember.', { n: SHORTEST_PASSWORD });
