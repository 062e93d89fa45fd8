"""Records exact values, derivatives and second derivatives of every elementwise function in points.json beside this file.

    pip install mpmath && python record.py [name ...]

Only values are defined here; mpmath differentiates them numerically at high precision, so that no derivative formula of the
table is repeated. A row is [arguments, value, partials, second partials]: correctly rounded doubles as strings, null where
the function is not differentiable by an argument. Second partials are recorded at ordinary points only; the rows of "edges"
are where textbook formulas may lose digits: beside the ends of the domain, huge, tiny and denormal arguments.
"""

import json
import math
import sys
from pathlib import Path

import mpmath as m
from mpmath import mp, mpf

POINTS = [-3.7, -2.3, -1.2, -0.6, -0.3, 0.3, 0.7, 1.4, 2.6, 4.1]
POSITIVE = [0.2, 0.7, 1.3, 2.6, 9.5]
WITHIN_ONE = [-0.85, -0.5, -0.2, 0.3, 0.6, 0.8]
BEYOND_ONE = [-7.5, -2.6, -1.3, 1.2, 1.7, 3.4]
TINY = [5e-324, -5e-324, 1e-310, 1e-300, -1e-160, 1e-20, -1e-10, 1e-5]
LARGE = [20.0, -20.0, 40.0, -40.0, 300.0, -300.0, 710.5, -745.5, 1e10, -1e10]
HUGE = [1e155, -1e155, 1e300, -1e300]
EDGES = [0.0] + TINY + LARGE + HUGE
FAR_FROM_LOWEST = [x for x in POINTS if x != -1.2]
SATURATING = [5.3 + 0.83 * k for k in range(16)]
NEAR_ONE = [1 - 2**-53, 1 - 2**-40, 1 - 1e-8, 0.999]
PAIRS = [(-2.3, 0.7), (-0.6, -1.4), (0.3, 2.6), (1.2, -0.5), (2.6, 1.7), (0.7, 0.4)]


def both(points):
    return points + [-x for x in points]


def positive(points):
    return [x for x in points if x > 0]


def pairs(xs, others):
    return [(x, other) for x in xs for other in others]


def table():
    """name: (value, ordinary points, edges, indices of arguments that cannot be differentiated)."""
    one, half = mpf(1), mpf(1) / 2
    phi = lambda x: m.ncdf(x)
    sigma = lambda x: 1 / (1 + m.exp(-x)) if x > 0 else m.exp(x) / (1 + m.exp(x))
    softplus = lambda x: max(x, 0) + m.log1p(m.exp(-abs(x)))
    condition = lambda test: lambda *args: mpf(1 if test(*args) else 0)
    root = lambda x, n: -m.root(-x, int(n)) if x < 0 and int(n) % 2 else m.root(x, int(n)) if n == m.nint(n) else x ** (1 / n)
    scale, alpha = mpf("1.0507009873554804934193349852946"), mpf("1.6732632423543772848170429916717")
    step = mpf("0.044715")
    atan_of_inverse = lambda f: lambda x: f(1 / x)
    sinc = lambda x: m.sin(x) / x if x != 0 else one
    tie_free = [(-2.3, 0.7), (1.4, 0.6), (2.6, -0.3), (-0.6, -0.2)]
    big_pairs = [(1e300, 1e10), (-1e10, 1e-10), (5e-324, 1.0), (1e-300, 3.0), (0.0, 2.0)]

    return {
        "add": (lambda a, b: a + b, PAIRS, big_pairs),
        "sub": (lambda a, b: a - b, PAIRS, big_pairs),
        "mul": (lambda a, b: a * b, PAIRS, big_pairs),
        "div": (lambda a, b: a / b, PAIRS, [(1e300, 1e10), (1.0, 1e200), (-1e-200, 1e-100), (1e200, 1e160), (0.0, 2.0), (1.0, 1e-160)]),
        "neg": (lambda x: -x, POINTS, EDGES),
        "pow": (
            lambda a, b: a**b,
            [(0.3, 2.6), (1.2, -0.5), (2.6, 1.7), (0.7, 0.4), (3.5, 3.0), (0.5, -2.0)],
            [(1e-100, 2.0), (1e100, 3.0), (1e-5, 0.5), (1 + 2**-40, 1e10), (2.0, 1000.0), (2.0, -1050.0), (1.5, 0.0)],
        ),
        "log": (m.log, POSITIVE, positive(EDGES) + NEAR_ONE),
        "where": (lambda c, a, b: a if c != 0 else b, [(1.0, 2.5, -1.5), (0.0, 2.5, -1.5), (-2.0, 0.3, 0.6)], [], {0}),
        "lt": (condition(lambda a, b: a < b), PAIRS, []),
        "le": (condition(lambda a, b: a <= b), PAIRS, []),
        "gt": (condition(lambda a, b: a > b), PAIRS, []),
        "ge": (condition(lambda a, b: a >= b), PAIRS, []),
        "eq": (condition(lambda a, b: a == b), PAIRS, []),
        "ne": (condition(lambda a, b: a != b), PAIRS, []),
        "e": (lambda: m.e, [()], []),
        "exp": (m.exp, POINTS, EDGES),
        "expm1": (m.expm1, POINTS, EDGES),
        "log1p": (m.log1p, [-0.8, -0.4, 0.3, 1.2, 4.5, 20.0], [x for x in EDGES if x > -1] + [-x for x in NEAR_ONE]),
        "log2": (lambda x: m.log(x) / m.log(2), POSITIVE, positive(EDGES)),
        "log10": (lambda x: m.log(x) / m.log(10), POSITIVE, positive(EDGES)),
        "sqrt": (m.sqrt, POSITIVE, positive(EDGES)),
        "cbrt": (lambda x: m.sign(x) * m.cbrt(abs(x)), POINTS, [x for x in EDGES if x != 0]),
        "nthroot": (root, [(2.6, 3.0), (0.4, 2.0), (7.5, 4.0), (-3.2, 3.0), (-0.6, 5.0), (5.5, 2.5)], [(1e-300, 3.0), (1e300, 5.0), (2.0, 40.0), (-1e200, 7.0)]),
        "logaddexp": (
            lambda a, b: max(a, b) + m.log1p(m.exp(-abs(a - b))),
            PAIRS,
            [(1000.0, 1000.0), (-1000.0, -1001.0), (700.0, -700.0), (1e300, -1e300), (-745.0, 20.0), (1e-20, -40.0), (0.0, 0.0)],
        ),
        "pi": (lambda: m.pi, [()], []),
        "sin": (m.sin, POINTS, EDGES),
        "cos": (m.cos, POINTS, EDGES),
        "tan": (m.tan, POINTS, EDGES + [1.5707963267948966, 1.57]),
        "sec": (m.sec, POINTS, TINY + [20.0, -40.0, 1e10]),
        "csc": (m.csc, POINTS, [1e-300, -1e-150, 1e-10, 20.0, -40.0, 1e10]),
        "cot": (m.cot, POINTS, [1e-300, -1e-150, 1e-10, 20.0, -40.0, 1e10]),
        "asin": (m.asin, WITHIN_ONE, [0.0] + TINY + both(NEAR_ONE)),
        "acos": (m.acos, WITHIN_ONE, [0.0] + TINY + both(NEAR_ONE)),
        "atan": (m.atan, POINTS, EDGES),
        "asec": (lambda x: m.acos(1 / x), BEYOND_ONE, both([1 + 2**-52, 1 + 2**-40, 1.0001, 1e5, 1e155, 1e300])),
        "acsc": (lambda x: m.asin(1 / x), BEYOND_ONE, both([1 + 2**-52, 1 + 2**-40, 1.0001, 1e5, 1e155, 1e300])),
        "acot": (lambda x: m.atan(1 / x), POINTS, [x for x in EDGES if x != 0]),
        "atan2": (
            lambda a, b: m.atan2(a, b),
            PAIRS,
            [(1e-300, 1.0), (1e200, 1e190), (-1e-200, 1e-190), (1e-20, -1e-20), (1.0, 0.0), (0.0, 3.0), (3.0, 1e300)],
        ),
        "hypot": (lambda a, b: m.sqrt(a * a + b * b), PAIRS, [(1e200, 1e200), (1e-200, -1e-200), (3e300, 4e300), (5e-324, 1.0), (0.0, 2.0), (-3.0, 0.0)]),
        "sinh": (m.sinh, POINTS, EDGES),
        "cosh": (m.cosh, POINTS, EDGES),
        "tanh": (m.tanh, POINTS, EDGES),
        "sech": (m.sech, POINTS, EDGES),
        "csch": (m.csch, POINTS, [x for x in EDGES if abs(x) > 1e-150]),
        "coth": (m.coth, POINTS, [x for x in EDGES if abs(x) > 1e-150]),
        "asinh": (m.asinh, POINTS, EDGES),
        "acosh": (m.acosh, [1.2, 1.7, 2.6, 3.4, 8.5], [1 + 2**-52, 1 + 2**-40, 1.0001, 1e5, 1e10, 1e155, 1e300]),
        "atanh": (m.atanh, WITHIN_ONE, [0.0] + TINY + both(NEAR_ONE)),
        "asech": (lambda x: m.acosh(1 / x), [0.15, 0.3, 0.5, 0.7, 0.85], NEAR_ONE + [1e-300, 1e-160, 1e-5]),
        "acsch": (lambda x: m.asinh(1 / x), POINTS, [1e-150, -1e-100, 1e-10, 20.0, -1e5, 1e10]),
        "acoth": (lambda x: m.atanh(1 / x), BEYOND_ONE, both([1 + 2**-52, 1 + 2**-40, 1.0001, 20.0, 1e5, 1e10, 1e155])),
        "abs": (abs, POINTS, [x for x in EDGES if x != 0]),
        "sign": (m.sign, POINTS, [x for x in EDGES if x != 0]),
        "heaviside": (lambda x: mpf(1 if x > 0 else 0), POINTS, [x for x in EDGES if x != 0]),
        "floor": (m.floor, POINTS, [5e-324, -5e-324, 1 - 2**-53, 4503599627370495.5]),
        "ceil": (m.ceil, POINTS, [5e-324, -5e-324, 1 + 2**-52, 4503599627370495.5]),
        "round": (m.nint, POINTS, [5e-324, -5e-324, 0.5 - 2**-54, 4503599627370495.25, -2.5 - 2**-51]),
        "max": (max, tie_free, [(1e300, -1e300), (5e-324, 0.0), (1 + 2**-52, 1.0)]),
        "min": (min, tie_free, [(1e300, -1e300), (5e-324, 0.0), (1 + 2**-52, 1.0)]),
        "clip": (
            lambda x, lower, upper: min(max(x, lower), upper),
            [(0.3, -1.2, 2.5), (-3.7, -1.2, 2.5), (4.1, -1.2, 2.5), (0.3, 2.0, 1.0), (4.0, 2.0, 1.0)],
            [(1e300, -1.0, 1.0), (-1e300, -1.0, 1.0), (5e-324, 0.0, 1.0)],
        ),
        "and": (condition(lambda a, b: a != 0 and b != 0), PAIRS, []),
        "or": (condition(lambda a, b: a != 0 or b != 0), PAIRS, []),
        "not": (condition(lambda x: x == 0), POINTS, [x for x in EDGES if x != 0]),
        "sigmoid": (sigma, POINTS, EDGES),
        "relu": (lambda x: max(x, 0), POINTS, [x for x in EDGES if x != 0]),
        "relu6": (lambda x: min(max(x, 0), 6), POINTS + [7.5], [x for x in EDGES if x != 0] + [6 - 2**-50, 6 + 2**-50]),
        "leakyrelu": (lambda x, s: x if x > 0 else s * x, pairs(POINTS, [0.01, 0.3]), pairs([5e-324, -5e-300, 1e300, -1e300], [0.01])),
        "elu": (lambda x, a: x if x > 0 else a * m.expm1(x), pairs(POINTS, [1.0, 0.4]), pairs([5e-324, -5e-324, 1e300, -1e300, -40.0, -1e-10], [1.0, 0.4])),
        "celu": (
            lambda x, a: x if x > 0 else a * m.expm1(x / a),
            pairs(POINTS, [1.0, 0.4]),
            pairs([5e-324, 1e300, -40.0, -1e-10, -700.0], [1.0]),
        ),
        "selu": (lambda x: scale * (x if x > 0 else alpha * m.expm1(x)), POINTS, [x for x in EDGES if x != 0]),
        "gelu": (lambda x: x * phi(x), POINTS, [0.0] + TINY + [7.0, -7.0, 20.0, -20.0, 1e10, -1e10]),
        "gelutanh": (
            lambda x: x * sigma(2 * m.sqrt(2 / m.pi) * (x + step * x**3)),
            POINTS,
            [0.0] + TINY + [7.0, -7.0, 20.0, -20.0, 1e10, -1e10],
        ),
        "silu": (lambda x: x * sigma(x), FAR_FROM_LOWEST, EDGES + SATURATING),
        "softplus": (
            lambda x, beta: softplus(beta * x) / beta,
            pairs(POINTS, [1.0, 2.5]),
            pairs([0.0, 5e-324, 1e-10, 40.0, -40.0, 700.0, -700.0, 1e300, -1e300], [1.0]),
        ),
        "logsigmoid": (lambda x: -softplus(-x), POINTS, EDGES),
        "mish": (lambda x: x * m.tanh(softplus(x)), FAR_FROM_LOWEST, [0.0] + TINY + LARGE + SATURATING),
        "softsign": (lambda x: x / (1 + abs(x)), POINTS, [x for x in EDGES if x != 0]),
        "tanhshrink": (lambda x: x - m.tanh(x), POINTS, [x for x in EDGES if x == 0 or abs(x) > 1e-90]),
        "hardtanh": (lambda x: min(max(x, -1), 1), POINTS, [x for x in EDGES] + both([1 - 2**-53, 1 + 2**-52])),
        "hardsigmoid": (lambda x: min(max(x / 6 + half, 0), 1), POINTS, [x for x in EDGES] + both([3 - 2**-50, 3 + 2**-50])),
        "hardswish": (lambda x: x * min(max(x / 6 + half, 0), 1), POINTS, [x for x in EDGES] + both([3 + 2**-50])),
        "hardshrink": (lambda x, t: mpf(0) if abs(x) <= t else x, pairs(POINTS, [0.5, 1.0]), pairs([5e-324, 1e300, -1e300], [0.5])),
        "softshrink": (
            lambda x, t: x - t if x > t else x + t if x < -t else mpf(0),
            pairs(POINTS, [0.5, 1.0]),
            pairs([5e-324, 1e300, -1e300], [0.5]),
        ),
        "erf": (m.erf, POINTS, [x for x in EDGES if abs(x) < 1e5]),
        "erfc": (m.erfc, POINTS, [0.0] + TINY + [5.5, -5.5, 10.0, 20.0, 26.5, -40.0]),
        "normcdf": (phi, POINTS, [0.0] + TINY + [7.0, -7.0, -20.0, -38.0, 20.0]),
        "normpdf": (m.npdf, POINTS, [0.0] + TINY + [7.0, -20.0, 38.0, 1e10]),
        "gamma": (m.gamma, POINTS + [7.5, 20.0], [1e-300, -1e-100, 1e-10, 171.5, 100.0, -20.5]),
        "loggamma": (lambda x: m.log(abs(m.gamma(x))), POINTS + [7.5, 20.0], [1e-300, 1e-10, 171.5, 1e5, 1e10]),
        "digamma": (m.digamma, POINTS + [7.5, 20.0], [1e-150, 1e-10, 171.5, 1e5, 1e10]),
        "polygamma": (lambda n, x: m.polygamma(int(n), x), pairs([1.0, 2.0, 3.0], [-2.3, -0.6, 0.3, 1.4, 2.6, 9.5]), pairs([1.0, 2.0], [1e-20, 1e5, 171.5]), {0}),
        "zeta": (m.zeta, [-3.7, -1.2, -0.6, 0.3, 0.7, 1.4, 2.6, 4.1, 9.5], [1 + 1e-8, 20.0, 40.0]),
        "zetaderivative": (lambda n, x: m.diff(m.zeta, x, int(n)), pairs([1.0, 2.0], [-1.2, 0.3, 1.4, 2.6, 9.5]), [(1.0, 20.0)], {0}),
        "sinc": (sinc, POINTS, [1e-300, 1e-10, 20.0, -40.0, 1e10]),
        "sincderivative": (lambda n, x: m.diff(sinc, x, int(n)), pairs([1.0, 2.0, 3.0], POINTS), [(1.0, 20.0), (2.0, -40.0)], {0}),
        "Si": (m.si, POINTS, [1e-300, 1e-10, 20.0, -40.0, 1e5]),
        "Ci": (m.ci, POSITIVE, [1e-300, 1e-10, 20.0, 40.0, 1e5]),
        "Ei": (m.ei, POINTS, [1e-300, 1e-10, 20.0, -20.0, 300.0]),
        "besselj": (lambda n, x: m.besselj(int(n), x), pairs([0.0, 1.0, 3.0, -2.0], [-2.3, 0.7, 2.6, 9.5]), [(0.0, 1e-10), (2.0, 40.0), (5.0, 0.01)], {0}),
        "lambertw": (lambda x: m.lambertw(x).real, [-0.2, 0.3, 0.7, 1.4, 2.6, 9.5], [0.0, 1e-300, 1e-10, -0.36, -0.33, 1e5, 1e100]),
        "airyai": (m.airyai, POINTS, [0.0, 1e-300, 1e-10, 20.0, -20.0]),
        "airyaiprime": (lambda x: m.airyai(x, derivative=1), POINTS, [0.0, 1e-300, 1e-10, 20.0, -20.0]),
    }


SLOW = {"polygamma", "zeta", "zetaderivative", "sincderivative", "besselj", "airyai", "airyaiprime", "Si", "Ci", "Ei", "lambertw", "digamma", "gamma", "loggamma"}


def rounded(value):
    """The nearest double as text, also where it is denormal or overflows."""
    value = mpf(value.real) if isinstance(value, m.mpc) else mpf(value)
    if value == 0:
        return "0"
    if abs(value) >= mpf(2) ** 1024 * (1 - mpf(2) ** -54):
        return "Infinity" if value > 0 else "-Infinity"
    if abs(value) >= mpf(2) ** -1022:
        return repr(float(value))
    return repr(math.ldexp(int(m.nint(value * mpf(2) ** 1074)), -1074))


def bits(args):
    """Enough that the argument and its neighbours, and e^(−x²) beside 1, are told apart."""
    spread = max([0] + [abs(math.frexp(a)[1]) for a in args if a != 0])
    return 256 + 2 * spread + int(min(4000, max([0] + [4 * abs(a) + 1.5 * a * a for a in args])))


def partial(f, args, orders):
    """mpmath's difference quotients; the step is absolute, the precision is what makes it small."""
    point = [mpf(a) for a in args]
    active = [i for i, n in enumerate(orders) if n > 0]

    def restricted(*moved):
        given = list(point)
        for i, value in zip(active, moved):
            given[i] = value
        return f(*given)

    return m.diff(restricted, tuple(point[i] for i in active), tuple(orders[i] for i in active))


def row(name, f, args, fixed, with_second):
    mp.prec = 200 if name in SLOW and all(a == 0 or 1e-25 < abs(a) < 1e12 for a in args) else bits(args)
    count = len(args)

    def derivative(*axes):
        """Rounded, and 0 where more digits show that only rounding was left."""
        if any(axis in fixed for axis in axes):
            return None
        orders = [axes.count(i) for i in range(count)]
        rough = partial(f, args, orders)
        if m.im(rough) != 0:
            return None
        with mp.workprec(mp.prec + 96):
            fine = partial(f, args, orders)
        if abs(rough - fine) > abs(fine) * mpf(10) ** -20:
            assert abs(rough) < mpf(10) ** -20, (name, args, rough, fine)
            return "0"
        return rounded(fine)

    entry = [[repr(a) for a in args], rounded(f(*[mpf(a) for a in args])), [derivative(i) for i in range(count)]]
    if with_second:
        entry.append([[derivative(i, j) for j in range(count)] for i in range(count)])
    return entry


def main():
    path = Path(__file__).parent / "points.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    names = sys.argv[1:] or list(table())
    for name in names:
        f, points, edges, *rest = table()[name]
        fixed = rest[0] if rest else set()
        as_args = lambda p: p if isinstance(p, tuple) else (p,)
        known[name] = {
            "points": [row(name, f, as_args(p), fixed, True) for p in points],
            "edges": [row(name, f, as_args(p), fixed, False) for p in edges],
        }
        print(name, flush=True)
    order = [name for name in table() if name in known]
    block = lambda rows: "[" + ",".join("\n" + json.dumps(r, separators=(",", ":")) for r in rows) + "\n]" if rows else "[]"
    path.write_text("{\n" + ",\n".join(f'"{n}": {{"points": {block(known[n]["points"])}, "edges": {block(known[n]["edges"])}}}' for n in order) + "\n}\n")


main()
