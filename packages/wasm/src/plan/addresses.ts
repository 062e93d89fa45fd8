import { memoryPlan, type Program, type Register } from '@chainrule/program';
import { formula } from '@chainrule/program';
import { isWhole, type Place } from '../kernels/view.js';
import type { Lowered } from './lowering.js';
import type { Step } from './step.js';

/** Where the places that a program needs only while it runs lie in its workspace. */
export interface Workspace {
  readonly size: number;
  readonly offsets: ReadonlyMap<Place, number>;
}

/** Plans the workspace: steps are what a memory plan calls instructions, places its registers. */
export function planWorkspace({ steps, inputs, constants, outputs }: Lowered): Workspace {
  const elsewhere = new Set<Place>([...inputs, ...constants.map(({ place }) => place), ...outputs]);
  const registers = new Map<Place, Register>();
  const places: Place[] = [];
  const registerOf = (place: Place): Register => {
    const known = registers.get(place);
    if (known !== undefined) return known;
    registers.set(place, places.length);
    return places.push(place) - 1;
  };
  const instructions = steps.map((step) => {
    const reads = step.reads.filter(({ place }) => !elsewhere.has(place));
    const writes = step.writes.filter((place) => !elsewhere.has(place));
    // Only what is read whole and in order may be written over.
    const inPlace = step.inOrder && step.writes.length === 1 && writes.length === 1 && reads.every(isWhole);
    return {
      operation: inPlace ? formula.name : 'step',
      inputs: reads.map(({ place }) => registerOf(place)),
      outputs: writes.map(registerOf),
      parameters: null,
    };
  });
  const program: Program = {
    types: places.map(({ dtype, size }) => ({ dtype, shape: [size] })),
    inputs: [],
    constants: [],
    instructions,
    outputs: [],
  };
  const { size, offsets } = memoryPlan(program);
  return { size, offsets: new Map([...offsets].map(([register, offset]) => [places[register]!, offset])) };
}

/**
 * Lets outputs be written over donated inputs where that is safe, and moves the steps that do it behind all others: when an input
 * turns out unfit, nothing has been written over.
 */
export function takeOver(
  lowered: Lowered,
  donated: readonly number[],
): { readonly lowered: Lowered; readonly taken: ReadonlyMap<Place, Place> } {
  const taken = new Map(possibleOwners(lowered, donated));
  const { steps } = lowered;
  const read = new Set(steps.flatMap(({ reads }) => reads.map(({ place }) => place)));
  const overwrites = ({ writes }: Step): boolean => writes.some((place) => taken.has(place));
  const last = steps.filter((step) => overwrites(step) && step.writes.every((place) => !read.has(place)));
  const ordered = [...steps.filter((step) => !last.includes(step)), ...last];
  ordered.forEach((step, at) => {
    if (overwrites(step) && ordered.slice(at).some(({ mayRefuse }) => mayRefuse)) for (const place of step.writes) taken.delete(place);
  });
  return { lowered: { ...lowered, steps: ordered }, taken };
}

/** For outputs, donated inputs that nobody reads after the step that writes the output, which reads them in order. */
function possibleOwners({ steps, inputs, outputs }: Lowered, donated: readonly number[]): ReadonlyMap<Place, Place> {
  const taken = new Map<Place, Place>();
  const given = new Set<Place>();
  outputs.forEach((output) => {
    const writers = steps.flatMap((step, at) => (step.writes.includes(output) ? [at] : []));
    const at = writers[0];
    if (at === undefined || writers.length > 1 || !steps[at]!.inOrder) return;
    const input = donated
      .map((i) => inputs[i]!)
      .find((place) => {
        if (given.has(place) || place.dtype !== output.dtype || place.size !== output.size) return false;
        const reading = steps.flatMap(({ reads }, step) => (reads.some((view) => view.place === place) ? [step] : []));
        return (
          reading.every((step) => step <= at) &&
          steps[at]!.reads.filter((view) => view.place === place).every(isWhole) &&
          reading.includes(at)
        );
      });
    if (input === undefined) return;
    given.add(input);
    taken.set(output, input);
  });
  return taken;
}
