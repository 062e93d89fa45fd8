import { patience, until } from './reads.mjs';

/** Clicks a button that copies, and compares what was copied. */
export async function copies(place, button, pattern, say) {
  const tab = place.page();
  await tab.evaluate(() => navigator.clipboard.writeText(''));
  await place.getByRole('button', { name: button, exact: true }).click();
  const copied = await until(
    tab,
    () => tab.evaluate(() => navigator.clipboard.readText()),
    (text) => text !== '',
  );
  if (!pattern.test(copied)) say(`copied as ${button}: ${copied}`);
}

/** Copies in all three ways, saves in all three, and opens the numbers of the first figure. */
export async function takesAlong(tab, say, { command, program, table = 'mark,' }) {
  const figure = tab.locator('figure').first();
  for (const [button, pattern] of [
    ['link', /^http/],
    ['command', command],
    ['TypeScript', program],
  ])
    await copies(figure, button, pattern, say);
  for (const [button, beginning] of [
    ['PNG', '\x89PNG'],
    ['SVG', '<svg'],
    ['CSV', table],
  ]) {
    const [download] = await Promise.all([tab.waitForEvent('download'), figure.getByRole('button', { name: button }).click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    if (content.toString('latin1', 0, beginning.length) !== beginning)
      say(`the ${button} begins with ${content.toString('latin1', 0, 20)}`);
    if (button === 'SVG' && content.includes('var(--')) say('the SVG does not stand alone: it has the page’s variables');
    if (content.length < 200) say(`the ${button} has only ${content.length} bytes`);
  }
  await figure.locator('summary').click();
  // The table is made when it is first opened, a moment after the click.
  await figure
    .locator('tbody tr')
    .nth(4)
    .waitFor({ timeout: patience })
    .catch(() => say('there is no table of numbers'));
}
