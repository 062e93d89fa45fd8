"""Answers on standard output, for each case named on standard input, how many milliseconds SymPy takes for it."""
import json
import sys
import time

import sympy as sp
from sympy.core.cache import clear_cache


def chain(depth=12):
    x = sp.Symbol("x")
    f = x
    for _ in range(depth):
        f = sp.sin(f) * f + x
    return lambda: sp.diff(f, x)


def network(inputs=8, hidden=20):
    xs = sp.symbols(f"x:{inputs}")
    c, t = sp.symbols("c t")
    weights, output = [c], c
    for j in range(hidden):
        b, v = sp.symbols(f"b{j} v{j}")
        ws = sp.symbols(f"w{j}_:{inputs}")
        weights += [b, *ws, v]
        output += v * sp.tanh(b + sum(w * x for w, x in zip(ws, xs)))
    loss = (output - t) ** 2
    return lambda: [sp.diff(loss, w) for w in weights]


def twentieth():
    x = sp.Symbol("x")
    f = sp.exp(sp.sin(x))
    return lambda: sp.diff(f, x, 20)


def monomials(count=1000, variables=10):
    seed = 1

    def random():
        nonlocal seed
        seed = (seed * 48271) % 2147483647
        return seed / 2147483647

    zs = sp.symbols(f"z:{variables}")
    terms = []
    for _ in range(count):
        term = sp.Integer(1 + int(random() * 9))
        for z in zs:
            term *= z ** int(random() * 4)
        terms.append(term)
    p = sp.Add(*terms)
    return lambda: [sp.diff(p, z) for z in zs]


cases = {"chain": chain, "network": network, "twentieth": twentieth, "monomials": monomials}
print(json.dumps({"version": f"SymPy {sp.__version__}, Python {sys.version.split()[0]}"}), flush=True)
for line in sys.stdin:
    clear_cache()
    work = cases[line.strip()]()
    start = time.perf_counter()
    work()
    print(json.dumps({"milliseconds": 1000 * (time.perf_counter() - start)}), flush=True)
