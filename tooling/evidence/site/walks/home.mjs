import { reads } from '../reads.mjs';
import { takesAlong } from '../takes-along.mjs';

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say }) {
  await reads(tab, '.derivative', /cos/, say);
  await tab.getByLabel('A function f').fill('(3x^2 + 5)^4');
  await reads(tab, '.derivative', /24.*3.*5/s, say);
  await takesAlong(tab, say, { command: /^chainrule diff "\(3x\^2 \+ 5\)\^4"$/, program: /derivative\('\(3x\^2 \+ 5\)\^4', 'x'\)/ });
  await tab.getByLabel('A function f').fill('2x + sine(x)');
  await reads(tab, '.problem', /\^{4}.*not a function.*sin/s, say);
  await tab.getByRole('button', { name: 'x^2 - x*y + 3y^2' }).click();
  await reads(tab, '.result', /∂.*∂/s, say);
  const taken = await tab.locator('.contents').getByRole('link', { name: 'Partials' }).getAttribute('href');
  if (!taken?.endsWith('?f=x%5E2%20-%20x*y%20%2B%203y%5E2')) say(`the lab of two variables does not take the function along: ${taken}`);
  await tab.waitForTimeout(400);
  await tab.reload();
  await reads(tab, '.result', /∂.*∂/s, say);
  await tab.keyboard.press('Tab');
  if (!(await tab.locator('.skip').evaluate((link) => link === document.activeElement)))
    say('the first stop of the keyboard is not the skip link');
}
