import { definePlugin } from '@chainrule/core';
import { reference, type Backend, type Executable } from '@chainrule/program';

/** The reference backend, which counts the runs of its programs. */
export function counting(): Backend & { readonly runs: () => number } {
  let runs = 0;
  const part = {
    runs: () => runs,
    compile(...given: Parameters<Backend['compile']>): Executable {
      const executable = reference.compile(...given);
      return {
        run: (inputs) => {
          runs++;
          return executable.run(inputs);
        },
        explain: () => executable.explain(),
      };
    },
  };
  return definePlugin('backend', 'counting', part);
}
