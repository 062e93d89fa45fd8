import { ChainruleError, didYouMean } from '../errors.js';

/** The kinds of part a plugin can be. */
export type PluginKind = 'elementwise' | 'optimizer' | 'schedule' | 'activation' | 'layer' | 'loss' | 'backend' | 'command';

/** What every part carries, built in or not: its kind, the version of the contract it was written for, and its name. */
export interface Identity<K extends PluginKind = PluginKind, N extends string = string> {
  readonly kind: K;
  readonly spec: 1;
  readonly name: N;
}

/** A plugin is a value: a plain typed object that works by being passed in. */
export interface Plugin<K extends PluginKind = PluginKind, N extends string = string> {
  readonly '~chainrule': Identity<K, N>;
}

/**
 * Marks an object as a part of chainrule. Types keep their literal names, so a registry knows what it holds.
 *
 * @example
 * ```ts
 * import { createRegistry, definePlugin } from '@chainrule/core';
 * const halve = definePlugin('schedule', 'halve', { at: (step: number) => 0.5 ** step });
 * createRegistry(halve).get('schedule', 'halve').at(2); // → 0.25
 * ```
 */
/* @__NO_SIDE_EFFECTS__ */
export function definePlugin<const K extends PluginKind, const N extends string, T extends object>(
  kind: K,
  name: N,
  part: T,
): T & Plugin<K, N> {
  return Object.freeze(
    Object.assign(Object.create(Object.getPrototypeOf(part) as object) as T, part, { '~chainrule': { kind, spec: 1, name } as const }),
  );
}

type Named<P extends Plugin, K extends PluginKind, N extends string> = Extract<P, Plugin<K, N>>;
type NameOf<P extends Plugin, K extends PluginKind> = Extract<P, Plugin<K>>['~chainrule']['name'];
type KindOf<P extends Plugin> = P['~chainrule']['kind'];

/** Finds parts by kind and name, for those who need names: configs and the command line. */
export interface Registry<P extends Plugin = Plugin> {
  get<K extends KindOf<P>, N extends NameOf<P, K>>(kind: K, name: N): Named<P, K, N>;
  /** The part of a name that is only known at run time. Throws `unknown-name` with the nearest name. */
  find(kind: PluginKind, name: string): Plugin;
  list(kind?: PluginKind): readonly Plugin[];
  /** A registry that knows these parts as well. */
  with<const Q extends readonly Plugin[]>(...more: Q): Registry<P | Q[number]>;
}

/**
 * A registry of the given parts: an ordinary value, not a global.
 * Throws `plugin` for what is no part, for a newer contract than this version knows, and for two parts of one kind and name.
 *
 * @example
 * ```ts
 * import { createRegistry, definePlugin } from '@chainrule/core';
 * const parts = createRegistry(definePlugin('optimizer', 'still', {}));
 * parts.list('optimizer').length; // → 1
 * ```
 */
export function createRegistry<const P extends readonly Plugin[]>(...parts: P): Registry<P[number]> {
  const byKind = new Map<PluginKind, Map<string, Plugin>>();
  for (const part of parts) {
    const { kind, name } = identify(part);
    const named = byKind.get(kind) ?? new Map<string, Plugin>();
    if (named.has(name) && named.get(name) !== part)
      throw new ChainruleError('plugin', `two different plugins are the ${kind} "${name}"`, {
        operation: 'createRegistry',
        hint: 'leave one of them out',
      });
    byKind.set(kind, named.set(name, part));
  }
  const find = (kind: PluginKind, name: string): Plugin => {
    const named = byKind.get(kind) ?? new Map<string, Plugin>();
    const part = named.get(name);
    if (part === undefined)
      throw new ChainruleError('unknown-name', `there is no ${kind} "${name}"${didYouMean(name, named.keys())}`, {
        operation: 'registry',
        hint: named.size > 0 ? `known: ${[...named.keys()].join(', ')}` : `no ${kind} is registered`,
      });
    return part;
  };
  return {
    get: (kind, name) => find(kind, name) as never,
    find,
    list: (kind) => (kind === undefined ? parts : [...(byKind.get(kind)?.values() ?? [])]),
    with: <const Q extends readonly Plugin[]>(...more: Q) => createRegistry<readonly (P[number] | Q[number])[]>(...parts, ...more),
  };
}

/**
 * The identity of a part; throws `plugin` when it has none or is of a newer contract.
 *
 * @example
 * ```ts
 * import { definePlugin, identify } from '@chainrule/core';
 * identify(definePlugin('optimizer', 'still', {})).name; // → 'still'
 * ```
 */
export function identify(part: unknown): Identity {
  const identity =
    ((typeof part === 'object' && part !== null) || typeof part === 'function') && '~chainrule' in part
      ? (part['~chainrule'] as Partial<Record<keyof Identity, unknown>> | null)
      : undefined;
  if (typeof identity?.kind !== 'string' || typeof identity.name !== 'string')
    throw new ChainruleError('plugin', 'this is not a chainrule plugin', {
      operation: 'plugin',
      hint: 'make it with definePlugin(kind, name, part)',
    });
  if (identity.spec !== 1)
    throw new ChainruleError(
      'plugin',
      `the ${identity.kind} "${identity.name}" is written for contract ${String(identity.spec)}, this version knows contract 1`,
      {
        operation: 'plugin',
        hint: 'update chainrule, or use an older version of the plugin',
      },
    );
  return identity as Identity;
}
