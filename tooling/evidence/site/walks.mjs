/** What a user does on each page, and what must come of it. */

/** Waits until an element's text matches, and fails with the text it had. */
export async function reads(tab, selector, pattern, say) {
  const text = () => tab.locator(selector).first().textContent();
  for (let tries = 0; tries < 60; tries++) {
    if (pattern.test((await text()) ?? '')) return;
    await tab.waitForTimeout(100);
  }
  say(`${selector} reads “${(await text())?.slice(0, 120)}”, not ${pattern}`);
}

/** Copies in all three ways, saves in all three, and opens the numbers of the first figure. */
async function takesAlong(tab, say, { command, program }) {
  const figure = tab.locator('figure').first();
  for (const [button, pattern] of [
    ['link', /^http/],
    ['command', command],
    ['TypeScript', program],
  ]) {
    await figure.getByRole('button', { name: button }).click();
    await tab.waitForTimeout(50);
    const copied = await tab.evaluate(() => navigator.clipboard.readText());
    if (!pattern.test(copied)) say(`copied as ${button}: ${copied}`);
  }
  for (const [button, beginning] of [
    ['PNG', '\x89PNG'],
    ['SVG', '<svg'],
    ['CSV', 'mark,'],
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
  if ((await figure.locator('tbody tr').count()) < 5) say('there is no table of numbers');
}

export const walks = {
  async home({ tab, say }) {
    await reads(tab, '.derivative', /cos/, say);
    await tab.getByLabel('A function f').fill('(3x^2 + 5)^4');
    await reads(tab, '.derivative', /24.*3.*5/s, say);
    await takesAlong(tab, say, { command: /^chainrule diff "\(3x\^2 \+ 5\)\^4"$/, program: /derivative\('\(3x\^2 \+ 5\)\^4', 'x'\)/ });
    await tab.getByLabel('A function f').fill('2x + sine(x)');
    await reads(tab, '.problem', /\^{4}.*not a function.*sin/s, say);
    await tab.getByRole('button', { name: 'x^2 - x*y + 3y^2' }).click();
    await reads(tab, '.result', /∂.*∂/s, say);
    await tab.waitForTimeout(400);
    await tab.reload();
    await reads(tab, '.result', /∂.*∂/s, say);
    await tab.keyboard.press('Tab');
    if (!(await tab.locator('.skip').evaluate((link) => link === document.activeElement)))
      say('the first stop of the keyboard is not the skip link');
  },
};
