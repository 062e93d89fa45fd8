/** A number in a sentence: few digits, and a minus sign that is one. */
export const said = (x: number, digits = 4): string => String(Number(x.toPrecision(digits))).replaceAll('-', '−');
