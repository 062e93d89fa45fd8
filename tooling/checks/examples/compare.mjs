// Decides whether a value is what a documentation comment says it is.
import { inspect } from 'node:util';

const token = /(?<number>(?<![\w.])[-−]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?n?)|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<other>\S)/giu;

const tokens = (text) =>
  [...text.replaceAll(/["`]/g, "'").replaceAll('−', '-').matchAll(token)].map((match) => ({
    value: match[0],
    number: match.groups.number !== undefined,
  }));

/** A number with decimals stands for what rounds to it; without decimals it is exact. */
function sameNumber(expected, actual) {
  if (expected === actual) return true;
  const [a, e] = [Number(actual), Number(expected)];
  if (Number.isNaN(a) || Number.isNaN(e)) return false;
  const [mantissa, exponent = '0'] = expected.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1]?.length;
  if (decimals === undefined) return a === e;
  return Math.abs(a - e) <= 0.5 * 10 ** (Number(exponent) - decimals) * (1 + 1e-9);
}

/** Token by token, spaces and kinds of quotes left out; `…` at the end of the expected text stands for any rest. */
export function sameText(expected, actual) {
  const wanted = tokens(expected);
  const given = tokens(actual);
  const open = wanted.at(-1)?.value === '…' && wanted.length > 1;
  if (open) wanted.pop();
  if (wanted.length === 0 && expected.trim() !== actual.trim()) return false;
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every(({ value, number }, i) => (number && given[i].number ? sameNumber(value, given[i].value) : value === given[i].value));
}

const hasOwnText = (value) =>
  typeof value === 'object' &&
  value !== null &&
  typeof value.toString === 'function' &&
  ![Object.prototype.toString, Array.prototype.toString].includes(value.toString) &&
  !ArrayBuffer.isView(value);

/** The ways one would write a value down. */
export function shownForms(value) {
  const options = { depth: 8, breakLength: Infinity, maxArrayLength: 1000, maxStringLength: 10_000 };
  const forms = [];
  if (typeof value === 'string') forms.push(value);
  if (hasOwnText(value)) forms.push(String(value));
  if (ArrayBuffer.isView(value)) {
    const items = inspect(Array.from(value), options);
    forms.push(items, `${value.constructor.name}.of(${items.slice(1, -1)})`);
  }
  forms.push(inspect(value, options));
  if (Array.isArray(value))
    forms.push(
      inspect(
        value.map((item) => (hasOwnText(item) ? String(item) : item)),
        options,
      ),
      `[${value.map(String).join(', ')}]`,
    );
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) forms.push(inspect(plain(value), options));
  return forms;
}

/** An object's enumerable fields, with texts and plain arrays for what has a text or is a typed array. */
function plain(value) {
  if (ArrayBuffer.isView(value)) return Array.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hasOwnText(item) ? String(item) : plain(item)]));
}
