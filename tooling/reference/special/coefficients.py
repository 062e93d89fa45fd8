"""Prints the coefficient arrays of packages/core/src/special, one TypeScript constant per line.

    pip install mpmath && python coefficients.py

Every array is either a series whose terms are known in closed form, or a Chebyshev interpolant computed with
80 digits (within a factor of about two of the best possible error) whose achieved error is printed beside it.
"""

from mpmath import mp, mpf
import mpmath as m

mp.dps = 80


def text(value):
    return repr(float(value)).replace("e-0", "e-")


def shortest(value, tolerance):
    """The value with the fewest digits that keep it within the tolerance."""
    for digits in range(3, 17):
        short = float(m.nstr(value, digits))
        if abs(short - value) <= tolerance:
            return short
    return float(value)


def show(name, values, note, reach=None):
    """`reach(k)` bounds the factor on the k-th value; what it moves the result by less than 1e-20 is not written out."""
    if reach:
        values = [shortest(v, mpf("1e-20") / reach(k)) for k, v in enumerate(values)]
    print(f"// {note}\nconst {name} = [{', '.join(text(v) for v in values)}];\n")


def interpolant(f, a, b, degree):
    """Chebyshev coefficients of f on [a, b]."""
    n = degree + 1
    nodes = [m.cos(m.pi * (k + mpf(1) / 2) / n) for k in range(n)]
    values = [f((a + b) / mpf(2) + (b - a) / mpf(2) * t) for t in nodes]
    return [
        (2 if j else 1) * m.fsum(v * m.cos(j * m.pi * (k + mpf(1) / 2) / n) for k, v in enumerate(values)) / n
        for j in range(n)
    ]


def monomial(chebyshev, a, b):
    """The same polynomial in powers of x."""
    def multiply(p, q):
        r = [mpf(0)] * (len(p) + len(q) - 1)
        for i, u in enumerate(p):
            for j, v in enumerate(q):
                r[i + j] += u * v
        return r

    def add(p, q):
        return [(p[i] if i < len(p) else 0) + (q[i] if i < len(q) else 0) for i in range(max(len(p), len(q)))]

    t = [-(a + b) / mpf(b - a), 2 / mpf(b - a)]
    previous, current = [mpf(1)], t
    total = [chebyshev[0]]
    for c in chebyshev[1:]:
        total = add(total, [c * v for v in current])
        previous, current = current, add([2 * v for v in multiply(t, current)], [-v for v in previous])
    return total


def largest(error, a, b, points=301):
    return max(abs(error(a + (b - a) * mpf(i) / (points - 1))) for i in range(points))


def polynomial(name, f, a, b, degree, weight=lambda x: 1, note=""):
    a, b = mpf(a), mpf(b)
    furthest = max(abs(a), abs(b))
    reach = lambda k: furthest**k * weight(furthest)
    c = [mpf(shortest(v, mpf("1e-20") / reach(k))) for k, v in enumerate(monomial(interpolant(f, a, b, degree), a, b))]
    error = largest(lambda x: (f(x) - m.polyval(c[::-1], x)) * weight(x), a, b)
    show(name, c, f"{note} on [{m.nstr(a, 4)}, {m.nstr(b, 4)}], error {m.nstr(error, 3)}")


def series_safe(f, taylor):
    """f, with its Taylor series where the closed form would lose digits."""
    return lambda z: taylor(z) if abs(z) < mpf(10) ** -6 else f(z)


def split(name, value, bits):
    """A constant as parts of at most `bits` bits each, the last one rounded to a double."""
    parts, rest = [], mpf(value)
    for b in bits:
        scale = mpf(2) ** (b - 1 - m.floor(m.log(abs(rest), 2)))
        part = (m.nint if b == 53 else m.floor)(rest * scale) / scale
        parts.append(part)
        rest -= part
    parts.append(mpf(float(rest)))
    show(name, parts, f"{name} in parts of {bits} bits and a rest")


def portable():
    third = lambda z: m.fsum(z**k / m.factorial(k + 2) for k in range(12))
    split("LN2", m.log(2), [33])
    half = m.log(2) / 2 * mpf("1.001")
    polynomial("EXP", series_safe(lambda r: (m.exp(r) - 1 - r) / r**2, third), -half, half, 10,
               lambda r: r * r, "(eʳ − 1 − r)/r²")
    top = (m.sqrt(2) - 1) ** 2 / (m.sqrt(2) + 1) ** 2
    log_tail = lambda z: m.fsum(2 * z**k / (2 * k + 3) for k in range(60))
    polynomial("LOG", log_tail, 0, top, 8, lambda z: z, "(2 artanh(s) − 2s)/s³ in z = s²")
    quarter = (m.pi / 4) ** 2
    polynomial("SIN", lambda z: m.fsum((-1) ** (k + 1) * z**k / m.factorial(2 * k + 3) for k in range(20)),
               0, quarter, 5, lambda z: z, "(sin r − r)/r³ in z = r²")
    polynomial("COS", lambda z: m.fsum((-1) ** k * z**k / m.factorial(2 * k + 4) for k in range(20)),
               0, quarter, 5, lambda z: z * z, "(cos r − 1 + r²/2)/r⁴ in z = r²")
    split("HALF_PI", m.pi / 2, [33, 33, 33])
    split("PI", m.pi, [53])
    mp.dps = 420
    print(f"// 2/π · 2^1200\n0x{int(m.floor(2 / m.pi * mpf(2) ** 1200)):x}n\n")
    mp.dps = 80


def error_function():
    erf_tail = lambda z: m.fsum((-1) ** k * z**k / (m.factorial(k) * (2 * k + 1)) for k in range(60)) * 2 / m.sqrt(m.pi) - 1
    polynomial("ERF", erf_tail, 0, 1, 12, lambda z: 1, "erf(x)/x − 1 in z = x²")
    best = None
    for pole in [mpf(k) / 4 for k in range(6, 24)]:
        def scaled(t):
            if t == 1:
                return 2 / m.sqrt(m.pi) - 1
            x = pole * (1 + t) / (1 - t)
            erfcx = m.exp(x * x) * m.erfc(x) if x < 1000 else m.fsum(
                (-1) ** k * m.fac2(2 * k - 1) / (2 * x * x) ** k for k in range(8)) / (x * m.sqrt(m.pi))
            return (1 + 2 * x) * erfcx - 1
        c = interpolant(scaled, mpf(-1), mpf(1), 34)
        needed = max(j for j, v in enumerate(c) if abs(v) > mpf(2) ** -57)
        if best is None or needed < best[0]:
            best = (needed, pole, c)
    needed, pole, c = best
    show("ERFCX", c[: needed + 1], f"Chebyshev: (1 + 2x) erfcx(x) − 1 in t = (x − {m.nstr(pole, 5)})/(x + {m.nstr(pole, 5)})", lambda k: 1)


def gamma_family():
    show("STIRLING", [m.bernoulli(2 * k) / (2 * k * (2 * k - 1)) for k in range(1, 10)], "B₂ₖ/(2k(2k−1))", lambda k: mpf(10) ** -(2 * k + 1))
    show("LOG_GAMMA", [1 - m.euler] + [(-1) ** k * (m.zeta(k) - 1) / k for k in range(2, 19)],
         "log Γ(2 + d)/d in powers of d: 1 − γ, (−1)ᵏ(ζ(k) − 1)/k", lambda k: mpf(4) ** -k)
    show("BERNOULLI", [m.bernoulli(2 * k) / m.factorial(2 * k) for k in range(1, 10)], "B₂ₖ/(2k)!")
    root = m.findroot(m.digamma, mpf("1.4616321449683623"))
    split("DIGAMMA_ROOT", root, [53])
    show("DIGAMMA", [m.polygamma(k, root) / m.factorial(k) for k in range(1, 11)], "Taylor coefficients of digamma at its root", lambda k: mpf(64) ** -k)
    split("HALF_LOG_TWO_PI", m.log(2 * m.pi) / 2, [53])


def others():
    split("EULER", m.euler, [53])
    split("EI_ROOT", m.findroot(m.ei, mpf("0.3725")), [53])
    show("STIELTJES", [(-1) ** n * m.stieltjes(n) / m.factorial(n) for n in range(0, 22)], "(−1)ⁿγₙ/n!: ζ(s) − 1/(s − 1) in powers of s − 1", lambda k: mpf(3) ** k)
    split("MINUS_INVERSE_E", -m.exp(-1), [53])
    show("AIRY", [m.airyai(x, derivative=k) for x in (-8, -6, -4, -2, 0, 1, 2) for k in (0, 1)], "Ai and Ai′ at the nodes, in turn")


if __name__ == "__main__":
    for part in (portable, error_function, gamma_family, others):
        part()
