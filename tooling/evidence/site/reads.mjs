/** Milliseconds that a page may take for an answer on a machine that has other things to do. */
export const patience = 60_000;

/** Looks until what is seen fits, or patience ends; gives what was seen last. */
export async function until(tab, see, fits) {
  for (const end = Date.now() + patience; ; await tab.waitForTimeout(50)) {
    const seen = await see();
    if (fits(seen) || Date.now() > end) return seen;
  }
}

/** Waits until an element's text matches, and fails with the text it had. */
export async function reads(tab, selector, pattern, say) {
  const place = tab.locator(selector).first();
  const seen = await until(
    tab,
    () => place.textContent({ timeout: 1000 }).catch(() => undefined),
    (text) => text !== undefined && pattern.test(text),
  );
  if (seen === undefined) say(`there is no ${selector}`);
  else if (!pattern.test(seen)) say(`${selector} reads “${seen.slice(0, 120)}”, not ${pattern}`);
}

/** Waits until the page's address matches: it is written a moment after what it keeps. */
export async function keeps(tab, what, pattern, say) {
  const seen = await until(
    tab,
    () => tab.url(),
    (address) => pattern.test(address),
  );
  if (!pattern.test(seen)) say(`the address does not keep ${what}: ${seen}`);
}
