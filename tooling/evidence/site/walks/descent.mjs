import { drag } from '../drag.mjs';
import { keeps, reads } from '../reads.mjs';
import { takesAlong } from '../takes-along.mjs';

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say, phone }) {
  await reads(tab, '.runs', /rate 0\.01: converging.*rate 0\.1: converged.*rate 0\.9: swinging.*rate 1\.1: diverged/s, say);
  await reads(tab, '.readings', /a step leaves0\.54\d*.*in theory0\.5477.*safe rate1.*curvatures1/s, say);
  const start = tab.getByRole('slider', { name: 'Where the descents begin' });
  await start.focus();
  await tab.keyboard.press('Home');
  await reads(tab, '.runs', /rate 0\.01: converging.*ends at −2\.4/s, say);
  if (!phone) {
    await drag(tab, start, 80, 0);
    await keeps(tab, 'the start', /[?&]x=-(?!12(&|$))\d/, say);
  }
  const rates = tab.getByRole('textbox', { name: 'Learning rates' });
  await rates.fill('0.5, fast');
  await reads(tab, '.rates .problem', /“fast” is no learning rate/, say);
  await rates.fill('0.5, 1.5');
  await reads(tab, '.runs', /rate 0\.5: converged.*rate 1\.5: diverged.*largest safe/s, say);
  await tab.getByLabel('The rate', { exact: true }).selectOption('cosine');
  await tab.locator('svg#rates').waitFor();
  await tab.getByRole('button', { name: 'x^2 + 10y^2' }).click();
  await reads(tab, '.readings', /curvatures10/s, say);
  await tab.getByRole('button', { name: 'Go to the fastest' }).click();
  // ((√20 − √2)/(√20 + √2))² is the momentum, and its root what a step leaves.
  await reads(tab, '.readings', /a step leaves0\.5\d*.*in theory0\.51\d*/s, say);
  await takesAlong(tab, say, {
    command: /^chainrule descend "x\^2 \+ 10y\^2" --from x=-2,y=1 --rates 0\.01,0\.05,0\.095,0\.102 --steps 40 # the rates/,
    program: /learningRate: cosine\(\{ from: rate, steps \}\)/,
  });
  await tab.getByRole('button', { name: 'Show all of the paths' }).click();
  await tab.getByLabel('A function f to descend').fill('x*y*z');
  await reads(tab, '.problem', /3 variables are more/, say);
  await tab.getByRole('button', { name: 'abs(x)' }).click();
  await reads(tab, '.runs', /rate 0\.9/, say);
  await reads(tab, '[aria-labelledby=many-rates] .problem', /does not curve upwards/, say);
  await tab.locator('svg#map').waitFor({ state: 'detached' });
  await tab.getByRole('button', { name: 'Show the three' }).click();
  const batches = '[aria-labelledby=batches] .readings';
  await reads(tab, batches, /5 a step.*after 30 steps.*2 a step.*after 90 steps.*1 a step.*after 150 steps/s, say);
  await tab.getByLabel('epochs').focus();
  await tab.keyboard.press('End');
  await reads(tab, batches, /after 500 steps/, say);
}
