import { sameType, typeText } from '@chainrule/program';
import { leaf, type Tensor } from '../../tensor.js';
import { jvp, vjp } from '../../transform/jvp.js';
import { arrayOf, functionOf, isDifferentiable, leaves } from './application.js';
import { claim, requireClose, requireEqual } from './claim.js';
import { differences, directions, inner } from './differences.js';
import type { Law } from './law.js';

const differenceTolerance = 1e-8;

export const tangent: Law = {
  name: 'jvp is what differences of the value say',
  check: (primitive, sample) => {
    if (!isDifferentiable(primitive, sample)) return;
    const { f, at, reference, point } = functionOf(primitive, sample);
    const along = directions(point, 7);
    const [, tangents] = jvp((...x: Tensor[]) => f(...x), at, leaves(along));
    differences(reference, point, along).forEach((expected, k) =>
      requireClose(arrayOf(tangents[k]!), expected, differenceTolerance, `tangent ${k}`),
    );
    // Each input moved alone, the others' tangents absent.
    point.forEach((_, i) => {
      const only = (...x: Tensor[]): Tensor[] => f(...at.with(i, x[0]!));
      const [, part] = jvp(only, [at[i]!], [leaf(along[i]!)]);
      const expected = differences((x) => reference(point.with(i, x[0]!)), [point[i]!], [along[i]!]);
      expected.forEach((value, k) => requireClose(arrayOf(part[k]!), value, differenceTolerance, `tangent ${k} for input ${i} alone`));
    });
  },
};

export const adjoint: Law = {
  name: '⟨J v, u⟩ = ⟨v, Jᵀ u⟩',
  check: (primitive, sample) => {
    if (!isDifferentiable(primitive, sample)) return;
    const { f, at, point } = functionOf(primitive, sample);
    const v = directions(point, 11);
    const [value, forward] = jvp((...x: Tensor[]) => f(...x), at, leaves(v));
    const u = directions(value.map(arrayOf), 13);
    const [, back] = vjp((...x: Tensor[]) => f(...x), ...at);
    const carried = back(leaves(u)).map(arrayOf);
    carried.forEach((g, i) =>
      claim(sameType(g, point[i]!), () => `the gradient by input ${i} is ${typeText(g)}, the input ${typeText(point[i]!)}`),
    );
    requireEqual(inner(forward.map(arrayOf), u), inner(v, carried), 1e-11, 'all inputs and results');
    // Every input with every result alone: what is absent must count as zero.
    point.forEach((_, i) =>
      value.forEach((_, k) => {
        const [, alone] = vjp((x: Tensor) => f(...at.with(i, x))[k]!, at[i]!);
        const [, part] = jvp((x: Tensor) => f(...at.with(i, x))[k]!, [at[i]!], [leaf(v[i]!)]);
        requireEqual(
          inner([arrayOf(part)], [u[k]!]),
          inner([v[i]!], alone(leaf(u[k]!)).map(arrayOf)),
          1e-11,
          `input ${i} and result ${k} alone`,
        );
      }),
    );
  },
};

export const second: Law = {
  name: 'second derivatives: jvp of vjp is symmetric and what differences of vjp say',
  check: (primitive, sample) => {
    if (!isDifferentiable(primitive, sample)) return;
    const { f, at, reference, point } = functionOf(primitive, sample);
    const u = directions(reference(point), 17);
    const gradient = (...x: Tensor[]): Tensor[] => vjp((...y: Tensor[]) => f(...y), ...x)[1](leaves(u));
    const [v, w] = [directions(point, 19), directions(point, 23)];
    const [, hv] = jvp(gradient, at, leaves(v));
    const [, hw] = jvp(gradient, at, leaves(w));
    requireEqual(inner(w, hv.map(arrayOf)), inner(v, hw.map(arrayOf)), 1e-10, 'symmetry');
    if (sample.complete !== undefined) return;
    const moving = differences((x) => gradient(...leaves(x)).map(arrayOf), point, v);
    moving.forEach((expected, i) => requireClose(arrayOf(hv[i]!), expected, 1e-7, `second derivative by input ${i}`));
  },
};
