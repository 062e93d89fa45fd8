import { drag } from '../drag.mjs';
import { keeps, reads } from '../reads.mjs';
import { takesAlong } from '../takes-along.mjs';

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say, phone }) {
  await reads(tab, '.readings', /secant−0\.70833.*tangent0\.125/s, say);
  const point = tab.getByRole('slider', { name: 'The point x' });
  await point.focus();
  for (let i = 0; i < 3; i++) await tab.keyboard.press('Shift+ArrowRight');
  await reads(tab, '.readings', /tangent−0\.595/s, say);
  if (!/x is 0\.9/.test(await point.getAttribute('aria-valuetext'))) say('the handle does not say where it is');
  if (!phone) {
    await drag(tab, point, -150, 0);
    await reads(tab, '.readings', /tangent−?0\.[0-49]/s, say);
  }
  await tab.getByRole('button', { name: 'Let h shrink' }).click();
  await keeps(tab, 'h', /h=0\.001/, say);
  await tab.getByRole('button', { name: 'Sweep' }).click();
  await reads(tab, '.readings', /tangent7/s, say);
  await takesAlong(tab, say, { command: /^chainrule diff "x\^3\/6 - x \+ 1" --at 4$/, program: /forward\(\{ order: 1, step \}\)/ });
  await tab.getByLabel('A function f of x').fill('x*y');
  await reads(tab, '.problem', /another variable/, say);
  await tab.getByLabel('A function f of x').fill('gamma(x + 6)');
  await reads(tab, '.formula', /ψ|Γ/, say);
  await tab.getByRole('button', { name: '1/x' }).click();
  await reads(tab, '.formula', /−.*1.*x.*2/s, say);
}
