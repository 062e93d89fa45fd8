import { ChainruleError, postOrder, variablesOf, type Expr } from '@chainrule/core';
import { parse, toText } from '@chainrule/symbolic';
import { backpropFormula } from '@chainrule/tensor';
import { computationGraph, computationSteps, type ComputationNode } from '@chainrule/viz';
import { answer } from '../engine/answer.js';
import { bringValues } from '../engine/formula.js';
import type { Drawings, Picture } from '../engine/picture.js';
import { drawGraph } from './graph-picture.js';
import type { Coordinate } from './point-text.js';
import { pointOf } from './point.js';

export interface BackpropRequest extends Drawings {
  readonly f: string;
  /** As in "w=3, x=-1". */
  readonly at: string;
  /** How many steps have been made; 0 for all. */
  readonly step: number;
}

export interface BackpropAnswer {
  readonly pictures: { readonly graph?: Picture };
  readonly point: readonly Coordinate[];
  /** What each step does, in words. */
  readonly says: readonly string[];
  readonly nodes: readonly ComputationNode[];
}

const most = 150;

export const answers = {
  async view({ f, at, step, ...drawings }: BackpropRequest): Promise<BackpropAnswer> {
    const expr = parse(f);
    const count = postOrder(expr).length;
    if (count > most)
      throw new ChainruleError('limit', `a graph of ${count} parts is too large to be read`, {
        operation: 'backprop',
        hint: `at most ${most} are drawn here; chainrule trace writes them all as DOT or Mermaid`,
      });
    await bringValues(expr);
    const point = pointOf(at, variablesOf(expr));
    const nodes = nodesOf(expr, point);
    const steps = computationSteps(nodes);
    const known = step > 0 ? steps[Math.min(step, steps.length) - 1]!.known : undefined;
    return {
      pictures: drawGraph('graph', nodes, drawings, (direction) => computationGraph(nodes, { direction, ...(known && { known }) })),
      point,
      says: steps.map(({ says }) => says),
      nodes,
    };
  },
};

function nodesOf(expr: Expr, point: readonly Coordinate[]): ComputationNode[] {
  return backpropFormula(expr, Object.fromEntries(point.map(({ name, value }) => [name, value]))).map(
    ({ id, part, inputs, slopes, value, gradient }) => ({
      ...{ id, inputs, slopes, value: value.item(), gradient: gradient.item() },
      expression: toText(part),
      operation: part.fn?.name ?? (part.kind === 'variable' ? 'variable' : 'constant'),
    }),
  );
}

answer(answers);
