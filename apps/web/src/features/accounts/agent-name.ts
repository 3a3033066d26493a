import { i18n } from '../../shared/i18n';

const browsers = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS|Chromium/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const;
const systems = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const;
const first = (agent: string, table: readonly (readonly [RegExp, string])[]) =>
  table.find(([pattern]) => pattern.test(agent))?.[1];

/** `Firefox on Linux` from a User-Agent header: enough to tell one's own browsers apart. */
export const agentName = (agent: string): string => {
  const browser = first(agent, browsers) ?? i18n.t('A browser');
  const system = first(agent, systems);
  return system ? i18n.t('{browser} on {system}', { browser, system }) : browser;
};
