import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type BrowserContext, type Page, type TestInfo } from '@playwright/test';

/** Rules of WCAG 2.2 A and AA, as axe tags them. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const home = (): string => {
  const url = process.env.JOURNEY_URL;
  if (!url) throw new Error('The set-up has not started a server.');
  return url;
};

/** Somebody with a browser of their own. All that reaches it is kept, so that it can be searched for what they may not see. */
export class Visitor {
  readonly received: string[] = [];
  readonly faults: string[] = [];
  presses = 0;
  readonly since = Date.now();

  private constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly info: TestInfo,
  ) {}

  static async arrive(browser: Browser, name: string, info: TestInfo): Promise<Visitor> {
    const { viewport, colorScheme, hasTouch, locale, timezoneId, permissions } = info.project.use;
    const context = await browser.newContext({
      ...(viewport !== undefined && { viewport }),
      ...(colorScheme !== undefined && { colorScheme }),
      ...(hasTouch !== undefined && { hasTouch }),
      ...(locale !== undefined && { locale }),
      ...(timezoneId !== undefined && { timezoneId }),
      ...(permissions !== undefined && { permissions }),
      reducedMotion: 'reduce',
    });
    // Nothing may be fetched from anywhere else, not even a font.
    await context.route(
      (url) => !['localhost', '127.0.0.1'].includes(url.hostname),
      (route) => {
        visitor.faults.push(`asked for ${route.request().url()}`);
        return route.abort();
      },
    );
    const page = await context.newPage();
    const visitor = new Visitor(name, context, page, info);
    page.on('pageerror', (error) => visitor.faults.push(`page error: ${error.message}`));
    page.on(
      'console',
      (message) =>
        message.type() === 'error' &&
        /Content Security Policy|Refused/.test(message.text()) &&
        visitor.faults.push(message.text()),
    );
    page.on('response', (response) => {
      if (response.status() >= 500) visitor.faults.push(`${response.status()} ${response.url()}`);
      if (!/\.(woff2|svg|png|css)$/.test(response.url()))
        void response.text().then(
          (body) => visitor.received.push(body),
          () => undefined,
        );
    });
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => visitor.received.push(payload.toString())),
    );
    return visitor;
  }

  /** Presses a button or link by its name, and counts it. */
  async press(name: string | RegExp, role: 'button' | 'link' | 'radio' | 'checkbox' = 'button'): Promise<void> {
    await this.page.getByRole(role, { name }).and(this.page.locator(':visible')).first().click();
    this.presses += 1;
  }

  /** Presses it where it is there; tabs and sheets exist on narrow screens only. */
  async pressIfThere(name: string | RegExp, role: 'button' | 'tab' = 'button'): Promise<boolean> {
    const target = this.page.getByRole(role, { name }).and(this.page.locator(':visible')).first();
    if (!(await target.isVisible())) return false;
    await target.click();
    return true;
  }

  /** A picture for the people, and axe for everybody: no screen passes with a fault. */
  async look(screen: string): Promise<void> {
    await this.page.evaluate(() => document.fonts.ready);
    await this.page.screenshot({ path: this.info.outputPath(`${screen}-${this.name}.png`), animations: 'disabled' });
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(RULES).analyze();
    expect(
      violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`).join(' | ')}`,
      ),
      `axe on ${screen} of ${this.name}`,
    ).toEqual([]);
    const isWide = await this.page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
    expect(isWide, `${screen} of ${this.name} scrolls sideways`).toBe(false);
  }

  /** Searches everything that reached this browser for words it may not have: plain, base64, URL- and JSON-escaped. */
  neverReceived(secrets: readonly string[]): void {
    const all = this.received.join('\n');
    for (const secret of secrets) {
      const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2);
      const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64];
      expect(
        forms.filter((form) => form.length > 8 && all.includes(form)),
        `${this.name} received “${secret}”`,
      ).toEqual([]);
    }
  }

  /** Ends the visit; whatever went wrong in the page on the way fails the test. */
  async leave(): Promise<void> {
    await this.context.close();
    expect(this.faults, `faults in the browser of ${this.name}`).toEqual([]);
  }
}
