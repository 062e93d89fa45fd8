import { Expr, isFloat, sizeOf, type ArrayData } from '@chainrule/core';
import { formula, operationOf, type Instruction, type Operations, type Program, type Register } from '@chainrule/program';
import type { Callee, FunctionBuilder, Local } from '../assembler/function-builder.js';
import type { Reducing } from '../kernels/accumulator.js';
import { canonicalNames, canonicalPass } from '../kernels/canonical-names.js';
import type { elementwise, Pass } from '../kernels/elementwise.js';
import type { reduction, Reduction } from '../kernels/reduction.js';
import { isWhole, stretched, wholeView, type Place, type View } from '../kernels/view.js';
import { widthOf } from '../vector/formula.js';
import { dividedPass, dividedReduction } from './divided.js';
import { Groups, nameOf, type Group } from './groups.js';
import { moves } from './moves.js';
import { copier } from './operations/copy.js';
import { contracted, contractionTransposed, productStep, type Contraction } from './operations/product.js';
import { productWithFormulas } from './operations/product-with-formulas.js';
import { operations } from './operations/table.js';
import { Products, type Waiting } from './products.js';
import type { Step } from './step.js';
import type { Workshop } from './workshop.js';

/** A place whose numbers are known before the program runs. */
export interface Known {
  readonly place: Place;
  readonly value: ArrayData;
}

/** A program as steps over places. */
export interface Lowered {
  readonly steps: readonly Step[];
  readonly inputs: readonly Place[];
  readonly constants: readonly Known[];
  /** A place of its own for every output. */
  readonly outputs: readonly Place[];
}

/** Operations that take elements together, with how. */
const reductions: Readonly<Record<string, (parameters: never) => Reducing>> = {
  sum: () => 'sum',
  product: () => 'product',
  extreme: ({ which }: { readonly which: 'max' | 'min' }) => which,
};

export class Lowering {
  private readonly steps: Step[] = [];
  private readonly constants: Known[] = [];
  private readonly views = new Map<Register, View>();
  private readonly groups: Groups;
  /** Products that are summed over their batch, which one longer product does. */
  private readonly contractions = new Map<Register, Contraction>();
  private readonly readers = new Map<Register, Instruction[]>();
  private readonly products: Products;
  /** How often each value is still to be read. */
  private readonly uses = new Map<Register, number>();

  constructor(
    readonly program: Program,
    private readonly table: Operations,
    readonly workshop: Workshop,
  ) {
    this.groups = new Groups(program, workshop.setting, (group) => {
      this.computeGroup(group);
    });
    this.products = new Products(program, this.readers, (product) => {
      this.computeProduct(product);
    });
  }

  lower(): Lowered {
    const { program } = this;
    for (const register of [...program.instructions.flatMap(({ inputs }) => inputs), ...program.outputs])
      this.uses.set(register, (this.uses.get(register) ?? 0) + 1);
    for (const instruction of program.instructions)
      for (const register of instruction.inputs) this.readers.set(register, [...(this.readers.get(register) ?? []), instruction]);
    const inputs = program.inputs.map((register, i) => this.place(register, `input ${i}`));
    for (const { register, value } of program.constants)
      this.constants.push({ place: this.place(register, `constant ${register}`), value });
    for (const instruction of program.instructions) {
      this.lowerInstruction(instruction);
      for (const register of instruction.inputs) this.uses.set(register, this.uses.get(register)! - 1);
    }
    this.groups.flushAll();
    const fixed = new Set<Place>([...inputs, ...this.constants.map(({ place }) => place)]);
    const outputs = program.outputs.map((register) => {
      const view = this.view(register);
      const place = isWhole(view) && !fixed.has(view.place) ? view.place : this.copied(view, `copy of ${nameOf(register)}`);
      fixed.add(place);
      return place;
    });
    return { steps: this.steps, inputs, constants: this.constants, outputs };
  }

  /** Where a value is found, computed now at the latest. */
  view(register: Register): View {
    this.groups.settle(register);
    this.products.settle(register);
    return this.views.get(register)!;
  }
  /** A new place for an instruction's result. */
  place(register: Register, name = nameOf(register)): Place {
    const { dtype, shape } = this.program.types[register]!;
    const place = { dtype, size: sizeOf(shape), name };
    this.views.set(register, wholeView(place, shape));
    return place;
  }
  emit(step: Step): void {
    this.steps.push(step);
  }
  /** The elements of a view in order, in a place of their own where they are not. */
  dense(view: View): View {
    return isWhole(view) ? view : wholeView(this.copied(view, 'copy'), view.shape);
  }

  private lowerInstruction(instruction: Instruction): void {
    const { operation, inputs, outputs, parameters } = instruction;
    if (operation === formula.name && this.groups.add(instruction)) return;
    const move = moves[operation];
    const contraction = this.contractions.get(inputs[0]!);
    if (move && contraction) {
      this.contractions.set(outputs[0]!, contractionTransposed(contraction));
      return;
    }
    if (move) {
      const view = this.view(inputs[0]!);
      const { shape } = this.program.types[outputs[0]!]!;
      this.views.set(outputs[0]!, move(view, parameters as never, shape) ?? move(this.dense(view), parameters as never, shape)!);
      return;
    }
    if (operation in reductions && this.reduce(instruction)) return;
    if (operation === 'matmul' && this.product(instruction)) return;
    if (Object.hasOwn(operations, operation) && operations[operation]!(this, instruction)) return;
    this.byReference(instruction);
  }

  private product({ inputs, outputs }: Instruction): boolean {
    const [a, b] = [this.view(inputs[0]!), this.view(inputs[1]!)];
    if (!isFloat(a.place.dtype) || a.shape.at(-1) === 0) return false;
    const { shape } = this.program.types[outputs[0]!]!;
    const contraction = this.isSummed(outputs[0]!, shape.length - 2) ? contracted(a, b, shape) : undefined;
    if (contraction) this.contractions.set(outputs[0]!, contraction);
    else this.products.add({ register: outputs[0]!, a, b, shape });
    return true;
  }
  private computeProduct({ register, a, b, shape }: Waiting): void {
    this.emit(productStep(this.workshop, a, b, shape, this.place(register)));
  }
  /** Whether a product is only wanted summed over its batch, perhaps transposed before that. */
  private isSummed(register: Register, batch: number): boolean {
    const [reader, ...others] = this.readers.get(register) ?? [];
    if (batch === 0 || reader === undefined || others.length > 0 || this.uses.get(register) !== 1) return false;
    const { axes } = reader.parameters as { readonly axes: readonly number[] };
    if (reader.operation === 'transpose')
      return axes.every((axis, i) => axis === (i < batch ? i : 2 * batch + 1 - i)) && this.isSummed(reader.outputs[0]!, batch);
    return reader.operation === 'sum' && axes.length === batch && axes.every((axis) => axis < batch);
  }

  private computeGroup(group: Group): void {
    const product = this.products.take(group.inputs, group.shape);
    if (product && this.computeOnProduct(group, product)) return;
    if (product) this.computeProduct(product);
    const { shape, width, definitions, inputs } = group;
    const kept = definitions.filter(({ register }) => this.uses.get(register)! > 0);
    const reads = [...inputs].map((register) => ({ register, view: this.view(register) }));
    const operands = reads.map(({ register, view }) => ({
      name: nameOf(register),
      dtype: view.place.dtype,
      strides: stretched(view, shape).strides,
    }));
    const { callee, byReference } = this.elementwise({
      shape,
      width,
      operands,
      definitions,
      results: kept.map(({ name }) => name),
    });
    this.emit({
      callee,
      reads: reads.map(({ view }) => view),
      writes: kept.map(({ register }) => this.place(register)),
      inOrder: true,
      text: `${told(group)} in one pass over [${shape.join(', ')}]${listed(byReference)}`,
    });
  }

  /** A group computed on the rows of a product as they are made; false where that does not pay. */
  private computeOnProduct(group: Group, product: Waiting): boolean {
    const { width, definitions, inputs } = group;
    const { register, a, shape } = product;
    const operands = [...inputs]
      .filter((other) => other !== register)
      .map((other) => ({ name: nameOf(other), view: stretched(this.view(other), shape) }));
    const results = definitions
      .filter((definition) => this.uses.get(definition.register)! > 0)
      .map((definition) => ({ name: definition.name, place: this.place(definition.register) }));
    // Where nobody else wants the product, a result takes its place.
    const over = this.uses.get(register)! > 0 ? undefined : results.find(({ place }) => place.dtype === a.place.dtype)?.place;
    const formulas = { width, definitions, name: nameOf(register), operands, results };
    const step = productWithFormulas(this.workshop, product, formulas, over ?? this.place(register));
    if (step) this.emit({ ...step, text: `${step.text}, with ${told(group)}${listed(step.byReference)}` });
    return step !== undefined;
  }

  private reduce(instruction: Instruction): boolean {
    const [input] = instruction.inputs as [Register];
    const [output] = instruction.outputs as [Register];
    const contraction = this.contractions.get(input);
    if (contraction) {
      this.emit(productStep(this.workshop, contraction.a, contraction.b, contraction.shape, this.place(output)));
      return true;
    }
    const { shape, dtype } = this.program.types[input]!;
    const { axes } = instruction.parameters as { readonly axes: readonly number[] };
    const reducing = reductions[instruction.operation]!(instruction.parameters as never);
    if (axes.some((axis) => shape[axis] === 0) && (reducing === 'max' || reducing === 'min')) return false;
    const group = this.wholeGroup(input);
    if (group) this.groups.drop(group);
    const registers = group ? [...group.inputs] : [input];
    const views = registers.map((register) => this.view(register));
    const operands = registers.map((register, k) => ({
      name: nameOf(register),
      dtype: views[k]!.place.dtype,
      strides: stretched(views[k]!, shape).strides,
    }));
    const definitions = group?.definitions ?? [{ name: 'reduced', expr: Expr.variable(nameOf(input)), dtype }];
    const width = group?.width ?? widthOf(dtype) ?? 32;
    const { callee, byReference } = this.reduction({ shape, axes, width, operands, definitions, reducing });
    this.emit({
      callee,
      reads: views,
      writes: [this.place(output)],
      inOrder: false,
      text: `${instruction.operation} of [${shape.join(', ')}]${group ? ' with its formulas' : ''}${listed(byReference)}`,
    });
    return true;
  }

  private elementwise(pass: Pass): ReturnType<typeof elementwise> {
    const { once } = this.workshop;
    const canonical = canonicalPass(pass);
    return once(['elementwise', canonical], () => dividedPass(this.workshop, canonical));
  }
  private reduction(reduced: Reduction): ReturnType<typeof reduction> {
    const { once } = this.workshop;
    const canonical = canonicalNames(reduced);
    return once(['reduction', canonical], () => dividedReduction(this.workshop, canonical));
  }

  /** The group a value waits in, where nothing else in it is wanted by anyone. */
  private wholeGroup(register: Register): Group | undefined {
    const group = this.groups.groupOf(register);
    if (!group || group.definitions.at(-1)!.register !== register) return undefined;
    const wanted = (of: Register): number => this.uses.get(of)!;
    return wanted(register) === 1 &&
      group.definitions.every((definition) => definition.register === register || wanted(definition.register) === 0)
      ? group
      : undefined;
  }

  private copied(view: View, name: string): Place {
    const place = { dtype: view.place.dtype, size: sizeOf(view.shape), name };
    this.emit({
      callee: copier(this.workshop, view),
      reads: [view],
      writes: [place],
      inOrder: true,
      text: `${name} of [${view.shape.join(', ')}]`,
    });
    return place;
  }

  /** A step that may find its inputs unfit and then leaves it to the reference value to say so; `room` is memory to work in, given last. */
  emitChecked(
    instruction: Instruction,
    reads: readonly View[],
    text: string,
    build: (f: FunctionBuilder, pointers: readonly Local[], refuse: () => void) => void,
    room?: Place,
  ): void {
    const writes = instruction.outputs.map((register) => this.place(register));
    const rooms = room ? [room] : [];
    const refer = this.reference(instruction, reads);
    const callee = this.workshop.module.function(
      [...reads, ...writes, ...rooms].map(() => 'i32' as const),
      [],
      (f) => {
        const given = f.parameters.slice(0, reads.length + writes.length).map(({ value }) => f.let(value));
        build(f, f.parameters, () => f.call(refer, ...given.map(({ value }) => value)));
        return undefined;
      },
    );
    this.emit({ callee, reads, writes: [...writes, ...rooms], inOrder: false, mayRefuse: true, text });
  }
  /** Numbers that are known: those of programs within this one. */
  known({ place, value }: Known): View {
    this.constants.push({ place, value });
    return wholeView(place, value.shape);
  }
  /** A value that is another's. */
  rename(register: Register, view: View): void {
    this.views.set(register, view);
  }

  private byReference(instruction: Instruction): void {
    const reads = instruction.inputs.map((register) => this.dense(this.view(register)));
    const writes = instruction.outputs.map((register) => this.place(register));
    const callee = this.reference(instruction, reads);
    this.emit({ callee, reads, writes, inOrder: false, mayRefuse: true, text: `${instruction.operation}: by its reference value` });
  }
  /** A function of pointers that runs an instruction by its reference value. */
  private reference(instruction: Instruction, reads: readonly View[]): Callee {
    return this.workshop.reference({
      operation: operationOf(this.table, instruction),
      parameters: instruction.parameters,
      reads: reads.map(({ place: { dtype }, shape }) => ({ dtype, shape })),
      writes: instruction.outputs.map((register) => this.program.types[register]!),
    });
  }
}

const told = ({ definitions: { length } }: Group): string => `${length} formula${length === 1 ? '' : 's'}`;
const listed = (names: readonly string[]): string => (names.length === 0 ? '' : `, ${names.join(', ')} by reference values`);
