"""Records values and gradients of primitives and compositions by JAX in double precision.

    python record.py [operations] [compositions]        (needs jax; writes the .json of the same name beside itself)

Every case: its inputs (real ones exactly representable in float32, so that the same numbers test both precisions), its results,
the gradient by every real input of  L = sum over results of <w, result>  with w_i = cos(1 + i), and the product of L's Hessian
with v_i = sin(1 + i) over all real inputs. "order" says how many of these exist (0: the value alone).
"""
import json
import pathlib
import sys

import jax
import jax.numpy as jnp
import jax.scipy as jsp
import numpy as np
from jax import lax

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

here = pathlib.Path(__file__).parent
random = np.random.default_rng(20240607)
cases = {}


def real(*shape, low=-1.5, high=1.5):
    return random.uniform(low, high, shape).astype(np.float32).astype(np.float64)


def positive(*shape):
    return real(*shape, low=0.3, high=2.0)


def whole(*values):
    return np.array(values, dtype=np.int32)


def definite(n, *lead):
    a = real(*lead, n, n)
    return (np.matmul(a, np.swapaxes(a, -1, -2)) + 2 * np.eye(n)).astype(np.float32).astype(np.float64)


def regular(n, *lead):
    return (real(*lead, n, n) + 3 * np.eye(n)).astype(np.float32).astype(np.float64)


def numbers(x):
    x = np.asarray(x)
    flat = x.reshape(-1).tolist()
    kind = {"f": "float64", "i": "int32", "b": "bool", "u": "uint32"}[x.dtype.kind]
    return [kind, list(x.shape), [int(n) if kind != "float64" else n for n in flat]]


def directions(arrays, f):
    made, at = [], 0
    for x in arrays:
        made.append(jnp.asarray(f(1 + at + np.arange(x.size))).reshape(x.shape))
        at += x.size
    return made


def record(group, name, f, *inputs, order=2):
    def results(*xs):
        out = f(*xs)
        return tuple(out) if isinstance(out, (tuple, list)) else (out,)

    at = [i for i, x in enumerate(inputs) if np.asarray(x).dtype.kind == "f"]
    value = results(*[jnp.asarray(x) for x in inputs])
    entry = {"inputs": [numbers(x) for x in inputs], "value": [numbers(x) for x in value]}
    if order > 0:
        def loss(*variables):
            xs = [jnp.asarray(x) for x in inputs]
            for i, variable in zip(at, variables):
                xs[i] = variable
            out = [y for y in results(*xs) if y.dtype.kind == "f"]
            return sum(jnp.sum(w * y) for w, y in zip(directions(out, np.cos), out))

        variables = [jnp.asarray(inputs[i]) for i in at]
        gradient = jax.grad(loss, argnums=tuple(range(len(at))))
        entry["gradient"] = [numbers(g) for g in gradient(*variables)]
        if order > 1:
            v = directions(variables, np.sin)
            entry["curvature"] = [numbers(h) for h in jax.jvp(gradient, tuple(variables), tuple(v))[1]]
    for part in [entry["value"], entry.get("gradient", []), entry.get("curvature", [])]:
        for kind, _, data in part:
            assert all(np.isfinite(data)), (name, data)
    assert name not in cases.setdefault(group, {}), name
    cases[group][name] = entry


def convolve(x, w, strides, padding, dilation=None, groups=1, inputs=None):
    return lax.conv_general_dilated(x, w, strides, padding, lhs_dilation=inputs, rhs_dilation=dilation, feature_group_count=groups)


def operation(name, f, *inputs, order=2):
    record("operations", name, f, *inputs, order=order)


def composition(name, f, *inputs, order=2):
    record("compositions", name, f, *inputs, order=order)


for group in sys.argv[1:] or ["operations", "compositions"]:
    random = np.random.default_rng(20240607)
    exec((here / f"{group}.py").read_text())
    lines = [f"{json.dumps(name)}:{json.dumps(entry, separators=(',', ':'))}" for name, entry in cases[group].items()]
    (here / f"{group}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(group, len(cases[group]))
