import { patience } from './reads.mjs';
import { watch } from './walk.mjs';

const bad = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  '('.repeat(1900),
  `${'sin('.repeat(400)}x${')'.repeat(400)}`,
  '9^9^9^9',
  '(x+1)^100000',
  '1/0 + x',
  'constructor(x)',
  '__proto__',
  '\u0000\u202e\ud800',
  '',
];

/** What is typed where a page has a box for a formula; the walk of another page may have a `hostile` of its own. */
const formulas = {
  parameter: 'f',
  async type({ tab, say }) {
    const box = tab.locator('.expression input').first();
    for (const text of bad) {
      await box.fill(text);
      await tab.waitForTimeout(150);
    }
    await box.fill('x^3');
    // The worker may have to be ended first, after five seconds.
    const ok = await tab
      .waitForFunction(() => document.querySelector('.expression input').getAttribute('aria-invalid') === 'false', undefined, {
        timeout: patience,
      })
      .catch(() => undefined);
    if (ok === undefined) say(`does not answer any more: ${await tab.locator('.problem').first().textContent()}`);
  },
};

/** Puts hostile formulas into every page, typed and by address: nothing may run, leave the page, or stop it from answering afterwards. */
export async function hostile({ browser, pages, addressOf, base, tell }) {
  for (const page of pages) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    const say = (problem) => tell(`${page.path}, hostile: ${problem}`);
    watch(tab, base, say);
    tab.on('dialog', (dialog) => {
      say('a script of the input ran');
      void dialog.dismiss();
    });
    const first = encodeURIComponent(bad[0]);
    await tab.goto(
      `${base}${addressOf(page)}?f=${first}&a=${first}&init=__proto__&remedy=constructor&x=NaN&h=1e999&seed=-1e9&constructor=1&__proto__=2&${'q'.repeat(3000)}=1`,
    );
    await tab.waitForSelector('html[data-ready]');
    const { hostile: own = formulas } = await import(`./walks/${page.path}.mjs`);
    if (own === formulas && (await tab.locator('.expression input').count()) === 0) {
      // Nothing can be typed here: what the address says must leave the page as it is.
      await tab.waitForSelector('.drawing svg', { timeout: patience }).catch(() => say('a link leaves it empty'));
      await context.close();
      console.log(`hostile link to ${page.path}`);
      continue;
    }
    await tab.goto(`${base}${addressOf(page)}?${own.parameter}=${encodeURIComponent('x'.repeat(5000))}`);
    await tab.waitForSelector('html[data-ready]');
    if (
      !/longer than/.test(
        (await tab
          .locator('.notice')
          .first()
          .textContent({ timeout: patience })
          .catch(() => '')) ?? '',
      )
    )
      say('a link that is too long is not reported');
    await own.type({ tab, say });
    await context.close();
    console.log(`hostile input on ${page.path}`);
  }
}
