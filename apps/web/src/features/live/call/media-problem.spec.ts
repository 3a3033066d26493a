import { browserOf, fixOf, problemOf } from './media-problem';

const AGENTS = {
  chrome: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  safari: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15',
  ios: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/150.0 Mobile Safari/604.1',
  android: 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36',
};

describe('what keeps a device from working', () => {
  it('is read from the browser’s refusal', () => {
    const refused = (name: string) => problemOf(new DOMException('no', name));
    expect(['NotAllowedError', 'NotFoundError', 'NotReadableError', 'Weird'].map(refused)).toEqual([
      'blocked',
      'missing',
      'busy',
      'unknown',
    ]);
  });

  it('is told with the setting of the very browser', () => {
    for (const [name, agent] of Object.entries(AGENTS)) expect(browserOf(agent)).toBe(name);
    const fixes = Object.values(AGENTS).map((agent) => fixOf('blocked', 'microphone', browserOf(agent)).fix);
    expect(new Set(fixes).size).toBeGreaterThanOrEqual(5);
    for (const fix of fixes) expect(fix).toMatch(/Microphone|microphone/);
  });

  it('without https names the settings of whoever runs the server', () => {
    expect(fixOf('insecure', 'camera', 'chrome').fix).toMatch(/TLS_CERT.*README/);
  });
});
