import { describe, expect, it } from 'vitest';
import { createRegistry, definePlugin, identify, tanh, type Plugin } from '../index.js';

const halve = definePlugin('schedule', 'halve', { at: (step: number) => 0.5 ** step });
const hold = definePlugin('schedule', 'hold', { at: () => 1 });
const plain = definePlugin('optimizer', 'plain', { rate: 0.1 });

const from = (spec: unknown): Plugin => ({ '~chainrule': { kind: 'schedule', spec, name: 'new' } }) as unknown as Plugin;

describe('a plugin', () => {
  it('is the part itself, marked and frozen', () => {
    expect(halve.at(2)).toBe(0.25);
    expect(halve['~chainrule']).toEqual({ kind: 'schedule', spec: 1, name: 'halve' });
    expect(Object.isFrozen(halve)).toBe(true);
  });

  it('keeps the methods of its class, and leaves the part alone', () => {
    class Decay {
      constructor(readonly rate: number) {}
      at(step: number): number {
        return this.rate ** step;
      }
    }
    const part = new Decay(0.5);
    expect(definePlugin('schedule', 'decay', part).at(3)).toBe(0.125);
    expect('~chainrule' in part).toBe(false);
  });

  it('tells what it is', () => {
    expect(identify(plain)).toEqual({ kind: 'optimizer', spec: 1, name: 'plain' });
    expect(identify(tanh).name).toBe('tanh');
    for (const other of [
      null,
      undefined,
      3,
      {},
      { '~chainrule': null },
      { '~chainrule': {} },
      { '~chainrule': { kind: 1, spec: 1, name: 'x' } },
    ])
      expect(() => identify(other)).toThrow(/not a chainrule plugin/);
  });

  it('of a newer contract is refused', () => {
    expect(() => identify(from(2))).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [plugin] the schedule "new" is written for contract 2, this version knows contract 1
        hint: update chainrule, or use an older version of the plugin]
    `);
    expect(() => createRegistry(from(2))).toThrow(/contract 2/);
    expect(() => createRegistry(from('1'))).toThrow(/contract 1/);
  });
});

describe('a registry', () => {
  const registry = createRegistry(halve, hold, plain);

  it('finds parts by kind and name, with their types', () => {
    expect(registry.get('schedule', 'halve').at(1)).toBe(0.5);
    expect(registry.get('optimizer', 'plain').rate).toBe(0.1);
    expect(registry.find('schedule', 'hold')).toBe(hold);
    expect(registry.list('schedule')).toEqual([halve, hold]);
    expect(registry.list('layer')).toEqual([]);
    expect(registry.list()).toEqual([halve, hold, plain]);
  });

  it('does not compile for names nobody has', () => {
    // @ts-expect-error no schedule of that name
    expect(() => registry.get('schedule', 'halv')).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [registry] there is no schedule "halv" (did you mean "halve"?)
        hint: known: halve, hold]
    `);
    // @ts-expect-error that name is a schedule's
    expect(() => registry.get('optimizer', 'hold')).toThrow();
    // @ts-expect-error no part of that kind
    expect(() => registry.get('layer', 'dense')).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [registry] there is no layer "dense"
        hint: no layer is registered]
    `);
    // @ts-expect-error a schedule has no rate
    expect(registry.get('schedule', 'hold').rate).toBeUndefined();
  });

  it('is not taken in by inherited names', () => {
    expect(() => registry.find('schedule', 'constructor')).toThrow(/no schedule "constructor"/);
  });

  it('grows into another registry', () => {
    const more = registry.with(definePlugin('layer', 'dense', { units: 3 }));
    expect(more.get('layer', 'dense').units).toBe(3);
    expect(more.get('schedule', 'hold')).toBe(hold);
    expect(() => registry.find('layer', 'dense')).toThrow(/no layer/);
  });

  it('takes a part twice, but no two parts of one name', () => {
    expect(createRegistry(halve, halve).list('schedule')).toContain(halve);
    expect(() => createRegistry(halve, definePlugin('schedule', 'halve', { at: () => 2 }))).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [createRegistry] two different plugins are the schedule "halve"
        hint: leave one of them out]
    `);
    expect(createRegistry(halve, definePlugin('optimizer', 'halve', {})).list()).toHaveLength(2);
  });
});

it('a function can be a plugin: schedules are', () => {
  const halving = Object.assign((step: number) => 0.5 ** step, { '~chainrule': { kind: 'schedule', spec: 1, name: 'halving' } as const });
  expect(createRegistry(halving).get('schedule', 'halving')(2)).toBe(0.25);
});
