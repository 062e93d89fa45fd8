import type { Path } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';
import type { Activation } from '../activation.js';
import { tensorsIn } from '../trees.js';
import type { Initialised, Layer } from '../layer.js';

/** One layer of a model with its own parameters and state. */
export interface Link extends Initialised<unknown, unknown> {
  readonly layer: Layer;
  readonly path: Path;
}

/** A weight layer, and all that follows it up to the next: what a signal goes through as one step. */
export interface Stage {
  readonly name: string;
  readonly links: readonly Link[];
}

/** The layers of a model one after the other: sequences inside sequences are opened, other layers are taken whole. */
export function chainOf(layer: Layer, { params, state }: Initialised<unknown, unknown>, path: Path = []): Link[] {
  if (layer['~chainrule'].name !== 'sequential') return [{ layer, params, state, path }];
  return Object.entries(layer.layers ?? {}).flatMap(([name, inner]) =>
    chainOf(inner, { params: child(params, name), state: child(state, name) }, [...path, name]),
  );
}

const child = (tree: unknown, name: string): unknown => (tree as Readonly<Record<string, unknown>>)[name];

/** The weights of a link: its parameters of two or more axes. */
export const weightsOf = (link: Link): Tensor[] => tensorsIn(link.params).filter(({ shape }) => shape.length > 1);

/** The chain cut before every layer with weights; what stands before the first belongs to it. */
export function stagesOf(chain: readonly Link[]): Stage[] {
  const stages: Link[][] = [[]];
  for (const link of chain) {
    const open = stages.at(-1)!;
    if (weightsOf(link).length > 0 && open.some((one) => weightsOf(one).length > 0)) stages.push([link]);
    else open.push(link);
  }
  return stages.map((links) => ({ name: nameOf(links), links }));
}

const nameOf = (links: readonly Link[]): string => (links.find((link) => weightsOf(link).length > 0) ?? links[0])?.path.join('.') ?? '';

/** The activation of a link that is one. */
export function activationOf({ layer }: Link): Activation | undefined {
  return 'activation' in layer.options && layer.layers === undefined ? (layer.options.activation as Activation) : undefined;
}

/** The first activation of a stage. */
export const stageActivation = ({ links }: Stage): Activation | undefined => links.map(activationOf).find((fn) => fn !== undefined);

const normalising = new Set(['batchNorm', 'layerNorm', 'groupNorm', 'rmsNorm']);
export const isNormalised = ({ links }: Stage): boolean => links.some(({ layer }) => normalising.has(layer['~chainrule'].name));

export const isResidualLink = ({ layer }: Link): boolean => layer['~chainrule'].name === 'residual';
export const isResidual = ({ links }: Stage): boolean => links.some(isResidualLink);
