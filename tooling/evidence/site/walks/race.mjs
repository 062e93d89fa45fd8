import { drag } from '../drag.mjs';
import { keeps, reads } from '../reads.mjs';
import { takesAlong } from '../takes-along.mjs';

/** Optimizers that are up to no good, and what the page must say of them. */
const hostile = (base) => [
  { what: 'loops forever', code: 'while (true);', says: /did not finish within 3 seconds, and was ended/ },
  {
    what: 'calls out',
    code: `fetch('${base}assets/stolen.js?fetch').catch(() => undefined); new WebSocket('ws${base.slice(4)}assets/'); const r = new XMLHttpRequest(); r.open('GET', '${base}assets/stolen.js?xhr', false); r.send();`,
    says: /failed: .*(XMLHttpRequest|insecure|refused|denied|WebSocket)/i,
  },
  { what: 'loads code', code: `importScripts('${base}assets/stolen.js?import');`, says: /failed: .*importScripts/ },
  { what: 'reaches for the page', code: 'parent.document.title = "stolen";', says: /failed: .*(parent|document)/ },
  { what: 'evaluates text', code: 'new Function("return 1")();', says: /failed: .*(eval|string)/i },
  {
    what: 'takes all memory',
    code: 'const all = []; for (;;) all.push(new Float64Array(2e7).fill(1));',
    says: /failed: .*(memory|allocation)|was ended/i,
  },
  { what: 'forges an answer', code: 'postMessage({ path: { points: "many", values: [] } });', says: /is no path/ },
  { what: 'is none', code: 'export default 7', says: /failed: .*not a chainrule plugin/ },
  { what: 'is no program', code: 'export default {{', says: /failed: .*SyntaxError/ },
];

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say, phone }) {
  const base = new URL('../', tab.url()).href;
  await reads(tab, '.table', /After step 150.*lbfgs/s, say);
  const start = tab.getByRole('slider', { name: 'The start' });
  await start.focus();
  await tab.keyboard.press('Shift+ArrowRight');
  await keeps(tab, 'the start', /[?&]x=-1\.1/, say);
  if (!phone) {
    await drag(tab, start, 60, 40);
    await keeps(tab, 'the start that was dragged', /[?&]x=-?(?!1\.1(&|$))\d/, say);
  }
  await tab.getByLabel('step', { exact: true }).focus();
  await tab.keyboard.press('Home');
  await reads(tab, '.table caption', /After step 0/, say);
  await tab.getByRole('button', { name: 'One on' }).click();
  await reads(tab, '.table caption', /After step 1,/, say);
  await tab.getByRole('button', { name: 'Race', exact: true }).click();
  await reads(tab, '.table caption', /After step 150/, say);
  await tab.getByLabel('rmsprop', { exact: true }).first().uncheck();
  await tab.getByLabel('lion', { exact: true }).check();
  await reads(tab, '.table', /lion/, say);
  if (await tab.getByLabel('yogi', { exact: true }).isEnabled()) say('more can be chosen than there are colours');
  await takesAlong(tab, say, {
    command: /^chainrule descend .* --optimizers sgd --rates 0\.01\n.* --optimizers lion --rates 0\.03$/s,
    program: /lion\(\{ learningRate: 0\.03 \}\)/,
  });
  await tab.getByRole('button', { name: 'Show the surface' }).click();
  await tab.locator('svg#surface path.p').first().waitFor({ state: 'attached' });
  const fill = await tab
    .locator('svg#surface path.h3')
    .first()
    .evaluate((piece) => getComputedStyle(piece).fill);
  if (fill === 'rgb(0, 0, 0)') say('the surface has no colours');
  await tab.getByLabel('turn °').focus();
  await tab.keyboard.press('ArrowRight');

  const pasted = tab.getByLabel('The plugin');
  const race = tab.getByRole('button', { name: 'Let it race' });
  const example = await pasted.inputValue();
  await race.click();
  await reads(tab, '.own-optimizer [role=status]', /raced 150 steps/, say);
  await reads(tab, '.table', /your own/, say);
  if (!phone)
    for (const { what, code, says } of hostile(base)) {
      await pasted.fill(code);
      await race.click();
      await reads(tab, '.own-optimizer .problem', says, (problem) => say(`an optimizer that ${what}: ${problem}`));
      if ((await tab.locator('iframe').count()) > 0) say(`an optimizer that ${what} is not ended`);
    }
  if ((await tab.title()) !== 'Race · chainrule') say('the page was reached from the frame');
  await pasted.fill(example);
  await race.click();
  await reads(tab, '.own-optimizer [role=status]', /raced 150 steps/, say);
  await tab.getByRole('button', { name: 'x^2/20 + y^2' }).click();
  await reads(tab, 'figure .caption', /x\^2\/20/, say);
}
