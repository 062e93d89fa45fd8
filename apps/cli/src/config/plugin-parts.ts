import type { PluginKind } from '@chainrule/core';
import type { ListedPlugin } from '../plugins/project.js';
import { call, changed } from './made.js';
import type { Part, Parts } from './part.js';

/** The plugins of some kinds as parts of a config: what options they take is theirs to check. */
export function pluginParts<T>(plugins: readonly ListedPlugin[], ...kinds: readonly PluginKind[]): Parts<T> {
  return Object.fromEntries(
    plugins.flatMap(({ identity, exported, part, from }): [string, Part<T>][] => {
      if (identity === undefined || exported === undefined || !kinds.includes(identity.kind)) return [];
      const isPart = typeof part !== 'function' || '~chainrule' in part;
      const make: Part<T>['make'] = (options) =>
        isPart ? changed(from, exported, part as T & object, options) : call(from, exported, part as () => T, [options]);
      return [[identity.name, { options: {}, open: true, make }]];
    }),
  );
}
