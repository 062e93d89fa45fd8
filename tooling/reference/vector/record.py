"""Records exact values of the functions that the compiled backend computes on vectors, as values.json beside this file.

    pip install mpmath gmpy2 && python record.py [rows per function and type] [file] [name ...]

For each function and element type a list of rows [arguments, value, residual]: `value` is the exact value rounded to the
type, `residual` is (exact − value) in units in the last place of `value`. Arguments are numbers of the type: of all sizes,
evenly over their bit patterns; evenly over where the function changes; and beside what a method may trip over: zeros,
denormals, neighbours of one, ends of domains, saturation, multiples of π/2.
"""

import json
import math
import random
import struct
import sys
from pathlib import Path

import mpmath as m
from mpmath import mp, mpf

mp.prec = 200
TYPES = {"float32": (24, -149, "f", "I", 32), "float64": (53, -1074, "d", "Q", 64)}
LARGEST = {"float32": mpf(2) ** 128 * (1 - mpf(2) ** -25), "float64": mpf(2) ** 1024 * (1 - mpf(2) ** -54)}


def unit(value, kind):
    digits, lowest = TYPES[kind][:2]
    if value == 0:
        return mpf(2) ** lowest
    return mpf(2) ** max(int(m.floor(m.log(abs(value), 2))) - digits + 1, lowest)


def rounded(exact, kind):
    if abs(exact) >= LARGEST[kind]:
        return math.copysign(math.inf, exact)
    step = unit(exact, kind)
    value = m.nint(exact / step) * step
    return float(value)


def number(x, kind):
    """The number of the type nearest to x."""
    if kind == "float64" or math.isinf(x) or math.isnan(x):
        return x
    return rounded(mpf(x), kind) if x != 0 else x


def text(x):
    return "NaN" if math.isnan(x) else ("Infinity" if x > 0 else "-Infinity") if math.isinf(x) else "-0" if x == 0 and math.copysign(1, x) < 0 else repr(x)


def patterns(count, kind, chance):
    """Numbers evenly over the bit patterns."""
    _, _, real, whole, bits = TYPES[kind]
    found = []
    while len(found) < count:
        x = struct.unpack(real, struct.pack(whole, chance.getrandbits(bits)))[0]
        if math.isfinite(x):
            found.append(x)
    return found


ONES = [1 - 2**-53, 1 + 2**-52, 1 - 2**-24, 1 + 2**-23, 0.5, 0.25, 0.70710678118654752, 1.4142135623730951, 0.75, 1.25]
EDGES = [0.0, -0.0, math.inf, -math.inf, math.nan, 1.0, -1.0, 2.0, 5e-324, -5e-324, 2**-149, 2**-126, 2**-127, 2**-1022, 2**-1030, 3.4e38, 1.7e308, 1e-20, 1e-8, -1e-8]
SATURATION = [9.1, 20.0, 36.8, 87.3, 88.7, 88.73, 103.9, 104.1, 150.0, 708.5, 709.7, 709.79, 710.4, 744.9, 745.2, 746.0]
ANGLES = [k * math.pi / 2 for k in [1, 2, 3, 4, 5, 11, 26, 573, 2**10, 2**16 + 1, 2**19]]

one = mpf(1)
sigma = lambda x: one / (1 + m.exp(-x))
softplus = lambda x: m.log1p(m.exp(x)) if x < 200 else x + m.exp(-x)


def precise(f, digits=1400):
    """Where terms cancel or angles are huge."""

    def g(*x):
        with mp.workprec(digits):
            return f(*x)

    return g


def gelutanh(x):
    return x * sigma(2 * m.sqrt(2 / m.pi) * (x + mpf("0.044715") * x**3))


def tanhshrink(x):
    return x - m.tanh(x)


# name: (value, intervals to cover evenly, whether 1, −1 are ends of its domain)
UNARY = {
    "exp": (m.exp, [(-1, 1), (-110, 90), (-750, 710)]),
    "expm1": (m.expm1, [(-1, 1), (-40, 90), (-750, 710)]),
    "log": (m.log, [(0, 3), (0.9, 1.1)]),
    "log1p": (m.log1p, [(-1, 1), (-0.01, 0.01), (0, 50)]),
    "log2": (lambda x: m.log(x, 2), [(0, 3), (0.9, 1.1)]),
    "log10": (m.log10, [(0, 3), (0.9, 1.1)]),
    "sqrt": (m.sqrt, [(0, 3)]),
    "cbrt": (lambda x: m.sign(x) * m.cbrt(abs(x)), [(-3, 3), (-1000, 1000)]),
    "sin": (precise(m.sin), [(-4, 4), (-1000, 1000)]),
    "cos": (precise(m.cos), [(-4, 4), (-1000, 1000)]),
    "tan": (precise(m.tan), [(-4, 4), (-1000, 1000)]),
    "sec": (precise(m.sec), [(-4, 4)]),
    "csc": (precise(m.csc), [(-4, 4)]),
    "cot": (precise(m.cot), [(-4, 4)]),
    "asin": (m.asin, [(-1, 1)]),
    "acos": (m.acos, [(-1, 1)]),
    "atan": (m.atan, [(-3, 3), (-30, 30)]),
    "sinh": (m.sinh, [(-1, 1), (-20, 20), (-711, 711)]),
    "cosh": (m.cosh, [(-1, 1), (-20, 20), (-711, 711)]),
    "tanh": (m.tanh, [(-1, 1), (-20, 20)]),
    "asinh": (m.asinh, [(-2, 2), (-50, 50)]),
    "acosh": (m.acosh, [(1, 1.1), (1, 20)]),
    "atanh": (m.atanh, [(-1, 1), (-0.1, 0.1)]),
    "sigmoid": (sigma, [(-1, 1), (-40, 40), (-750, 40)]),
    "erf": (m.erf, [(-1.2, 1.2), (-6, 6)]),
    "erfc": (m.erfc, [(-1.2, 1.2), (-6, 11), (0, 28)]),
    "normcdf": (lambda x: m.erfc(-x / m.sqrt(2)) / 2, [(-1.2, 1.2), (-15, 9), (-39, 0)]),
    "normpdf": (lambda x: m.exp(-x * x / 2) / m.sqrt(2 * m.pi), [(-2, 2), (-15, 15), (-39, 39)]),
    "gelu": (lambda x: x * m.erfc(-x / m.sqrt(2)) / 2, [(-1.2, 1.2), (-15, 9), (-39, 0)]),
    "gelutanh": (gelutanh, [(-3, 3), (-22, 8)]),
    "silu": (lambda x: x * sigma(x), [(-3, 3), (-110, 40), (-750, 0)]),
    "softplus": (softplus, [(-3, 3), (-110, 40), (-750, 0)]),
    "logsigmoid": (lambda x: -softplus(-x), [(-3, 3), (-40, 110), (0, 750)]),
    "mish": (lambda x: x * m.tanh(softplus(x)), [(-3, 3), (-110, 40), (-750, 0)]),
    "elu": (lambda x: x if x > 0 else m.expm1(x), [(-3, 3), (-40, 3)]),
    "selu": (lambda x: mpf(1.0507009873554804934193349852946) * x if x > 0 else mpf(1.7580993408473766) * m.expm1(x), [(-3, 3), (-40, 3)]),
    "tanhshrink": (precise(tanhshrink, 8000), [(-1, 1), (-3, 3)]),
}
DOMAINS = {"log": (0, math.inf), "log2": (0, math.inf), "log10": (0, math.inf), "sqrt": (0, math.inf), "log1p": (-1, math.inf), "asin": (-1, 1), "acos": (-1, 1), "atanh": (-1, 1), "acosh": (1, math.inf)}


def limits(name, f):
    """The value at ±∞ and at −0, after IEEE 754."""
    odd = {"expm1", "log1p", "cbrt", "sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "erf", "gelu", "gelutanh", "silu", "mish", "elu", "selu", "tanhshrink", "sqrt"}
    table = {
        "exp": (math.inf, 0.0), "expm1": (math.inf, -1.0), "log": (math.inf, math.nan), "log1p": (math.inf, math.nan), "log2": (math.inf, math.nan),
        "log10": (math.inf, math.nan), "sqrt": (math.inf, math.nan), "cbrt": (math.inf, -math.inf), "asin": (math.nan, math.nan), "acos": (math.nan, math.nan),
        "atan": (math.pi / 2, -math.pi / 2), "sinh": (math.inf, -math.inf), "cosh": (math.inf, math.inf), "tanh": (1.0, -1.0), "asinh": (math.inf, -math.inf),
        "acosh": (math.inf, math.nan), "atanh": (math.nan, math.nan), "sigmoid": (1.0, 0.0), "erf": (1.0, -1.0), "erfc": (0.0, 2.0), "normcdf": (1.0, 0.0),
        "normpdf": (0.0, 0.0), "softplus": (math.inf, 0.0), "logsigmoid": (-0.0, -math.inf), "elu": (math.inf, -1.0),
        "gelu": (math.inf, -0.0), "gelutanh": (math.inf, -0.0), "silu": (math.inf, -0.0), "mish": (math.inf, -0.0),
    }
    return table.get(name), name in odd


def exact(name, f, x):
    """The exact value, or a special one."""
    ends, odd = limits(name, f)
    if math.isnan(x):
        return math.nan
    if math.isinf(x):
        return None if ends is None and name not in {"sin", "cos", "tan", "sec", "csc", "cot"} else math.nan if ends is None else ends[0 if x > 0 else 1]
    low, high = DOMAINS.get(name, (-math.inf, math.inf))
    if x < low or x > high:
        return math.nan
    if x == 0:
        if name in {"csc", "cot"}:
            return None
        if odd:
            return x
        if name in {"log", "log2", "log10"}:
            return -math.inf
    if name == "log1p" and x == -1:
        return -math.inf
    if name == "atanh" and abs(x) == 1:
        return math.copysign(math.inf, x)
    return f(mpf(x))


def row(arguments, value, kind):
    if value is None:
        return None
    if isinstance(value, float):
        return [[text(a) for a in arguments], text(number(value, kind)), 0]
    nearest = rounded(value, kind)
    if math.isinf(nearest):
        return [[text(a) for a in arguments], text(nearest), 0]
    if nearest == 0 and value < 0:
        nearest = -0.0
    return [[text(a) for a in arguments], text(nearest), float(m.nstr((value - mpf(nearest)) / unit(mpf(nearest) if nearest else value * 0, kind), 3))]


def evenly(a, b, count, chance):
    return [a + (b - a) * (i + chance.random()) / count for i in range(count)]


def unary_points(name, count, kind, chance):
    intervals = UNARY[name][1]
    points = EDGES + ONES + [s * x for x in SATURATION for s in (1, -1)]
    if name in {"sin", "cos", "tan", "sec", "csc", "cot"}:
        points = points + ANGLES + [1e10, 1e22, 2.0**120]
    points = points + patterns(count // 3, kind, chance)
    for a, b in intervals:
        points += evenly(a, b, count // (2 * len(intervals)), chance)
    low, high = DOMAINS.get(name, (-math.inf, math.inf))
    kept, seen = [], set()
    for x in (number(x, kind) for x in points):
        if text(x) not in seen and (low <= x <= high or math.isinf(x) or math.isnan(x) or chance.random() < 0.1):
            seen.add(text(x))
            kept.append(x)
    return kept


def power(x, y):
    """As ECMAScript's **."""
    if math.isnan(y) or (abs(x) == 1 and math.isinf(y)):
        return math.nan
    if y == 0:
        return 1.0
    if math.isnan(x):
        return math.nan
    if x == 0 or math.isinf(x) or math.isinf(y):
        try:
            return math.pow(x, y)
        except ValueError:
            return -math.inf if y == int(y) and y % 2 == 1 and math.copysign(1, x) < 0 else math.inf
        except OverflowError:
            return math.inf
    if x < 0 and y != int(y):
        return math.nan
    estimate = y * math.log(abs(x)) if abs(x) != 1 else 0
    sign = -1 if x < 0 and int(y) % 2 == 1 else 1
    if estimate > 800:
        return sign * math.inf
    if estimate < -800:
        return sign * 0.0
    return sign * m.exp(mpf(y) * m.log(abs(mpf(x))))


def power_points(count, kind, chance):
    special = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, -3.0, math.inf, -math.inf, math.nan, 1e-20, 2.5, -2.5, 1e10, 5e-324, 2.0**53, 2.0**53 + 2, 2**-149]
    points = [(x, y) for x in special for y in special][:: max(1, 441 * 2 // count)]
    far = 88 if kind == "float32" else 709
    for _ in range(count):
        x = abs(patterns(1, kind, chance)[0])
        if x > 0 and x != 1:
            points.append((x, chance.uniform(-1.02, 1.02) * far / math.log(x)))
        x = chance.uniform(0.5, 2)
        points.append((x, chance.uniform(-1.02, 1.02) * far / math.log(x)))
        points.append((chance.uniform(-10, 10), float(chance.randrange(-20, 20))))
        points.append((chance.uniform(0, 10), chance.uniform(-4, 4)))
    return [(number(x, kind), number(y, kind)) for x, y in points[: len(points) - 2 * count]]


def record(names, count):
    for name in names:
        kinds = {}
        for kind in TYPES:
            chance = random.Random(f"{name} {kind}")
            if name == "pow":
                rows = [row((x, y), power(x, y), kind) for x, y in power_points(count, kind, chance)]
            else:
                f = UNARY[name][0]
                rows = [row((x,), exact(name, f, x), kind) for x in unary_points(name, count, kind, chance)]
            kinds[kind] = [entry for entry in rows if entry]
        yield name, kinds


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    file = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("values.json")
    names = sys.argv[3:] or [*UNARY, "pow"]
    lines = [f"{json.dumps(name)}: {json.dumps(kinds, separators=(',', ':'))}" for name, kinds in record(names, count)]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n")


main()
