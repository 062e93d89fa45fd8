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

  async slope({ tab, say, phone }) {
    await reads(tab, '.slopes', /secant−0\.70833.*tangent0\.125/s, say);
    const point = tab.getByRole('slider', { name: 'The point x' });
    await point.focus();
    for (let i = 0; i < 3; i++) await tab.keyboard.press('Shift+ArrowRight');
    await reads(tab, '.slopes', /tangent−0\.595/s, say);
    if (!/x is 0\.9/.test(await point.getAttribute('aria-valuetext'))) say('the handle does not say where it is');
    if (!phone) {
      const box = await point.boundingBox();
      await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await tab.mouse.down();
      await tab.mouse.move(box.x + box.width / 2 - 150, box.y, { steps: 8 });
      await tab.mouse.up();
      await reads(tab, '.slopes', /tangent−?0\.[0-49]/s, say);
    }
    await tab.getByRole('button', { name: 'Let h shrink' }).click();
    await tab.waitForTimeout(500);
    if (!/h=0\.001/.test(tab.url())) say(`the address does not keep h: ${tab.url()}`);
    await tab.getByRole('button', { name: 'Sweep' }).click();
    await reads(tab, '.slopes', /tangent7/s, say);
    await takesAlong(tab, say, { command: /^chainrule diff "x\^3\/6 - x \+ 1" --at 4$/, program: /forward\(\{ order: 1, step \}\)/ });
    await tab.getByLabel('A function f of x').fill('x*y');
    await reads(tab, '.problem', /another variable/, say);
    await tab.getByRole('button', { name: '1/x' }).click();
    await reads(tab, '.formula', /−.*1.*x.*2/s, say);
  },
  async steps({ tab, say }) {
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
    for (const [name, pattern] of [
      ['command', /^chainrule steps /],
      ['LaTeX', /\\frac\{d\}\{dx\}/],
    ]) {
      await tab.getByRole('button', { name, exact: true }).click();
      await tab.waitForTimeout(50);
      const copied = await tab.evaluate(() => navigator.clipboard.readText());
      if (!pattern.test(copied)) say(`copied as ${name}: ${copied}`);
    }
    await tab.getByRole('button', { name: 'x^x' }).click();
    await reads(tab, '.marked', /ln|log/, say);
  },
};
