// What an instrumented example calls: `__check`. Collects failures instead of stopping at the first.
import { format } from 'node:util';
import { sameText, shownForms } from './compare.mjs';

export const failures = [];
export const counts = { assertions: 0 };

let printed = [];
const fail = (at, expected, actual) => failures.push(`${at}: expected ${expected}\n${' '.repeat(at.length)}       got ${actual}`);

for (const name of ['log', 'info', 'warn', 'error', 'table', 'debug']) console[name] = (...values) => printed.push(format(...values));

globalThis.__check = {
  value(value, expected, at) {
    counts.assertions++;
    const forms = shownForms(value);
    if (!forms.some((form) => sameText(expected, form))) fail(at, expected, forms[0]);
  },
  /** Starts the record of what is printed anew. */
  forget() {
    printed = [];
  },
  /** What was printed since the record was started. */
  logged(expected, at) {
    counts.assertions++;
    const text = printed.join('\n');
    printed = [];
    if (!sameText(expected, text)) fail(at, expected, text);
  },
  async throws(action, expected, at) {
    counts.assertions++;
    try {
      await action();
    } catch (error) {
      const text = `${error.name}: ${error.message}`;
      if (!text.replaceAll(/\s+/g, ' ').includes(expected.replaceAll(/\s+/g, ' ').trim())) fail(at, `an error saying ${expected}`, text);
      return;
    }
    fail(at, `an error saying ${expected}`, 'no error');
  },
};
