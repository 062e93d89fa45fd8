import { isChainruleError } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from './read-csv.js';
import { readTable } from './read-table.js';

const errorOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (isChainruleError(error)) return error as { code: string; message: string };
    throw error;
  }
  throw new Error('nothing was thrown');
};

const refused: readonly [name: string, text: string, says: string][] = [
  ['empty', '', 'houses.csv is empty'],
  ['blank lines only', '\n\r\n  \n', 'houses.csv is empty'],
  ['header only', 'a,b\n', 'has a header but no rows'],
  ['no header', '1,2\n3,4\n', 'line 1 of houses.csv is numbers, not the names of columns'],
  ['short row', 'a,b,c\n1,2,3\n4,5\n', 'line 3 of houses.csv has 2 cells, the header 3: nothing for column 3 "c"'],
  ['long row', 'a,b\n1,2\n\n3,4,5\n', 'line 4 of houses.csv has 3 cells, the header 2: column 3 ("5") has no name in the header'],
  ['text', 'a,b\n1,2\n3,large\n', 'line 3 of houses.csv, column "b": "large" is not a number'],
  ['after a quoted line break', 'a,"b\r\nc"\r\n1,2\r\n3,x\r\n', 'line 4 of houses.csv, column "b\r\nc": "x" is not a number'],
  ['old line breaks', 'a,b\r1,2\r3,x\r', 'line 3 of houses.csv, column "b": "x" is not a number'],
  ['decimal comma', 'a;b\n1;2\n3;4,5\n', '"4,5" is not a number\n  hint: write decimals with a point'],
  ['empty cell', 'a,b\n1,\n', 'line 2 of houses.csv, column "b": the cell is empty'],
  ['NaN', 'a,b\nNaN,1\n', 'column "a": "NaN" is not a finite number'],
  ['infinity', 'a,b\n-inf,1\n', 'column "a": "-inf" is not a finite number'],
  ['too large', 'a,b\n1e999,1\n', 'column "a": "1e999" is not a number'],
  ['hexadecimal', 'a,b\n0x10,1\n', 'column "a": "0x10" is not a number'],
  ['same name twice', 'a,b,a\n1,2,3\n', 'columns 1 and 3 are both named "a"'],
  ['no name', 'a,,b\n1,2,3\n', 'column 2 has no name'],
  ['open quote', 'a,b\n1,"2\n3,4\n', 'line 2 of houses.csv: a quote is opened and never closed'],
  ['text after a quote', 'a,b\n1,"2"x\n3,4\n', 'line 2 of houses.csv: a closing quote is followed by more text'],
];

describe('readTable refuses', () => {
  test.each(refused)('%s', (_, text, says) => {
    const error = errorOf(() => readTable(text, { source: 'houses.csv' }));
    expect(error.code).toBe('input');
    expect(error.message).toContain(says);
  });

  test('bytes that are not UTF-8', () => {
    expect(errorOf(() => readTable(Uint8Array.of(0x61, 0xff, 0x0a, 0x31))).message).toContain('not text in UTF-8');
  });
});

const accepted: readonly [name: string, text: string | Uint8Array][] = [
  ['plain', 'a,b\n1,2.5\n-3e2,4\n'],
  ['no last line break', 'a,b\n1,2.5\n-3e2,4'],
  ['CRLF', 'a,b\r\n1,2.5\r\n-3e2,4\r\n'],
  ['byte order mark', '\ufeffa,b\n1,2.5\n-3e2,4\n'],
  ['bytes with a byte order mark', new TextEncoder().encode('\ufeffa,b\n1,2.5\n-3e2,4\n')],
  ['quotes', '"a","b"\n"1","2.5"\n-3e2,"4"\n'],
  ['spaces', ' a , b\n 1, 2.5 \n-3e2 ,4\n'],
  ['semicolons', 'a;b\n1;2.5\n-3e2;4\n'],
  ['tabs', 'a\tb\n1\t2.5\n-3e2\t4\n'],
  ['blank lines', '\na,b\n\n1,2.5\n-3e2,4\n\n'],
];

test.each(accepted)('readTable understands %s', (_, text) => {
  const { names, columns, rows } = readTable(text);
  expect({ names, rows, columns: columns.map((column) => [...column]) }).toEqual({
    names: ['a', 'b'],
    rows: 2,
    columns: [
      [1, -300],
      [2.5, 4],
    ],
  });
});

test('a quoted name may hold separators, quotes and line breaks', () => {
  expect(readTable('"a, ""b""\nc",d\n1,2\n').names).toEqual(['a, "b"\nc', 'd']);
});

test('one column is a table, and no data set', () => {
  expect(readTable('a\n1\n2\n').rows).toBe(2);
  expect(errorOf(() => readCsv('a\n1\n2\n'))).toMatchObject({ code: 'input' });
});

describe('the target', () => {
  const text = 'price,size,age\n150,50,3\n240,80,1\n';
  test('is the last column', () => {
    expect(readCsv(text)).toMatchObject({ targetName: 'age', names: ['price', 'size'] });
  });
  test('is the named column wherever it stands', () => {
    const { names, features, target } = readCsv(text, { target: 'size' });
    expect(names).toEqual(['price', 'age']);
    expect([...features.data]).toEqual([150, 3, 240, 1]);
    expect([...target.data]).toEqual([50, 80]);
  });
  test('that is no column is refused with the nearest', () => {
    const error = errorOf(() => readCsv(text, { target: 'pirce' }));
    expect(error.code).toBe('unknown-name');
    expect(error.message).toContain('the target "pirce" is not a column (did you mean "price"?)');
    expect(error.message).toContain('the columns are price, size, age');
  });
});

test('numbers survive being written and read, whatever the quotes and line ends', () => {
  const cell = fc.double({ noNaN: true, noDefaultInfinity: true });
  const quote = fc.func(fc.boolean());
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }), quote, fc.constantFrom('\n', '\r\n', '\r'), (rows, quoted, end) => {
      const text = [['x', 'y', 'z'], ...rows].map((row) => row.map((c) => (quoted(c) ? `"${String(c)}"` : String(c))).join(',')).join(end);
      const { columns } = readTable(text);
      rows.forEach((row, i) => row.forEach((x, j) => expect(columns[j]![i]).toBe(Object.is(x, -0) ? 0 : x)));
    }),
  );
});

test('any text gives a table or a chainrule error that says where', () => {
  const piece = fc.constantFrom('a', 'b', ',', ';', '\n', '\r\n', '"', '1', '-2.5', ' ', 'é', '\u0000');
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        try {
          readTable(text);
        } catch (error) {
          expect(isChainruleError(error)).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});
