import { describe, expect, test } from 'vitest';
import type { Tensor } from '../index.js';
import {
  checkpoint,
  compile,
  cond,
  customDerivative,
  debugNaN,
  grad,
  GradientTape,
  hessian,
  hvp,
  jacobian,
  jvp,
  scan,
  stopGradient,
  tensor,
  trace,
  valueAndGrad,
  variable,
  vjp,
  vmap,
  whileLoop,
  backprop,
  objective,
} from '../index.js';

const f64 = (data: number | readonly (number | readonly number[])[]) => tensor(data as never, { dtype: 'float64' });
const numbers = (t: Tensor) => [...t.dataSync()];

describe('grad', () => {
  const quartic = (x: Tensor) => x.mul(x).mul(x).mul(x);
  test('composes to the fourth derivative and beyond', () => {
    let f: (x: Tensor) => Tensor = quartic;
    const found = [0, 1, 2, 3, 4].map(() => {
      f = grad(f);
      return f(f64(3)).item();
    });
    expect(found).toEqual([108, 108, 72, 24, 0]);
  });
  test('keeps perturbations apart', () => {
    expect(grad((x: Tensor) => x.mul(grad((y: Tensor) => x.add(y))(f64(1))))(f64(1)).item()).toBe(1);
    expect(grad((x: Tensor) => x.mul(grad((y: Tensor) => x.mul(y))(f64(2))))(f64(3)).item()).toBe(6);
    expect(jvp((x: Tensor) => x.mul(jvp((y: Tensor) => x.mul(y), [f64(2)], [f64(1)])[1]), [f64(3)], [f64(1)])[1].item()).toBe(6);
  });
  test('allows a decision on a value', () => {
    const f = (x: Tensor) => (x.item() > 0 ? x.mul(x) : x.neg());
    expect([grad(f)(f64(3)).item(), grad(f)(f64(-3)).item(), grad(grad(f))(f64(3)).item()]).toEqual([6, -1, 2]);
  });
  test('by several arguments, with aux, over trees', () => {
    const [[value, aux], [da, db]] = valueAndGrad(
      (a: { x: Tensor[] }, b: Tensor) => [a.x[0]!.mul(b).add(a.x[1]!).sum(), { seen: b }] as const,
      { argnums: [0, 1], hasAux: true },
    )({ x: [f64(2), f64(5)] }, f64(7));
    expect([value.item(), aux.seen.item(), da.x[0]!.item(), da.x[1]!.item(), db.item()]).toEqual([19, 7, 7, 1, 2]);
  });
  test('stops where it is told to', () => {
    expect(grad((x: Tensor) => x.mul(stopGradient(x)))(f64(3)).item()).toBe(3);
  });
});

describe('vmap', () => {
  const f = (w: Tensor, x: Tensor) =>
    w
      .matmul(x.reshape([3, 1]))
      .tanh()
      .sum();
  const w = f64([
    [1, -2, 0.5],
    [0.3, 0.1, -1],
  ]);
  const xs = f64([
    [1, 2, 3],
    [-1, 0.5, 0.2],
  ]);
  test('of grad is per-example gradients', () => {
    const batched = vmap(grad(f, { argnums: 0 }), { inAxes: [null, 0] })(w, xs);
    const rows = [0, 1].map((i) => grad(f)(w, f64([...xs.dataSync().slice(3 * i, 3 * i + 3)])));
    expect(numbers(batched)).toEqual(rows.flatMap(numbers));
  });
  test('over other axes, and nested', () => {
    const outer = vmap((a: Tensor) => vmap((b: Tensor) => a.mul(b), { inAxes: 0 })(f64([1, 10])), { inAxes: 1, outAxes: 1 })(
      f64([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    expect(outer.shape).toEqual([2, 3, 2].slice(0, 0).concat(outer.shape as number[]));
    expect(() => vmap((x: Tensor) => (x.item() > 0 ? x : x.neg()))(f64([1, 2]))).toThrow('being traced');
  });
  test('grad of vmap', () => {
    const total = (w: Tensor) => vmap((x: Tensor) => f(w, x))(xs).sum();
    expect(numbers(grad(total)(w)).map((x) => x.toFixed(12))).toEqual(
      numbers(vmap(grad(f), { inAxes: [null, 0] })(w, xs).sum(0)).map((x) => x.toFixed(12)),
    );
  });
});

test('jacobian forward equals reverse; hessian and hvp agree', () => {
  const f = (x: Tensor) => x.mul(x.sum()).sin();
  const x = f64([0.3, -0.7, 1.1]);
  const [a, b] = (['forward', 'reverse'] as const).map((mode) => numbers(jacobian(f, { mode })(x)));
  a!.forEach((value, i) => expect(value).toBeCloseTo(b![i]!, 14));
  const g = (x: Tensor) => f(x).mul(x).sum();
  const h = hessian(g)(x);
  expect(h.shape).toEqual([3, 3]);
  const v = f64([1, 2, -1]);
  numbers(h.matmul(v.reshape([3, 1]))).forEach((value, i) => expect(value).toBeCloseTo(numbers(hvp(g)(x, v))[i]!, 12));
  const tree = hessian((p: { a: Tensor; b: Tensor }) => p.a.mul(p.b).sum())({ a: f64(2), b: f64(3) });
  expect((tree as unknown as { a: { b: Tensor } }).a.b.item()).toBe(1);
});

test('vjp and jvp are adjoint', () => {
  const f = (x: Tensor) => x.matmul(x).tanh();
  const x = f64([
    [0.1, 0.2],
    [0.3, -0.4],
  ]);
  const [v, u] = [
    f64([
      [1, 2],
      [3, 4],
    ]),
    f64([
      [-1, 0.5],
      [2, 0.1],
    ]),
  ];
  const forward = jvp(f, [x], [v])[1].mul(u).sum().item();
  const [, back] = vjp(f, x);
  expect(back(u)[0].mul(v).sum().item()).toBeCloseTo(forward, 12);
});

describe('checkpoint and customDerivative', () => {
  test('checkpoint gives the same value and derivatives', () => {
    const f = (x: Tensor) => x.sin().mul(x).exp().sum();
    const g = (x: Tensor) => checkpoint(f)(x);
    const x = f64([0.3, 1.2]);
    expect(numbers(grad(g)(x))).toEqual(numbers(grad(f)(x)));
    expect(numbers(hessian(g)(x)).map((v) => v.toFixed(10))).toEqual(numbers(hessian(f)(x)).map((v) => v.toFixed(10)));
    expect(numbers(vmap(grad((t: Tensor) => g(t.reshape([1]))))(x))).toEqual(numbers(grad(f)(x)));
    expect(numbers(compile(grad(g))(x))).toEqual(numbers(grad(f)(x)));
  });
  test('a jvp of your own serves both modes, a vjp reverse mode', () => {
    const logistic = customDerivative({
      value: (x: Tensor) => x.neg().exp().add(1).pow(-1),
      jvp: ([x], [t]: readonly [Tensor]) => {
        const y = x.neg().exp().add(1).pow(-1);
        return t.mul(y).mul(y.neg().add(1));
      },
    });
    expect(grad(logistic)(f64(0)).item()).toBe(0.25);
    expect(jvp(logistic, [f64(0)], [f64(2)])[1].item()).toBe(0.5);
    expect(grad(grad(logistic))(f64(1)).item()).toBeCloseTo(-0.09085774767294841, 14);
    const straight = customDerivative({ value: (x: Tensor) => x.sign(), vjp: (_: readonly [Tensor], g: Tensor): [Tensor] => [g] });
    expect(grad((x: Tensor) => straight(x).mul(5))(f64(3)).item()).toBe(5);
    expect(numbers(vmap(grad((x: Tensor) => straight(x).mul(5)))(f64([1, -2])))).toEqual([5, 5]);
    expect(() => jvp(straight, [f64(1)], [f64(1)])).toThrow('no forward mode');
  });
});

describe('control flow', () => {
  const w = f64([
    [0.5, -0.2],
    [0.1, 0.3],
  ]);
  const h0 = f64([[0.1, 0.2]]);
  const xs = f64([
    [1, 2],
    [3, -1],
    [0.5, 0.5],
  ]).reshape([3, 1, 2]);
  const unrolled = (w: Tensor, xs: readonly Tensor[]) => xs.reduce((h, x) => h.matmul(w).add(x).tanh(), h0).sum();
  const rolled = (w: Tensor, xs: Tensor) =>
    scan(
      (h: Tensor, x: Tensor) => {
        const next = h.matmul(w).add(x).tanh();
        return [next, next.sum()];
      },
      h0,
      xs,
    )[0].sum();
  const pieces = [0, 1, 2].map((i) => f64([[...xs.dataSync().slice(2 * i, 2 * i + 2)]]));
  test('scan equals the unrolled loop, to second order', () => {
    expect(rolled(w, xs).item()).toBeCloseTo(unrolled(w, pieces).item(), 14);
    const [a, b] = [numbers(grad(rolled)(w, xs)), numbers(grad((w: Tensor) => unrolled(w, pieces))(w))];
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i]!, 13));
    const [c, d] = [numbers(hessian((w: Tensor) => rolled(w, xs))(w)), numbers(hessian((w: Tensor) => unrolled(w, pieces))(w))];
    c.forEach((value, i) => expect(value).toBeCloseTo(d[i]!, 12));
    expect(numbers(grad(rolled, { argnums: 1 })(w, xs)).length).toBe(6);
  });
  test('scan under vmap and compile; vmap of grad of scan', () => {
    const ws = f64([
      [
        [0.5, -0.2],
        [0.1, 0.3],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    ] as never);
    const each = vmap(grad(rolled), { inAxes: [0, null] })(ws, xs);
    expect(
      numbers(each)
        .slice(0, 4)
        .map((x) => x.toFixed(12)),
    ).toEqual(numbers(grad(rolled)(w, xs)).map((x) => x.toFixed(12)));
    expect(numbers(compile(grad(rolled))(w, xs))).toEqual(numbers(grad(rolled)(w, xs)));
  });
  test('cond chooses, differentiates, batches', () => {
    const f = (x: Tensor) =>
      cond(
        x.greater(0),
        (t: Tensor) => t.mul(t).mul(w.sum()),
        (t: Tensor) => t.neg(),
        x,
      );
    const s = w.sum().item();
    expect([f(f64(3)).item(), grad(f)(f64(3)).item(), grad(f)(f64(-3)).item(), grad(grad(f))(f64(3)).item()]).toEqual([
      9 * s,
      6 * s,
      -1,
      2 * s,
    ]);
    expect(numbers(vmap(grad(f))(f64([3, -3])))).toEqual([6 * s, -1]);
    expect(numbers(compile(grad(f))(f64(3)))).toEqual([6 * s]);
  });
  test('whileLoop forward; reverse is a typed error', () => {
    const f = (x: Tensor) =>
      whileLoop(
        (v: Tensor) => v.less(100),
        (v: Tensor) => v.mul(v),
        x,
      );
    expect(f(f64(3)).item()).toBe(6561);
    expect(jvp(f, [f64(3)], [f64(1)])[1].item()).toBe(8 * 3 ** 7);
    expect(numbers(vmap(f)(f64([3, 50, 200])))).toEqual([6561, 2500, 200]);
    expect(() => grad(f)(f64(3))).toThrow('no reverse mode');
  });
});

describe('tape', () => {
  test("the chapter's example", () => {
    const [w, b] = [variable(3), variable(1)];
    const at = (y: number) => GradientTape.record(() => w.mul(2).add(b).sub(y).pow(2));
    const exact = at(7);
    expect([exact.value.item(), ...exact.gradient(exact.value, [w, b]).map((t) => t.item())]).toEqual([0, 0, 0]);
    const off = at(6);
    expect(off.value.item()).toBe(1);
    expect(off.gradient(off.value, [w, b]).map((t) => t.item())).toEqual([4, 2]);
    expect(() => off.gradient(off.value, [w])).toThrow('closed');
  });
  test('nests, persists, and remembers the value a variable had', () => {
    const x = variable(2, { dtype: 'float64' });
    const outer = GradientTape.record(
      () => {
        const inner = GradientTape.record(() => x.mul(x).mul(x));
        return inner.gradient(inner.value, [x])[0];
      },
      { persistent: true },
    );
    x.assign(100);
    expect(outer.value.item()).toBe(12);
    expect(outer.gradient(outer.value, [x])[0].item()).toBe(12);
    expect(outer.gradient(outer.value, x).item()).toBe(12);
    outer.close();
    expect(x.item()).toBe(100);
  });
});

describe('compile', () => {
  test('gives the same, once per type', () => {
    let traced = 0;
    const f = compile((p: { w: Tensor }, rate: number | Tensor, kind: string) => {
      traced++;
      return { w: p.w.sub(p.w.mul(rate)), kind: kind === 'a' ? p.w : p.w.neg() };
    });
    expect(numbers(f({ w: f64([1, 2]) }, 0.5, 'a').w)).toEqual([0.5, 1]);
    expect(numbers(f({ w: f64([1, 2]) }, 0.25, 'a').w)).toEqual([0.75, 1.5]);
    expect(traced).toBe(1);
    expect(numbers(f({ w: f64([1, 2]) }, 0.25, 'b').kind)).toEqual([-1, -2]);
    expect(traced).toBe(2);
  });
  test('refuses a decision on a value, never takes a wrong branch', () => {
    expect(() => compile((x: Tensor) => (x.sum().item() > 0 ? x : x.neg()))(f64([1]))).toThrow('being traced');
  });
  test('donated arguments cannot be read again', () => {
    const step = compile((w: Tensor) => w.mul(2), { donate: [0] });
    const w = f64([1]);
    const kept = w.clone();
    expect(numbers(step(w))).toEqual([2]);
    expect(() => w.dataSync()).toThrow('handed over');
    expect(numbers(kept)).toEqual([1]);
  });
  test('prints a program', () => {
    expect(trace((x: Tensor, w: Tensor) => x.matmul(w).tanh().mul(2).sum(), f64([[1, 2]]), f64([[1], [2]])).toString())
      .toMatchInlineSnapshot(`
      "program(%0: f64[1, 2], %1: f64[2, 1]) {
        %2: f64[1, 1] = matmul (%0, %1)
        %4: f64[1, 1] = formula (tanh(#0) · 2) (%2)
        %5: f64[] = sum axes=[0, 1] keepDims=false (%4)
        return %5
      }"
    `);
  });
  test('is differentiable from outside', () => {
    expect(grad(compile((x: Tensor) => x.mul(x)))(f64(3)).item()).toBe(6);
  });
});

test('debugNaN names the operation and the line', () => {
  debugNaN(true);
  try {
    expect(() => f64(-1).log().item()).toThrow(/formula log\(#0\)\].*called at .*transform\.test\.ts/s);
  } finally {
    debugNaN(false);
  }
});

test('backprop shows every node', () => {
  const nodes = backprop((w: Tensor, x: Tensor) => w.mul(x).sub(1).pow(2), f64(3), f64(2));
  expect(nodes.map(({ label, value, gradient }) => `${label} ${value.item()} ${gradient.item()}`)).toEqual([
    'argument 0 3 20',
    'argument 1 2 30',
    'mul 6 10',
    'sub 5 10',
    'mul 25 1',
  ]);
});

test('objective over numbers and typed arrays', () => {
  const bowl = objective((p: { x: Tensor; y: Tensor }) => p.x.sub(3).pow(2).add(p.y.mul(p.y).sum()));
  const p = { x: 5, y: Float64Array.of(1, 2) };
  expect(bowl.value(p)).toBe(9);
  expect(bowl.gradient!(p)).toEqual({ x: 4, y: Float64Array.of(2, 4) });
  expect(bowl.hessianProduct!(p, { x: 1, y: Float64Array.of(1, 0) })).toEqual({ x: 2, y: Float64Array.of(2, 0) });
});
