import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium as browserType } from 'playwright-core';
import { hostile } from './hostile.mjs';
import { keyboard } from './keyboard.mjs';
import { patience } from './reads.mjs';
import { stepOf } from './step-of.mjs';

const views = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

/** Walks pages, each as walks/NAME.mjs says, in every view, light and dark, and tells what is wrong. */
export async function walkAll({ pages, addressOf, base, chromium, short, pictures, tell }) {
  const browser = await browserType.launch({
    executablePath: chromium.includes('/') ? chromium : `/usr/bin/${chromium}`,
    args: ['--no-sandbox'],
  });
  // The short form takes turns: one page on a desktop and light, the next on a phone and dark; a page asked for alone both ways.
  const ways = [
    ['desktop', 'light'],
    ['phone', 'dark'],
    ['desktop', 'dark'],
    ['phone', 'light'],
  ];
  for (const [i, page] of pages.entries())
    for (const [view, colorScheme] of !short ? ways : pages.length === 1 ? ways.slice(0, 2) : [ways[i % 2]])
      await walkPage({
        browser,
        page,
        address: `${base}${addressOf(page)}`,
        base,
        options: { ...views[view], colorScheme, reducedMotion: 'reduce', permissions: ['clipboard-read', 'clipboard-write'] },
        name: `${page.path}-${view}-${colorScheme}`,
        pictures,
        tell,
      });
  await hostile({ browser, pages, addressOf, base, tell });
  await browser.close();
}

async function walkPage({ browser, page, address, base, options, name, pictures, tell }) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patience);
  const tab = await context.newPage();
  const say = (problem, error = new Error()) => tell(`${name}: ${problem}${stepOf(error)}`);
  watch(tab, base, say);
  await tab.goto(address);
  await tab.waitForSelector('html[data-ready]');
  try {
    const { walk } = await import(`./walks/${page.path}.mjs`);
    await walk({ tab, say, phone: name.includes('phone') });
  } catch (error) {
    const told = await tab.locator('.problem, .notice, [role=status]').allInnerTexts();
    const seen = told.filter((text) => text.trim() !== '').join(' | ');
    say(`the walk stopped: ${error.message.split('\n').slice(0, 3).join(' ')}; the page says: ${seen.slice(0, 300) || 'nothing'}`, error);
  }
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) say(`is ${over} pixels wider than the screen`);
  const { violations } = await new AxeBuilder({ page: tab }).analyze();
  for (const { id, nodes } of violations) say(`axe: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  await tab.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, animations: 'disabled' });
  if (!name.includes('phone')) await keyboard(tab, say);
  console.log(`walked ${name}`);
  await context.close();
}

/** Errors, refusals of the policy, and requests: none but for the site's own files. */
export function watch(tab, base, say) {
  tab.on('pageerror', ({ message }) => say(`error: ${message}`));
  tab.on('console', (message) => {
    if (message.type() === 'error') say(`console: ${message.text()}`);
  });
  tab.context().on('request', (request) => {
    const url = request.url();
    if (
      !url.startsWith('blob:') &&
      !url.startsWith(`${base}assets/`) &&
      !/(?:\/|index\.html|theme\.js|favicon\.svg)$/.test(url.split('?')[0])
    )
      say(`a request to ${url}`);
    if (!url.startsWith('blob:') && !url.startsWith(base)) say(`a request to another place: ${url}`);
    if (request.method() !== 'GET') say(`a request that sends: ${request.method()} ${url}`);
  });
}
