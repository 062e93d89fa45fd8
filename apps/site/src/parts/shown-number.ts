/** A number as a reader wants it: four digits, a minus sign that is one, powers of ten where zeros would be counted. */
export function shownNumber(x: number, digits = 4): string {
  if (Number.isNaN(x)) return 'undefined';
  if (!Number.isFinite(x)) return x > 0 ? '∞' : '−∞';
  const size = Math.abs(x);
  const text = size !== 0 && (size < 1e-4 || size >= 1e7) ? x.toExponential(digits - 1) : String(Number(x.toPrecision(digits)));
  return text
    .replace(/^-/, '−')
    .replace(/(\.\d*?)0+e/, '$1e')
    .replace(/\.?e([+-])(\d+)$/, (_, sign: string, power: string) => `·10${superscript(sign, power)}`);
}

const superscript = (sign: string, power: string): string =>
  `${sign === '-' ? '⁻' : ''}${power.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)))}`;
