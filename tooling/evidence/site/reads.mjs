/** Waits until an element's text matches, and fails with the text it had. */
export async function reads(tab, selector, pattern, say) {
  const text = () => tab.locator(selector).first().textContent();
  for (let tries = 0; tries < 60; tries++) {
    if (pattern.test((await text()) ?? '')) return;
    await tab.waitForTimeout(100);
  }
  say(`${selector} reads “${(await text())?.slice(0, 120)}”, not ${pattern}`);
}
