import { isFloat, Pool, postOrder, sameShape, sizeOf, substitute, Expr, type DType, type Shape } from '@chainrule/core';
import type { FormulaParameters, Instruction, Program, Register } from '@chainrule/program';
import { define, type Definition } from '../kernels/elementwise.js';
import { NoVectorCode, widthOf, type Width } from '../vector/formula.js';
import type { Setting } from '../vector/functions.js';
import { zeros } from '../vector/lanes.js';

/** Formulas over one shape that wait to be computed in one pass. */
export interface Group {
  readonly shape: Shape;
  readonly width: Width;
  readonly definitions: (Definition & { readonly register: Register })[];
  /** What they read that is computed already. */
  readonly inputs: Set<Register>;
  readonly pool: Pool;
}

export const nameOf = (register: Register): string => `r${register}`;

/** A pass with more pointers than this would lose more by moving them than it gains. */
const mostPointers = 20;
/** Code for larger formulas would be slower to make than their reference values are to compute. */
const largestFormula = 2000;

/**
 * Formulas are not computed where they stand but as late as possible, together with others over the same elements:
 * what one gives the other is then never written to memory, and what both read is read once.
 */
export class Groups {
  private readonly pending = new Map<Register, Group>();
  private readonly open = new Set<Group>();

  constructor(
    private readonly program: Program,
    private readonly setting: Setting,
    /** Computes a group. */
    private readonly emit: (group: Group) => void,
  ) {}

  groupOf(register: Register): Group | undefined {
    return this.pending.get(register);
  }

  /** Takes a formula in, if there is code for it. */
  add(instruction: Instruction): boolean {
    const [output] = instruction.outputs as [Register];
    const { shape, dtype } = this.program.types[output]!;
    const { formula } = instruction.parameters as FormulaParameters;
    const width = this.widthFor(instruction);
    if (width === undefined || !this.canCompile(instruction, formula, width, dtype)) return false;
    const fits = (group: Group): boolean => sameShape(group.shape, shape) && group.width === width;
    const makers = new Set(instruction.inputs.map((register) => this.pending.get(register)).filter((group) => group !== undefined));
    for (const group of makers) if (!fits(group)) this.flush(group);
    const joined = [...makers].filter(fits);
    const sharing = [...this.open].filter(
      (group) =>
        fits(group) && instruction.inputs.some((register) => group.inputs.has(register) && sizeOf(this.program.types[register]!.shape) > 1),
    );
    let group = joined[0] ?? sharing[0] ?? this.start(shape, width);
    for (const other of joined.slice(1)) this.merge(group, other);
    if (group.inputs.size + group.definitions.length >= mostPointers) {
      this.flush(group);
      group = this.start(shape, width);
    }
    const renamed = substitute(
      formula,
      Object.fromEntries(instruction.inputs.map((register, i) => [`#${i}`, Expr.variable(nameOf(register))])),
    );
    for (const register of instruction.inputs) if (this.pending.get(register) !== group) group.inputs.add(register);
    group.definitions.push({ name: nameOf(output), register: output, expr: group.pool.intern(renamed), dtype });
    this.pending.set(output, group);
    return true;
  }

  /** Computes the group a value waits in. */
  settle(register: Register): void {
    const group = this.pending.get(register);
    if (group) this.flush(group);
  }
  flush(group: Group): void {
    this.drop(group);
    this.emit(group);
  }
  /** Forgets a group: its formulas are computed elsewhere. */
  drop(group: Group): void {
    for (const { register } of group.definitions) this.pending.delete(register);
    this.open.delete(group);
  }
  flushAll(): void {
    for (const group of [...this.open]) this.flush(group);
  }

  private start(shape: Shape, width: Width): Group {
    const group = { shape, width, definitions: [], inputs: new Set<Register>(), pool: new Pool() };
    this.open.add(group);
    return group;
  }
  private merge(into: Group, other: Group): void {
    for (const definition of other.definitions) {
      into.definitions.push({ ...definition, expr: into.pool.intern(definition.expr) });
      this.pending.set(definition.register, into);
    }
    for (const register of other.inputs) into.inputs.add(register);
    for (const { register } of into.definitions) into.inputs.delete(register);
    this.open.delete(other);
  }
  private widthFor({ inputs, outputs }: Instruction): Width | undefined {
    const widths = new Set(
      [...inputs, ...outputs].map((register) => widthOf(this.program.types[register]!.dtype)).filter((width) => width !== undefined),
    );
    return widths.size > 1 ? undefined : ([...widths][0] ?? 32);
  }
  private canCompile({ inputs }: Instruction, formula: Expr, width: Width, dtype: DType): boolean {
    if (postOrder(formula).length > largestFormula) return false;
    // Real numbers of one type always have code, if need be by reference.
    if (isFloat(dtype) && inputs.every((register) => this.program.types[register]!.dtype === dtype)) return true;
    try {
      define(this.setting, width, [{ name: '', expr: formula, dtype }], (name) => ({
        dtype: this.program.types[inputs[Number(name.slice(1))]!]!.dtype,
        term: zeros,
      }));
      return true;
    } catch (error) {
      if (error instanceof NoVectorCode) return false;
      throw error;
    }
  }
}
