"""Records what NumPy makes of small arrays, as arrays.json beside this file.

    pip install numpy && python record.py

A case is {operation, inputs, options, output}; an array is {dtype, shape, data} with the numbers as text.
"""

import json
from pathlib import Path

import numpy as np

source = np.random.default_rng(20240501)


def array(a):
    a = np.asarray(a)
    text = lambda x: repr(float(x)) if a.dtype.kind == "f" else str(int(x))
    return {"dtype": str(a.dtype), "shape": list(a.shape), "data": [text(x) for x in a.ravel()]}


def floats(*shape, dtype="float64"):
    return source.normal(size=shape).astype(dtype)


def whole(*shape, dtype="int32"):
    return source.integers(0 if dtype == "uint32" else -9, 10, size=shape).astype(dtype)


cases = []


def case(operation, inputs, output, **options):
    cases.append({"operation": operation, "inputs": [array(a) for a in inputs], "options": options, "output": array(output)})


shapes = [((3,), (3,)), ((2, 3), (3,)), ((2, 1), (1, 4)), ((), (2, 2)), ((4, 1, 3), (2, 1)), ((2, 3, 4), (2, 3, 4)), ((0, 3), (1, 3)), ((1,), (5,)), ((3, 1), ()), ((2, 3), (1, 2, 3)), ((2, 2, 3), (2, 1, 3))]
binary = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "maximum": np.maximum, "minimum": np.minimum}
compare = {"greater": np.greater, "greaterEqual": np.greater_equal, "less": np.less, "lessEqual": np.less_equal, "equal": np.equal}
for left, right in shapes:
    for name, f in binary.items():
        for make in (floats, lambda *s: floats(*s, dtype="float32"), whole, lambda *s: whole(*s, dtype="uint32")):
            a, b = make(*left), make(*right)
            with np.errstate(over="ignore"):
                case(name, [a, b], f(a, b))
    for name, f in compare.items():
        a, b = whole(*left), whole(*right)
        case(name, [a, b], f(a, b))
    a, b = floats(*left), floats(*right)
    case("div", [a, b], a / b)
    condition, yes, no = whole(*left) > 0, floats(*right), floats(*left)
    case("where", [condition, yes, no], np.where(condition, yes, no))

big = np.array([2**31 - 1, -(2**31), 123456789, -987654321], dtype="int32")
with np.errstate(over="ignore"):
    case("mul", [big, big[::-1].copy()], big * big[::-1])
    case("add", [big, big], big + big)
    case("neg", [big], -big)
    case("mul", [big.astype("uint32"), big[::-1].astype("uint32")], big.astype("uint32") * big[::-1].astype("uint32"))
    case("sub", [np.array([0, 1], dtype="uint32"), np.array([1, 3], dtype="uint32")], np.array([0, 1], dtype="uint32") - np.array([1, 3], dtype="uint32"))

reductions = {"sum": np.sum, "max": np.max, "min": np.min, "mean": np.mean}
for shape in [(4,), (3, 4), (2, 3, 4), (2, 1, 3, 2)]:
    axes = [None, 0, -1] + ([(0, 1), (0, len(shape) - 1)] if len(shape) > 1 else [])
    for axis in axes:
        for keep in (False, True):
            for name, f in reductions.items():
                for make in (floats,) if name == "mean" else (floats, whole):
                    a = make(*shape)
                    out = f(a, axis=axis, keepdims=keep)
                    case(name, [a], out.astype(a.dtype), axes=list(axis) if isinstance(axis, tuple) else axis, keepDims=keep)
case("sum", [floats(0, 3)], np.zeros(3), axes=0, keepDims=False)
special = np.array([[1.0, np.nan, 2.0], [-np.inf, 5.0, np.inf]])
for name, f in {"max": np.max, "min": np.min}.items():
    case(name, [special], f(special, axis=1), axes=1, keepDims=False)
    case(name, [special], f(special, axis=0), axes=0, keepDims=False)

for left, right in [((2, 3), (3, 4)), ((1, 1), (1, 1)), ((5, 2, 3), (3, 2)), ((2, 1, 2, 3), (4, 3, 2)), ((3, 4), (5, 4, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3))]:
    for dtype in ("float64", "float32", "int32"):
        a, b = (whole(*left), whole(*right)) if dtype == "int32" else (floats(*left, dtype=dtype), floats(*right, dtype=dtype))
        case("matmul", [a, b], np.matmul(a.astype("float64"), b.astype("float64")).astype(dtype))

for shape, orders in [((2, 3), [None, (0, 1), (1, 0)]), ((2, 3, 4), [None, (1, 2, 0), (0, 2, 1), (-1, 0, 1)]), ((3,), [None]), ((), [None])]:
    for order in orders:
        a = floats(*shape)
        case("transpose", [a], np.transpose(a, order), axes=None if order is None else list(order))
a = floats(2, 3, 4)
for shape in [(6, 4), (-1,), (4, -1), (2, 3, 2, 2)]:
    case("reshape", [a], a.reshape(shape), shape=list(shape))
for rows, index in [(floats(5, 2), np.array([4, 0, 0, 2], dtype="int32")), (floats(4), np.array([[1, 3], [0, 0]], dtype="uint32")), (whole(3, 2, 2), np.array([], dtype="int32"))]:
    case("take", [rows, index], np.take(rows, index, axis=0))
for a, dtype in [(np.array([1.7, -1.7, 0.2, 0.0]), "int32"), (whole(4), "float32"), (np.array([0.0, -0.0, 3.0, 1e-30]), "bool"), (np.array([0.1, 1e300, -1e-300]), "float32"), (np.array([True, False]), "float64")]:
    with np.errstate(over="ignore"):
        case("cast", [a], a.astype(dtype), dtype=dtype)

path = Path(__file__).parent / "arrays.json"
path.write_text("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
print(len(cases), "cases,", path.stat().st_size, "bytes")
