import { drag } from '../drag.mjs';
import { reads } from '../reads.mjs';
import { copies, takesAlong } from '../takes-along.mjs';

/** Texts that cannot be learned from, and what is to be said of them. */
const unlearnable = [
  ['', /has 0 letters/],
  ['too short', /has 9 letters/],
  ['<img src=x onerror=alert(1)>', /has 28 letters/],
];

/** Hostile texts instead of hostile formulas. */
export const hostile = {
  parameter: 'own',
  async type({ tab, say }) {
    await tab.getByRole('radio', { name: /Transformer/ }).check();
    await tab.getByRole('radio', { name: 'Your own text' }).check();
    const [box, step] = [tab.locator('.own textarea'), tab.getByRole('button', { name: 'One step', exact: true })];
    for (const [text, message] of unlearnable) {
      await box.fill(text);
      await step.click();
      await reads(tab, '.problem', message, say);
    }
    await box.fill('<b>\u202e\ud83d\ude00\u0000</b> '.repeat(60));
    await tab.getByLabel('It begins with').fill('</script><script>alert(1)</script>');
    await step.click();
    await reads(tab, '.readings', /step1epoch 0/, say);
    await reads(tab, '.written', /<script>/, say);
  },
};

/** One of the readings of training, as a number: step, loss, test loss, figure. */
const reading = (tab, which) =>
  tab.evaluate((i) => Number.parseFloat(document.querySelectorAll('.readings b')[i].textContent.replaceAll(/\s/g, '')), which);

/** Trains until a reading is as wanted, and says what it took. */
async function trainUntil(tab, name, which, wanted, say) {
  const begun = Date.now();
  await tab.evaluate(() => Object.assign(globalThis, { longest: 0, since: performance.now() }));
  await tab.getByRole('button', { name: 'Train', exact: true }).click();
  while (!wanted(await reading(tab, which)) && Date.now() - begun < 60_000) await tab.waitForTimeout(50);
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  const reached = await reading(tab, which);
  const pause = tab.getByRole('button', { name: 'Pause', exact: true });
  if (await pause.isVisible()) await pause.click();
  const longest = Math.round(await tab.evaluate(() => globalThis.longest));
  console.log(`${name}: ${reached} after ${seconds} s, fetching and compiling included; the main thread's longest task ${longest} ms`);
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) say(`${name}: ${over} pixels wider than the screen`);
  return wanted(reached);
}

/** The description of a figure, by its drawing. */
const caption = (id) => `figure:has(svg#${id}) .caption`;

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say, phone }) {
  await tab.evaluate(() => {
    Object.assign(globalThis, { longest: 0, since: 0 });
    new globalThis.PerformanceObserver((list) => {
      // Tasks are told some time after they ran: one of before the press is none of training's.
      for (const { startTime, duration } of list.getEntries())
        if (startTime >= globalThis.since) globalThis.longest = Math.max(globalThis.longest, duration);
    }).observe({ type: 'longtask' });
  });
  const button = (name) => tab.getByRole('button', { name, exact: true });
  await ratings({ tab, say, button });
  await letters({ tab, say, button });
  await digits({ tab, say, phone, button });
}

async function ratings({ tab, say }) {
  await tab.getByRole('radio', { name: /recommender/ }).check();
  if (!(await trainUntil(tab, 'ratings, test error in stars', 3, (error) => error < 0.75, say))) say('ratings are not learned');
  await tab.getByLabel('item 1', { exact: true }).selectOption('5 ★');
  await tab.getByLabel('item 2', { exact: true }).selectOption('1.5 ★');
  await reads(tab, '#rate ~ .table', /What you would like best.*item \d+[1-5](\.\d+)? ★/s, say);
  await tab.waitForURL(/given=0%3A5%2C1%3A1\.5/, { timeout: 3000 }).catch(() => say(`the address does not keep ratings: ${tab.url()}`));
  await reads(tab, caption('plane'), /numbers of every user/, say);
  await copies(tab.locator('figure').first(), 'TypeScript', /definePlugin\('layer', 'factors'[^]*await train\(/, say);
}

async function letters({ tab, say, button }) {
  await tab.getByRole('radio', { name: /Transformer/ }).check();
  if (!(await trainUntil(tab, 'sonnets, loss in nats', 1, (loss) => loss < 3.2, say))) say('letters are not learned');
  await tab.getByLabel('It begins with').fill('Thou art ');
  await reads(tab, '.written', /^\s*Thou art .{40}/s, say);
  await reads(tab, caption('chances'), /comes next with a probability of \d/, say);
  const written = await tab.locator('.written').textContent();
  await button('Write it anew').click();
  await tab.waitForFunction((before) => document.querySelector('.written').textContent !== before, written, { timeout: 10_000 });
  await reads(tab, caption('attention'), /Each row is a letter/, say);
  await copies(tab.locator('figure').first(), 'command', /transformerBlock[^]*chainrule train letters\.json$/, say);
}

async function digits({ tab, say, phone, button }) {
  await tab.getByRole('radio', { name: /convolutional/ }).check();
  if (!(await trainUntil(tab, 'digits, % of the test', 3, (accuracy) => accuracy >= 90, say))) say('digits are not learned');
  await reads(tab, '#cost ~ .readings', /parameters38.282.*operations\d.*bytes\d.*a step takes\d/s, say);
  await reads(tab, '#confusion + p', /of 360 rows|All 360 rows/, say);

  await button('Clear').click();
  await drag(tab, tab.locator('.pad'), 0, phone ? 60 : 90);
  await reads(tab, caption('chances'), /It reads a \d/, say);
  if (!/gggg|fggf/.test(new URL(tab.url()).searchParams.get('picture') ?? ''))
    await tab.waitForURL(/picture=/, { timeout: 3000 }).catch(() => say('the address does not keep the drawing'));
  for (const digit of ['0', '6']) {
    await tab.locator('.samples').getByRole('button', { name: digit, exact: true }).click();
    await reads(tab, caption('chances'), new RegExp(`It reads a ${digit}`), say);
  }
  await tab.getByRole('gridcell', { name: /^row 1, column 1/ }).focus();
  await tab.keyboard.press('ArrowRight');
  await tab.keyboard.press('ArrowDown');
  const cell = tab.getByRole('gridcell', { name: /^row 2, column 2/ });
  const before = await cell.getAttribute('aria-label');
  await tab.keyboard.press('Space');
  if ((await cell.getAttribute('aria-label')) === before) say('a pixel cannot be set by the keyboard');

  await takesAlong(tab, say, { command: /"conv2d"[^]*chainrule train digits\.json$/, program: /conv2d\(1, 16, 3/ });
  await tab.getByLabel('engine', { exact: true }).selectOption({ index: 3 });
  await copies(tab.locator('section', { has: tab.locator('#elsewhere') }), 'Copy both commands', /chainrule export digits\.run onnx$/, say);
  await tab.getByLabel('machines', { exact: true }).selectOption({ index: 2 });
  await reads(tab, caption('machines'), /each machine has \d+ examples.*With 64 machines/s, say);
}
