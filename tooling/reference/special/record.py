"""Records exact values of the special functions as *.json beside this file.

    pip install mpmath && python record.py [name ...]

A row is [arguments, value, residual, scale]: `value` is the correctly rounded double as a string, `residual` is
(exact − value) in units in the last place, and the unit is that of `scale` where given (beside a zero of an
oscillating function, the size of the summands or of the envelope), else that of `value`.
"""

import json
import math
import random
import sys
from pathlib import Path

import mpmath as m
from mpmath import mp, mpf

INFINITY = "Infinity"


def ulp(x):
    return mpf(math.ulp(abs(x)))


def rounded(value):
    """The nearest double, also where it is denormal or overflows."""
    if value == 0 or abs(value) >= mpf(2) ** -1022:
        return float(value)
    return math.ldexp(int(m.nint(value * mpf(2) ** 1074)), -1074)


def text(x):
    if math.isinf(x):
        return "Infinity" if x > 0 else "-Infinity"
    return repr(int(x)) if x == int(x) and abs(x) < 1e15 and math.copysign(1, x) * x >= 0 and not (x == 0 and math.copysign(1, x) < 0) else repr(x)


def row(f, arguments, scale=None):
    exact = f(*[mpf(a) for a in arguments])
    value = rounded(exact)
    if math.isinf(value):
        return [[text(a) for a in arguments], text(value), 0]
    size = value if scale is None else max(abs(value), float(scale(*[mpf(a) for a in arguments])))
    entry = [[text(a) for a in arguments], text(value), float(m.nstr((exact - value) / ulp(size), 3))]
    return entry + ([text(size)] if scale is not None and size != abs(value) else [])


def neighbours(x, count=3):
    """The doubles around x and points closing in on it."""
    x = float(x)
    points, up, down = [x], x, x
    for _ in range(count):
        up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
        points += [up, down]
    return points + [x + s * 10.0**-k for k in range(1, 16, 2) for s in (1, -1)]


def line(a, b, count):
    return [a + (b - a) * i / (count - 1) for i in range(count)]


def spread(a, b, count, seed=1):
    source = random.Random(seed)
    return [source.uniform(a, b) for _ in range(count)]


def geometric(low, high, count, seed=2):
    """Log-uniform in 10^low … 10^high."""
    source = random.Random(seed)
    return [10 ** source.uniform(low, high) for _ in range(count)]


def both(points):
    return points + [-x for x in points]


TINY = [5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-200, 1e-100, 1e-20, 1e-16, 1e-10, 1e-8, 1e-5]


def erfcx(x):
    with mp.workdps(60 + int(abs(x) ** 2 / 2) if x < 40 else 60):
        if x > 40:
            return m.fsum((-1) ** k * m.fac2(2 * k - 1) / (2 * x * x) ** k for k in range(20)) / (x * m.sqrt(m.pi))
        return m.exp(x * x) * m.erfc(x)


def zeta_derivative(n, x):
    if x == 1:
        return (-1) ** int(n) * m.inf
    with mp.workdps(60 + 12 * int(n)):
        radius = min(mpf(1) / 2, abs(x - 1) / 2)  # Cauchy's formula on a circle beside the pole
        points = 96 + 16 * int(n)
        roots = [m.expjpi(mpf(2) * k / points) for k in range(points)]
        values = [m.zeta(x + radius * r) * r ** -int(n) for r in roots]
        return m.fsum(values).real / points * m.factorial(int(n)) / radius ** int(n)


def sinc_derivative(n, x):
    """∫₀¹ tⁿ cos(xt + nπ/2) dt, by its power series."""
    n = int(n)
    with mp.workdps(60 + int(abs(x))):
        start = n + n % 2
        total, k = mpf(0), start
        term = (-1) ** (start // 2) * x ** (start - n) / m.factorial(start - n)
        while k <= start + 2 * abs(x) + 10 or abs(term) > mpf(10) ** -70:
            total += term / (k + 1)
            k += 2
            term *= -x * x / ((k - n) * (k - n - 1))
            if k > 20000:
                break
        return total


def gamma_points():
    points = spread(0, 3, 120) + spread(3, 30, 80) + spread(30, 171.6, 80) + [171.62, 171.624, 171.6243769563027, 171.7]
    points += [float(k) for k in range(1, 172, 5)] + TINY + neighbours(1) + neighbours(2)
    points += spread(-10, 0, 120) + spread(-170, -10, 60) + spread(-184, -170, 30)
    points += [x for k in range(0, 30, 3) for x in neighbours(-k, 2)]
    return [x for x in points if not (x <= 0 and x == int(x))]


def log_gamma_scale(x):
    if x > 0:
        return abs(m.loggamma(x))
    return max(abs(m.log(m.pi / abs(x * m.sin(m.pi * x)))), abs(m.loggamma(-x)))


def digamma_scale(x):
    return abs(m.digamma(x)) if x > 0 else max(abs(m.digamma(-x)), abs(m.pi * m.cot(m.pi * x)), abs(1 / x))


def polygamma_scale(n, x):
    n = int(n)
    if x > 0:
        return abs(m.polygamma(n, x))
    below = m.ceil(x) - x
    return m.factorial(n) * max(m.zeta(n + 1, 1 - below), m.zeta(n + 1, below), m.zeta(n + 1, 1 - x))


def negative_only(scale):
    return lambda *arguments: scale(*arguments) if arguments[-1] < 0 else mpf(0)


def envelope(n, x):
    """The size of the oscillation of a Bessel function, where it oscillates."""
    return m.sqrt(2 / (m.pi * abs(x))) if abs(x) > abs(n) and x != 0 else mpf(0)


def airy_envelope(x):
    return abs(x) ** mpf("-0.25") / m.sqrt(m.pi) if x < -1 else mpf(0)


def airy_prime_envelope(x):
    return abs(x) ** mpf("0.25") / m.sqrt(m.pi) if x < -0.5 else mpf(0)


def cosine_integral_scale(x):
    x = abs(x)
    return max(1 / x, mpf(0)) if x > 1 else max(abs(m.euler), abs(m.log(x)))


CASES = {
    "erf": lambda: [row(m.erf, [x]) for x in both(TINY + line(0.01, 7, 150) + spread(0, 3, 150) + neighbours(1)[:7] + [30.0])],
    "erfc": lambda: [row(m.erfc, [x]) for x in both(TINY) + line(-6, 27.5, 200) + spread(0, 3, 150) + spread(0, 27, 200)
                     + spread(26, 27.3, 60) + neighbours(0.25)[:7] + neighbours(1)[:7]],
    "erfcx": lambda: [row(erfcx, [x]) for x in both(TINY) + spread(0, 5, 150) + spread(-26.6, 0, 120) + geometric(0, 300, 80)
                      + [1e8, 99999999.0, 1e308]],
    "gamma": lambda: [row(m.gamma, [x]) for x in gamma_points()],
    "logGamma": lambda: [row(lambda x: m.loggamma(x).real, [x], negative_only(log_gamma_scale))
                         for x in gamma_points() + geometric(2, 300, 60) + [0.75, 1.25, 1.75, 2.25]
                         + neighbours(-2.4570247382208006) + neighbours(-3.1435808883499798)],
    "digamma": lambda: [row(m.digamma, [x], negative_only(digamma_scale)) for x in gamma_points()
                        + geometric(0, 300, 60) + neighbours(1.4616321449683622) + spread(1.4, 1.5, 80)],
    "polygamma": lambda: [row(m.polygamma, [n, x], negative_only(polygamma_scale)) for n in (0, 1, 2, 3, 4, 5, 8, 13, 20)
                          for x in spread(0, 3, 20, n) + geometric(-8, 8, 25, n) + spread(3, 60, 20, n)
                          + spread(-8, 0, 20, n) + spread(-100, -8, 5, n) + [-0.5, -1e-5, -3.0000001, -2.9999999]],
    "portableExp": lambda: [row(m.exp, [x]) for x in both(TINY) + spread(-1, 1, 120) + spread(-746, 710, 250)
                            + spread(-746, -707, 60) + [-745.13, -745.2, 709.78, 709.79, 0.0, 1.0]],
    "portableLog": lambda: [row(m.log, [x]) for x in TINY + spread(0, 1, 200) + spread(0.9, 1.1, 60) + geometric(-307, 308, 120)
                            + neighbours(1) + neighbours(math.sqrt(2))[:7] + [1.7976931348623157e308]],
    "portableCos": lambda: [row(m.cos, [x]) for x in hard_angles()],
    "portableSin": lambda: [row(m.sin, [x]) for x in hard_angles()],
    "zeta": lambda: [row(m.zeta, [x], negative_only(lambda x: mpf(1) / 2 if x > -3 else mpf(0))) for x in spread(-30, 0, 120)
                     + spread(0, 3, 80) + spread(3, 60, 60) + spread(-260, -30, 40) + [0.0, -0.5, 2.5, -1.0, -1.5, 2.0, 3.0, 4.0, 0.5]
                     + neighbours(1)[1:] + [-3.0, -21.0, -171.0, -173.5, 1000.0, 1e-300, -1e-300]],
    "zetaDerivative": lambda: [row(zeta_derivative, [n, x], zeta_scale) for n in (0, 1, 2, 3, 5, 8)
                               for x in spread(-12, 1, 15, n) + spread(1, 4, 10, n) + spread(4, 30, 8, n) + [0.0, -2.0, -4.0, 2.0, 1.01, 0.99]],
    "sineIntegral": lambda: [row(m.si, [x]) for x in both(TINY) + spread(-5, 5, 100) + spread(4, 60, 100) + geometric(0, 6, 40) + [4.0, 4.000001]],
    "cosineIntegral": lambda: [row(lambda x: m.ci(abs(x)), [x], cosine_integral_scale) for x in both(TINY) + spread(0, 5, 100)
                               + spread(4, 60, 100) + geometric(0, 6, 40) + [-3.0, 4.0, 4.000001] + neighbours(0.6165054856207162)],
    "exponentialIntegral": lambda: [row(m.ei, [x]) for x in both(TINY) + spread(-2, 2, 120) + spread(2, 60, 120) + spread(-60, -1, 60)
                                    + spread(-745, -60, 40) + spread(60, 716, 60) + neighbours(0.3725074107813666) + [40.0, 40.00001, 716.3]],
    "besselJ": lambda: [row(lambda n, x: m.besselj(n, x), [n, x], envelope) for n in (0, 1, 2, 3, 5, 10, 30, 100, -1, -2, -7)
                        for x in spread(-3, 3, 12, n) + spread(3, 30, 20, n) + spread(25, 200, 12, n) + geometric(-3, 6, 12, n) + [1e-300, 1e6]]
                       + [row(lambda n, x: m.besselj(n, x), [n, x], envelope) for n in (200, 300) for x in spread(30, 60, 10, n)]
                       + [row(lambda n, x: m.besselj(n, x), [n, x], envelope) for n in (0, 1) for x in neighbours(2.404825557695773) + neighbours(3.8317059702075125)],
    "lambertW": lambda: [row(lambda x: m.lambertw(x).real, [x]) for x in both(TINY) + spread(-0.36787944, 0, 100) + spread(0, 10, 60) + geometric(-5, 308, 80)
                         + [-0.3678794411714423 + d for d in (0.0, 1e-16, 1e-15, 1e-13, 1e-11, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2)] + [-0.25, -0.2500001]],
    "airyAi": lambda: [row(m.airyai, [x], airy_envelope) for x in airy_points() + neighbours(-2.338107410459767)],
    "airyAiPrime": lambda: [row(lambda x: m.airyai(x, derivative=1), [x], airy_prime_envelope) for x in airy_points() + neighbours(-1.0187929716474711)],
    "sinc": lambda: [row(m.sinc, [x], sinc_scale) for x in both(TINY) + [0.0] + spread(-4, 4, 80) + spread(4, 1000, 40)],
    "sincDerivative": lambda: [row(sinc_derivative, [n, x], lambda n, x: sinc_scale(x)) for n in (0, 1, 2, 3, 4, 5, 8, 12, 20)
                               for x in [1e-300, -1e-10, 1e-5] + spread(-1, 1, 12, n) + spread(-30, 30, 30, n) + [n - 0.01, n + 0.01] + spread(30, 300, 6, n)],
}


def zeta_scale(n, x):
    """Derivatives cross zero between the trivial zeros: the size of the pole's part, or of the left side's oscillation."""
    if x >= 0.5:
        return mpf(0)
    n = int(n)
    left = 2 * (2 * m.pi) ** (x - 1) * m.gamma(1 - x) * m.zeta(1 - x) if x < 0 else mpf(0)
    return max(m.factorial(n) / abs(x - 1) ** (n + 1) / (4 if n == 0 else 1), left * (m.pi / 2 + abs(m.log(2 * m.pi) - m.digamma(1 - x))) ** n)


def sinc_scale(x):
    return 1 / abs(x) if abs(x) > 1 else mpf(0)


def airy_points():
    return (both(TINY) + [0.0, -9.0, 2.5, -9.000001, 2.500001, 0.5, 1.5] + spread(-9, 3, 160) + spread(-30, -9, 60) + spread(2, 20, 80)
            + spread(20, 110, 60) + spread(-1000, -30, 40))


def hard_angles():
    """Includes doubles closest to multiples of π/2 (Kahan's and Muller's worst cases)."""
    half_turns = [x for k in (1, 2, 3, 4, 5, 100, 355, 667544, 10**6) for x in neighbours(k * math.pi / 2, 1)[:3]]
    worst = [6381956970095103.0 * 2.0**797, 5.319372648326541e255, 16367173.0 * 2.0**72, 1.7976931348623157e308,
             1e22, 355.0, 710.0, 103993.0, 1048576.0, 1048577.0]
    return both(TINY + spread(0, 2 * math.pi, 200) + half_turns + worst + geometric(0, 6, 60) + geometric(6, 308, 60))


def main():
    mp.prec = 1300 # enough for angles near the largest double
    mp.dps = 60
    names = sys.argv[1:] or list(CASES)
    for name in names:
        mp.dps = 420 if name in ("portableCos", "portableSin") else 60
        rows = CASES[name]()
        unique = list({json.dumps(r[0]): r for r in rows}.values())
        body = ",\n".join(json.dumps(r, separators=(",", ":")) for r in unique)
        Path(__file__).with_name(f"{name}.json").write_text(f"[\n{body}\n]\n")
        print(f"{name}: {len(unique)} points")


if __name__ == "__main__":
    main()
