"""Prints the coefficients of the backend's vector functions as TypeScript constants.

    pip install mpmath && python coefficients.py

Interpolants in Chebyshev nodes, computed with 60 digits and turned into powers: within a factor of about two of the best
possible error. The error that the rounded coefficients leave is printed beside them.
"""

import mpmath as m
from mpmath import mp, mpf

mp.dps = 60


def powers(f, a, b, degree):
    """The coefficients of the polynomial that agrees with f in the Chebyshev nodes of [a, b]."""
    n = degree + 1
    nodes = [(a + b) / mpf(2) + (b - a) / mpf(2) * m.cos(m.pi * (k + mpf(1) / 2) / n) for k in range(n)]
    system = m.matrix(n, n)
    for i, x in enumerate(nodes):
        for j in range(n):
            system[i, j] = x**j
    return list(m.lu_solve(system, m.matrix([f(x) for x in nodes])))


def show(name, f, a, b, degree, note):
    values = [float(c) for c in powers(f, mpf(a), mpf(b), degree)]
    points = [mpf(a) + (mpf(b) - mpf(a)) * (2 * i + 1) / 401 for i in range(200)]
    worst = max(abs(m.polyval([mpf(c) for c in reversed(values)], x) - f(x)) for x in points)
    listed = ", ".join(repr(c).replace("e-0", "e-") for c in values)
    print(f"// {note}: {m.nstr(worst, 2)}\nconst {name} = [{listed}];\n")


def root_ratio(f, taylor):
    """f at √z, with the limit near 0."""
    return lambda z: f(m.sqrt(z)) if z > mpf(10) ** -20 else taylor


erf_part = lambda x: m.erf(x) / x - 1
scaled = lambda t: (1 + 2 * x_of(t)) * m.exp(x_of(t) ** 2) * m.erfc(x_of(t)) - 1
x_of = lambda t: 3 * (1 + t) / (1 - t)
end = 2 / m.sqrt(m.pi) - 1

tail = lambda t: scaled(t) if t < mpf("0.98") else 1 / m.sqrt(m.pi) * (2 + 1 / x_of(t)) * m.hyp2f0(1, 0.5, -1 / x_of(t) ** 2) - 1
show("erfOverX", root_ratio(erf_part, 2 / m.sqrt(m.pi) - 1), 0, 1, 12, "erf(x)/x − 1 in x² up to 1")
show("erfOverXShort", root_ratio(erf_part, 2 / m.sqrt(m.pi) - 1), 0, 1, 7, "the same for single precision")
show("scaledTail", tail, -1, 1, 24, "(1 + 2x)·erfcx(x) − 1 in (x − 3)/(x + 3)")
show("scaledTailShort", tail, -1, 1, 14, "the same for single precision")
show("arctangent", root_ratio(lambda x: (m.atan(x) - x) / x**3, -mpf(1) / 3), 0, m.tan(m.pi / 8) ** 2, 11, "(atan x − x)/x³ in x² up to tan²(π/8)")
show("arcsine", root_ratio(lambda x: (m.asin(x) - x) / x**3, mpf(1) / 6), 0, mpf(1) / 4, 13, "(asin x − x)/x³ in x² up to 1/4")
show("hyperbolicSine", root_ratio(lambda x: (m.sinh(x) - x) / x**3, mpf(1) / 6), 0, 1, 7, "(sinh x − x)/x³ in x² up to 1")
show("shrinkage", root_ratio(lambda x: (x - m.tanh(x)) / x**3, mpf(1) / 3), 0, mpf("0.5"), 12, "(x − tanh x)/x³ in x² up to 1/2")
show("exponential", lambda r: (m.exp(r) - 1 - r) / r**2 if abs(r) > mpf(10) ** -15 else mpf(1) / 2 + r / 6, -0.35, 0.35, 10, "(e^r − 1 − r)/r² up to 0.35")
show("exponentialShort", lambda r: (m.exp(r) - 1 - r) / r**2 if abs(r) > mpf(10) ** -15 else mpf(1) / 2 + r / 6, -0.35, 0.35, 5, "the same for single precision")
show("artanhRest", root_ratio(lambda s: (2 * m.atanh(s) - 2 * s - 2 * s**3 / 3) / s**5, mpf(2) / 5), 0, mpf("0.02944"), 7, "(2 artanh s − 2s − 2s³/3)/s⁵ in s² up to 0.0294")
