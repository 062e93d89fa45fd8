/** Goes through a page by Tab alone: all that can be pressed or changed is reached, shows that it has the focus, and lies under nothing. */
export async function keyboard(tab, say) {
  await tab.locator('.skip').focus();
  const reached = new Set([(await tab.evaluate(look)).number]);
  for (;;) {
    await tab.keyboard.press('Tab');
    const at = await tab.evaluate(look);
    if (at === undefined || reached.has(at.number)) break;
    // What can be scrolled may have the focus too, and is not among the stops.
    if (at.number >= 0) reached.add(at.number);
    if (!at.shows) say(`${at.name} does not show that it has the focus`);
    if (at.under !== undefined) say(`${at.name} has the focus under ${at.under}`);
  }
  const missed = await tab.evaluate(
    (seen) => globalThis.stops.filter(({ number }) => !seen.includes(number)).map(({ name }) => name),
    [...reached],
  );
  if (missed.length > 0)
    say(`Tab does not reach ${missed.slice(0, 5).join(', ')}${missed.length > 5 ? ` and ${missed.length - 5} more` : ''}`);
}

/** In the page: what has the focus. The places that are to have it once are counted before the first. */
function look() {
  const nameOf = (element) =>
    `${element.localName} “${(element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').trim().slice(0, 40)}”`;
  if (globalThis.stops === undefined) {
    const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    globalThis.stops = [...document.querySelectorAll(all)]
      .filter((element) => element.checkVisibility() && !element.disabled)
      // Of a group of choices, and of a grid, Tab reaches one, the arrow keys the others.
      .filter((element) => element.type !== 'radio' || element === document.querySelector(`input[name="${element.name}"]:checked`))
      .filter((element) => element.getAttribute('role') !== 'gridcell' || element.tabIndex === 0)
      .map((element, number) => ({ element, number, name: nameOf(element) }));
  }
  const element = document.activeElement;
  if (element === null || element === document.body) return undefined;
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  const { left, top, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(
    Math.min(globalThis.innerWidth - 1, Math.max(0, left + width / 2)),
    Math.min(globalThis.innerHeight - 1, Math.max(0, top + Math.min(height / 2, 20))),
  );
  const covered = there?.closest('.masthead') && !element.closest('.masthead');
  return {
    number: globalThis.stops.findIndex((stop) => stop.element === element),
    name: nameOf(element),
    shows: outlineStyle !== 'none' || boxShadow !== 'none',
    under: covered ? 'the masthead' : undefined,
  };
}
