import { reads } from '../reads.mjs';
import { copies } from '../takes-along.mjs';

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say }) {
  await reads(tab, '.marked', /sin.*cos/s, say);
  await tab.locator('.tree button', { hasText: 'product' }).focus();
  await tab.keyboard.press('ArrowDown');
  await tab.keyboard.press('ArrowDown');
  await reads(tab, '.detail', /Chain|chain/, say);
  if ((await tab.locator('.marked [data-lit]').count()) !== 1) say('the step’s part is not lit in the formula');
  const quiz = tab.locator('section', { hasText: 'Write the steps yourself' });
  await quiz.getByLabel('Line 1 of 6').fill('2x');
  await quiz.getByRole('button', { name: 'Check' }).click();
  await quiz.getByLabel('Line 2 of 6').waitFor();
  await quiz.getByLabel('Line 2 of 6').fill('x +');
  await quiz.getByRole('button', { name: 'Check' }).click();
  await reads(tab, '.own-line .problem', /\^/, say);
  for (let i = 0; i < 5; i++) await quiz.getByRole('button', { name: 'Show me' }).click();
  await reads(tab, '.judged.equal', /1 of 6/, say);
  const own = tab.getByLabel('Your derivative by x');
  await own.fill('2x cos(3x + 1)');
  await own.press('Enter');
  await reads(tab, '.judged.different', /Not quite|Not equal/, say);
  await own.fill('2x*sin(3x+1) + 3x^2*cos(1+3x)');
  await own.press('Enter');
  await tab.getByText('Right.', { exact: true }).waitFor();
  const takes = tab.locator('.takes');
  await copies(takes, 'command', /^chainrule steps /, say);
  await copies(takes, 'LaTeX', /\\frac\{d\}\{dx\}/, say);
  await tab.getByRole('button', { name: 'x^x' }).click();
  await reads(tab, '.marked', /ln|log/, say);
}
