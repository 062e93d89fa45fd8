import { keeps, reads } from '../reads.mjs';
import { takesAlong } from '../takes-along.mjs';

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say }) {
  await reads(tab, '.quotients', /digits that are right [4-6]/, say);
  const step = tab.getByRole('slider', { name: 'The step h' });
  await step.focus();
  for (let i = 0; i < 4; i++) await tab.keyboard.press('Shift+ArrowRight');
  await reads(tab, '.quotients', /digits that are right [3-5]/, say);
  await tab.keyboard.press('Home');
  await reads(tab, '#cancel ~ p', /53 bits cancel and 0 are left|5[0-3] bits cancel/, say);
  await takesAlong(tab, say, { command: /^chainrule numdiff "sin\(x\)" --at 1 --curve$/, program: /stepSweep\(\(x\) => f\(x\), 1,/ });
  await tab.getByLabel('A function f of x').fill('abs(x)');
  await reads(tab, '.note', /abs is not/, say);
  await tab.getByLabel('A function f of x').fill('1/(x - 1)');
  await reads(tab, '.expression .problem', /no finite value/, say);
  await tab.getByRole('button', { name: 'exp(x)/x^2' }).click();
  await tab.getByRole('button', { name: 'Measure here and now' }).click();
  await tab.getByText(/For 300 weights: symbolic/).waitFor();
  const game = tab.locator('.game');
  await game.getByRole('radio').first().check();
  await game.getByRole('button', { name: 'Check the gradient' }).click();
  await reads(tab, '.verdict', /∂L\/∂\w+ is wrong|the mistake is in/, say);
  await reads(tab, '.game .table', /wrong/, say);
  await game.getByRole('button', { name: 'Another one' }).click();
  await game.getByRole('button', { name: 'Check the gradient' }).click();
  await reads(tab, '.verdict', /The mistake is in/, say);
  await keeps(tab, 'the round', /round=2/, say);
}
