import { gzipSync } from 'node:zlib';
import { keeps, reads } from '../reads.mjs';
import { mostHome } from '../sizes.mjs';
import { takesAlong } from '../takes-along.mjs';

/** Before the reader begins all is there, and little was fetched for it. */
async function opens(tab, say) {
  const fetched = [];
  tab.on('response', (response) => fetched.push(response));
  await tab.reload({ waitUntil: 'networkidle' });
  await tab.waitForSelector('html[data-ready]');
  await reads(tab, '.derivative', /cos/, say);
  const drawings = await tab.locator('.drawing svg').filter({ visible: true }).count();
  if (drawings !== 1) say(`${drawings} drawings are shown`);
  const scripts = await Promise.all(fetched.filter((response) => response.url().endsWith('.js')).map((response) => response.body()));
  const bytes = scripts.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  if (scripts.length === 0 || bytes > mostHome) say(`${scripts.length} scripts of ${bytes} bytes are fetched before the first input`);
  if (tab.workers().length > 0) say('a worker starts before the first input');
}

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say }) {
  await opens(tab, say);
  await tab.getByLabel('A function f').fill('(3x^2 + 5)^4');
  await reads(tab, '.derivative', /24.*3.*5/s, say);
  await takesAlong(tab, say, { command: /^chainrule diff "\(3x\^2 \+ 5\)\^4"$/, program: /derivative\('\(3x\^2 \+ 5\)\^4', 'x'\)/ });
  await tab.getByLabel('A function f').fill('2x + sine(x)');
  await reads(tab, '.problem', /\^{4}.*not a function.*sin/s, say);
  await tab.getByRole('button', { name: 'x^2 - x*y + 3y^2' }).click();
  await reads(tab, '.result', /∂.*∂/s, say);
  const taken = await tab.locator('.contents').getByRole('link', { name: 'Partials' }).getAttribute('href');
  if (!taken?.endsWith('?f=x%5E2%20-%20x*y%20%2B%203y%5E2')) say(`the lab of two variables does not take the function along: ${taken}`);
  await keeps(tab, 'the function', /f=x%5E2/, say);
  await tab.reload();
  await reads(tab, '.result', /∂.*∂/s, say);
  await tab.keyboard.press('Tab');
  if (!(await tab.locator('.skip').evaluate((link) => link === document.activeElement)))
    say('the first stop of the keyboard is not the skip link');
}
