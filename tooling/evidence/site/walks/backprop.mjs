import { keeps, reads } from '../reads.mjs';
import { takesAlong } from '../takes-along.mjs';

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say }) {
  await reads(tab, '.drawing svg', /\(w\*x \+ b - y\)\^2|gradient 4|value 1/s, say);
  await tab.getByRole('button', { name: 'Begin' }).click();
  await reads(tab, '.says', /^Forward 1 of/, say);
  await reads(tab, '.drawing svg', /value …/, say);
  const line = tab.getByLabel('Step', { exact: true });
  await line.focus();
  await tab.keyboard.press('End');
  await reads(tab, '.says', /^Backward \d+ of \d+: \w goes into/, say);
  await tab.keyboard.press('ArrowLeft');
  await tab.getByRole('button', { name: 'sin(x)*x' }).click();
  await line.press('End');
  await reads(tab, '.says', /what comes back is added: .* \+ .* = /, say);
  await tab.getByLabel('x =').fill('0.5');
  await tab.getByLabel('x =').press('Enter');
  await reads(tab, '.says', /= 0\.9182/, say);
  await keeps(tab, 'the values', /at=x%3D0\.5/, say);
  await tab.reload();
  await reads(tab, '.says', /= 0\.9182/, say);
  await tab.getByRole('button', { name: 'a network of two layers' }).click();
  await reads(tab, '#nodes ~ .table', /tanh\(b1 \+ w1\*x\)|tanh\(w1\*x \+ b1\)/, say);
  await takesAlong(tab, say, {
    command: /^chainrule trace ".*" --at b1=0\.1,b2=-0\.3,c=0\.2,t=1,/,
    program: /backpropFormula\(parse\('.*'\), point\)/,
    table: 'node,',
  });
  await tab.getByRole('button', { name: 'Play' }).click();
  await reads(tab, '.says', /^Forward [2-9] of/, say);
  await tab.getByRole('button', { name: 'Pause' }).click();
}
