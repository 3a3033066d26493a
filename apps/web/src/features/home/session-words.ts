import { type SessionView } from '@debrief/contracts';
import { i18n } from '../../shared/i18n';
import { interviewMinutes, interviewTypeTitle } from '../../shared/interview-names';

export const listOf = (names: string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(names);

/** `Product sense with Tomasz Wilk`, or without a partner as long as nobody has come. */
export const sessionTitle = ({ type, format, people, participant }: SessionView): string => {
  const others = people.filter((person) => person.participant !== participant).map(({ name }) => name);
  const what =
    format === 'solo' ? i18n.t('{type}, alone', { type: interviewTypeTitle(type) }) : interviewTypeTitle(type);
  return others.length ? i18n.t('{what} with {names}', { what, names: listOf(others) }) : what;
};
export const lengthWords = ({ type, length, format }: SessionView): string => {
  const minutes = interviewMinutes(type, length, format);
  return format === 'swap'
    ? i18n.t('{minutes} min each, then you swap', { minutes })
    : i18n.t('{minutes} min', { minutes });
};
/** What the one button of an open session says. */
export const wayIn = ({ status }: SessionView): string =>
  status === 'lobby' ? i18n.t('Open the lobby') : i18n.t('Go back in');
