import { drag } from '../drag.mjs';
import { keeps, reads, until } from '../reads.mjs';
import { takesAlong } from '../takes-along.mjs';

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say, phone }) {
  await reads(tab, '.readings', /∂f\/∂x−1\.92.*∂f\/∂y2.*steepest2\.772/s, say);
  const point = tab.getByRole('slider', { name: 'The point' });
  await point.focus();
  for (let i = 0; i < 2; i++) await tab.keyboard.press('Shift+ArrowRight');
  await reads(tab, '.readings', /∂f\/∂x6\.72/s, say);
  if (!/gradient 6\.72, 2/.test(await point.getAttribute('aria-valuetext'))) say('the point does not say its gradient');
  const direction = tab.getByRole('slider', { name: 'The direction u', exact: true });
  if (!phone) {
    const slopes = () => tab.locator('.readings').textContent();
    const before = await slopes();
    await drag(tab, point, -120, 60);
    if ((await until(tab, slopes, (now) => now !== before)) === before) say('dragging the point changes nothing');
    await drag(tab, direction, -90, 60);
    await keeps(tab, 'the direction that was dragged', /[?&]u=/, say);
  }
  await tab.getByLabel('direction °').focus();
  await tab.keyboard.press('Home');
  await reads(tab, '.readings', /along u/s, say);
  const degrees = await until(
    tab,
    () => direction.getAttribute('aria-valuetext'),
    (text) => /^−180 degrees/.test(text),
  );
  if (!/^−180 degrees/.test(degrees)) say(`the direction does not follow its slider: ${degrees}`);
  await tab.getByLabel('A function f of x and y').fill('x^4 + y^4 - 4x*y');
  await tab.getByRole('button', { name: 'Find where' }).click();
  await reads(tab, '.found ~ .table', /saddle.*minimum/s, say);
  await tab.getByRole('button', { name: 'Go there' }).last().click();
  await reads(tab, '.readings', /∂f\/∂x0.*∂f\/∂y0/s, say);
  await reads(tab, '.curvature', /like a bowl/, say);
  await takesAlong(tab, say, {
    command: /^chainrule gradient "x\^4 \+ y\^4 - 4x\*y" --wrt x,y --at x=1,y=1$/,
    program: /criticalPoints\(f, \['x', 'y'\]\)/,
  });
  await tab.getByLabel('A function f of x and y').fill('x + z');
  await reads(tab, '.problem', /another variable/, say);
  await tab.getByRole('button', { name: 'x^2 - y^2' }).click();
  await reads(tab, '.curvature', /saddle/, say);
}
