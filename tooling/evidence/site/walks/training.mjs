import { keeps, reads, until } from '../reads.mjs';
import { takesAlong } from '../takes-along.mjs';

/** Tables that cannot be learned from, and what is to be said of them. */
const tables = [
  ['', /is empty/],
  ['a,b,c\n1,2\n', /has 2 cells, the header 3/],
  ['a,b,c\n1,2,<img src=x onerror=alert(1)>\n', /is not a number/],
  ['a,b,c\n1,2,"3', /never closed/],
  ['a,b\n1,1\n2,1\n', /is the same everywhere/],
  [`a,b\n${Array.from({ length: 30 }, (_, i) => `${i},${i}\n`).join('')}`, /has 30 different values/],
  [`${Array.from({ length: 40 }, (_, i) => `c${i}`).join(',')}\n`, /no rows/],
  ['a,b\n1e999,0\n2,1\n', /is not a number|not a finite/],
  ['a,a\n1,0\n', /both named/],
  ['\u0000\u202e\ud800', /no rows/],
  ['x'.repeat(310_000), /has 310000 letters/],
];

/** Hostile tables instead of hostile formulas. */
export const hostile = {
  parameter: 'csv',
  async type({ tab, say }) {
    await tab.getByRole('radio', { name: 'Your own' }).check();
    const box = tab.locator('.own textarea');
    for (const [table, message] of tables) {
      await box.fill(table);
      await reads(tab, '.own .problem', message, say);
    }
    await box.fill(`height,kind\n${Array.from({ length: 20 }, (_, i) => `${i},${i > 9 ? 1 : 0}\n`).join('')}`);
    await reads(tab, '.own .problem', /^$/, say);
    await tab.getByRole('button', { name: 'One epoch' }).click();
    await reads(tab, '.readings', /epoch 1/, say);
  },
};

const testAccuracy = (tab) =>
  tab.evaluate(() => Number.parseFloat([...document.querySelectorAll('.readings p')].at(-1).querySelector('b').textContent));

/** What a user does on the page, and what must come of it. */
export async function walk({ tab, say, phone }) {
  await tab.evaluate(() => {
    globalThis.longest = 0;
    new globalThis.PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
    }).observe({ type: 'longtask' });
  });
  const button = (name) => tab.getByRole('button', { name, exact: true });
  await reads(tab, '#design ~ .note', /114 parameters; 320 rows to learn from, 80 for the test/, say);
  await button('One step').click();
  await reads(tab, '.readings', /step1epoch 0/, say);
  await button('One epoch').click();
  await reads(tab, '.readings', /epoch 1/, say);

  await button('Reset').click();
  await reads(tab, '.readings', /step0/, say);
  await tab.evaluate(() => (globalThis.longest = 0));
  const begun = Date.now();
  await button('Train').click();
  const reached = await until(
    tab,
    () => testAccuracy(tab),
    (accuracy) => accuracy >= 98,
  );
  const seconds = (Date.now() - begun) / 1000;
  // It goes on for a while, so that the longest task is one of many; where all epochs are over by then, there is nothing to pause.
  await tab.waitForTimeout(1000);
  await button('Pause')
    .click({ timeout: 1000 })
    .catch(() => tab.locator('.ended').waitFor());
  const longest = await tab.evaluate(() => globalThis.longest);
  console.log(
    `two spirals: ${reached} % of the test after ${seconds.toFixed(1)} s; the main thread's longest task ${Math.round(longest)} ms`,
  );
  if (!(reached >= 98)) say(`two spirals reach only ${reached} %`);
  await reads(tab, '#confusion + p', /All 80 rows|of 80 rows/, say);

  await takesAlong(tab, say, { command: /chainrule train lab\.json$/, program: /arms: 2, turns/, table: 'from,to,weight,gradient' });
  await tab.getByLabel('rate', { exact: true }).focus();
  await tab.keyboard.press('End');
  await button('Train').click();
  await tab.locator('.diverged').waitFor();
  await reads(tab, '.diverged', /rate is too large|not finite/, say);
  if (/NaN/.test(await tab.locator('#page').innerText())) say('the page says NaN outside of the message that there is none');
  await tab.getByRole('button', { name: /Back to step/ }).click();
  await tab.locator('.diverged').waitFor({ state: 'detached' });
  await keeps(tab, 'the slower rate', /rate=(3|2\.9)(&|$)/, say);

  await tab.getByRole('radio', { name: 'Iris flowers' }).check();
  await tab.getByLabel('layer 1').fill('5');
  await button('Remove the last').click();
  await tab.getByLabel('activation').selectOption('relu');
  await tab.getByLabel('optimizer').selectOption('momentum');
  await tab.getByLabel('stop when').selectOption('25 epochs');
  await reads(tab, '#design ~ .note', /43 parameters; 120 rows/, say);
  await tab.getByLabel('across').selectOption({ index: 2 });
  await tab.getByLabel('up', { exact: true }).selectOption({ index: 3 });
  await button('Train').click();
  await tab.locator('.ended').waitFor();
  await reads(tab, '.ended', /has not got better for 25 epochs|All 1000 epochs/, say);
  if (!((await testAccuracy(tab)) >= 85)) say(`iris ends at ${await testAccuracy(tab)} %`);
  await keeps(tab, 'the network', /layers=5&activation=relu/, say);
  if (!phone) await tab.reload();
  await reads(tab, '#design ~ .note', /43 parameters; 120 rows/, say);
  await tab.getByRole('radio', { name: 'Two spirals' }).check();
  await button('Add a layer').click();
  await tab.getByLabel('layer 2').fill('8');
  await tab.getByLabel('layer 1').fill('8');
  await tab.getByLabel('activation').selectOption('tanh');
  await tab.getByLabel('optimizer').selectOption('adam');
  await tab.getByLabel('epochs', { exact: true }).selectOption('200');
  await button('Train').click();
  await tab.locator('.ended').waitFor();
}
