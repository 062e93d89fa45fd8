const application = '\u2061';

/**
 * Spaces formulas as books do: a thin space before the name of a function, and brackets close around what is no higher than a line.
 * (Chromium gives brackets that may stretch the room of their widest form.)
 */
export function space(place: Element): void {
  for (const sign of place.querySelectorAll('mo')) {
    const text = sign.textContent;
    if (text === application) {
      let call = sign.parentElement;
      while (call?.parentElement?.hasAttribute('data-part') === true) call = call.parentElement;
      const before = call?.previousElementSibling;
      if (before?.localName === 'mo' && before.textContent === '\u2062') before.setAttribute('rspace', '0.17em');
    } else if ('()'.includes(text) && text !== '' && sign.parentElement?.querySelector('mfrac, mtable, msqrt, mroot') === null)
      sign.setAttribute('stretchy', 'false');
  }
}
