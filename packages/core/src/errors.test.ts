import { describe, expect, it } from 'vitest';
import { ChainruleError, didYouMean, isChainruleError, nearest } from './index.js';

describe('a ChainruleError', () => {
  it('names the operation, the problem and the way out', () => {
    const error = new ChainruleError('shape', 'cannot multiply [2, 3] by [4, 5]', { operation: 'matmul', hint: 'transpose one of them' });
    expect(error.message).toMatchInlineSnapshot(`
      "[matmul] cannot multiply [2, 3] by [4, 5]
        hint: transpose one of them"
    `);
    expect(error).toMatchObject({
      name: 'ChainruleError',
      code: 'shape',
      operation: 'matmul',
      problem: 'cannot multiply [2, 3] by [4, 5]',
      hint: 'transpose one of them',
    });
    expect(error).toBeInstanceOf(Error);
  });

  it('needs no hint, and keeps its cause', () => {
    const cause = new Error('disk');
    const error = new ChainruleError('input', 'no such file', { operation: 'readCsv', cause });
    expect(error.message).toBe('[readCsv] no such file');
    expect(error.cause).toBe(cause);
    expect('cause' in new ChainruleError('input', 'x', { operation: 'y' })).toBe(false);
  });

  const at = (text: string, start: number, end: number): string =>
    `\n${new ChainruleError('parse', 'what is this?', { operation: 'parse', source: { text, span: { start, end } } }).message}\n`;

  it('puts a caret under the place', () => {
    expect(at('2 * foo(x)', 4, 7)).toMatchInlineSnapshot(`
      "
      [parse] what is this?
        2 * foo(x)
            ^^^
      "
    `);
  });
  it('puts a caret past the end of the text', () => {
    expect(at('2 *', 3, 3)).toMatchInlineSnapshot(`
      "
      [parse] what is this?
        2 *
           ^
      "
    `);
  });
  it('shows the one line of several', () => {
    expect(at('a + b\nc + $\nd', 10, 11)).toMatchInlineSnapshot(`
      "
      [parse] what is this?
        c + $
            ^
      "
    `);
  });
  it('cuts a long line on both sides', () => {
    expect(at(`${'x + '.repeat(50)}?${' + y'.repeat(50)}`, 200, 201)).toMatchInlineSnapshot(`
      "
      [parse] what is this?
        …x + x + x + x + x + x + x + x + x + ? + y + y + y + y + y + y + y + y + …
                                             ^
      "
    `);
  });
  it('marks at most the rest of the line', () => {
    expect(at('a + bad\nmore', 4, 12)).toMatchInlineSnapshot(`
      "
      [parse] what is this?
        a + bad
            ^^^
      "
    `);
  });

  it('is recognised across copies of the package', () => {
    const other = Object.assign(new Error('from elsewhere'), { [Symbol.for('chainrule.error')]: true });
    expect(isChainruleError(other)).toBe(true);
    expect(isChainruleError(new ChainruleError('limit', 'x', { operation: 'y' }))).toBe(true);
    expect([new Error('x'), null, undefined, 'text', 3].some(isChainruleError)).toBe(false);
  });
});

describe('nearest', () => {
  const names = ['sin', 'cos', 'tanh', 'learningRate', 'target'];
  it.each([
    ['sni', 'sin'],
    ['Sin', 'sin'],
    ['cso', 'cos'],
    ['tnh', 'tanh'],
    ['learning_rate', 'learningRate'],
    ['lerningRate', 'learningRate'],
    ['targte', 'target'],
    ['sin', 'sin'],
  ])('finds %s near %s', (typed, meant) => {
    expect(nearest(typed, names)).toBe(meant);
  });
  it.each(['xyz', 'q', '', 'integral', 'a'.repeat(1000)])('finds nothing near %s', (typed) => {
    expect(nearest(typed, names)).toBeUndefined();
  });
  it('takes the first of equally near ones', () => {
    expect(nearest('ab', ['ac', 'ad'])).toBe('ac');
  });
  it('makes a question of it', () => {
    expect(didYouMean('snh', ['sinh', 'cosh'])).toBe(' (did you mean "sinh"?)');
    expect(didYouMean('zzz', ['sinh'])).toBe('');
  });
});
