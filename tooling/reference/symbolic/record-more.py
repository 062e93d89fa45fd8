"""Records derivatives of formulas beside those of derivatives.jsonl, as more.jsonl beside this file.

    pip install sympy==1.11.1 mpmath==1.3.0 && python record-more.py [categories]

Each line is {id, category, expr, vars, wrt, points, values, latex?, ops?}: values by mpmath's differences at high precision, taken
twice with different digits and kept only where both agree (they know nothing of differentiation rules); sympy is the shorter of
its diff and simplify and ops its operations as written, left out where SymPy has no closed form; latex is SymPy's where it can be read back.
"""

import ast
import json
import random
import re
import signal
import sys
from pathlib import Path

import mpmath as mp
import sympy as sp

# The formulas by category, separated by semicolons; "by x y" after one gives the variables to differentiate by in turn.
formulas = """
polynomial: 7; 4x - 9; 2*x^5 - 7*x^3 + x; (2x - 1)^7; (x + 2)^3*(x - 1)^4; x^2*(3 - x)^2; (x^3 + x)^10; (1 - x)^5; -3*(2 - 5x)^3; (x^2 + 3x + 2)*(x^2 - 4); x*(x + 1)*(x + 2); (x^2 - 1)^3/6; 0.5x^2 + 0.25x; ((x + 1)^2 + x)^3; x(x + 3)(x - 5); (x - 1)^2 + (x - 2)^2 + (x - 3)^2; 6x^4/4 - x^3/9; x^3 - (x - 1)^3; (x^4)^5; 5x^(-3); (2x)^3; 3(x^2)(x + 1)
rational: 1/x; 1/(x + 1); x/(x + 1); (x + 1)/(x - 1); 1/(x^2 - 4); (x^2 + 1)/(x^2 - 1); x^2/(x + 3); (2x + 3)/(5x - 1)^2; 1/(1 + x + x^2); (x^3 - 1)/(x + 2); x + 1/x; (x + 1/x)^2; 1/(x^3 + x); (x - 1)/(x^2 - 1); 3/(2x - 7)^4; x^3/(x^2 + 1)^2; 1/x - 1/x^2 + 1/x^3; (x^2 + 2x)/(x^2 - 2x); 1/(1/x + 1/(x + 1)); ((x - 1)/(x + 1))^3; (4 - x)/(2 + x); x/(1 - x)^2; (x^2 - 5x + 6)/(x - 3); 2/x^5; 1/(2 - 3/(x + 1))
root: sqrt(2x + 1); sqrt(1 - x); 1/sqrt(x); x*sqrt(x); x^(2/3); x^(5/2); sqrt(x)/(x + 1); 1/sqrt(1 - x^2); sqrt(x^2 + x + 3); (x + 1)^(1/3); sqrt(1 + sqrt(x)); sqrt(4 - x^2); x/sqrt(x^2 + 9); x^2*sqrt(x + 4); sqrt(x + 1) - sqrt(x); (1 + x^2)^(-3/2); sqrt(x^3 + 1); sqrt(3x)*sqrt(x); (2x + 1)/sqrt(x); x^(-1/3); sqrt(x*(x + 1)); sqrt(x)*sqrt(x + 1); 1/(1 + sqrt(x)); (sqrt(x) + 1/sqrt(x))^2; sqrt((x^2 + 1)/(x^2 + 4)); x^0.5; x^1.5; x^e; x^sqrt(2); 8^(1/3)*x; sqrt(8x); sqrt(x/2)
realroot: cbrt(x); cbrt(x^2 + 1); cbrt(x - 1); nthroot(x, 3); nthroot(x, 2); nthroot(2*x + 5, 5); cbrt(x)^2; x*cbrt(x); 1/cbrt(x); cbrt(x^3); nthroot(x^2, 4); cbrt(sin(x)); x^2/cbrt(x); nthroot(x, 4)^3; cbrt(x)^3; nthroot(8x, 3)
exp: exp(3x + 1); exp(-x)*x; exp(x)/x; exp(x^3 - x); 2^x; 3^(-x); 5^(x^2); x*2^x; (exp(x) + exp(-x))/2; exp(x)*exp(2x); exp(2x)/(1 + exp(x)); 1/(exp(x) - 1); exp(-1/x^2); exp(-x)*(x^2 + 2x + 2); (x^2 - 2x + 2)*exp(x); exp(sin(x)); exp(exp(x)); e^(-2x); e^(x^2 + 1); 10^x/x; exp(x)^2; (exp(x) - 1)^3; sqrt(exp(x) + 1); 2^(3^x); exp(x + log(x)); exp(a)*x; x^2*e^x; (1/3)^(2x); exp(x)*sin(x); exp(-x/2)*cos(3x); exp(-(x - 1)^2/8); exp(abs(x)); exp(tan(x)); 4^sqrt(x); (e^x - e^(-x))/(e^x + e^(-x))
log: log(3x); log(2x + 5); ln(x^2); log(x)^2; log(1/x); x*log(x) - x; x^2*log(x); log(sqrt(x)); log(x^3 + x); log(x + sqrt(x^2 + 1)); log(cos(x)); log(tan(x)); log(log(x)); 1/log(x); log(x)/x^2; log(1 + x)/x; ln(ln(ln(x + 20))); log((x - 1)/(x + 1)); log(exp(2x)); log(sec(x) + tan(x)); log(x^2 - 3x + 5); log(5); sqrt(log(x)); log(x*exp(x)); log(2^x); x^3*log(x)^2; (log(x))^(1/2); log(abs(cos(x))); log(abs(x^2 - 1)); log(1 - exp(-x)); log(sqrt((1 + x)/(1 - x))); ln x; log(x)*log(x + 1); log(x/2)^3
logbase: log10(x); log10(x^2 + 1); log(x, 2); log(x, 3); log2(3x + 1); x*log2(x); log(3, x); log(x + 1, x); log10(x)/x; log2(sin(x) + 2); log10(x)^2; log(x^2, 5); log2(8x); log10(10^x); log2(2^x); log(x, exp(2)); sqrt(log10(x))
trig: sin(x); cos(x); sin(3x + 2); cos(x)^2; sin(x)^4; tan(x)^2; cot(x)^2; sec(x)^2; csc(x)^3; tan(x) - x; sin(x)/x; cos(x)/x^2; x^2*sin(x); x*cos(x) - sin(x); sin(x)*tan(x); sin(cos(x)); cos(sqrt(x)); tan(x/2); cot(3x); sec(x)*tan(x); csc(x)*cot(x); sin(2x)*cos(3x); sin(x)^2*cos(x)^3; 1/sin(x); 1/cos(x); 1/(1 + sin(x)); cos(x)/(1 - sin(x)); (sin(x) + cos(x))^2; sin(x)/(1 + cos(x)); sin(1/x); x*sin(1/x); x^2*cos(1/x); cos(x)^4 - sin(x)^4; sin(x)^2 - cos(x)^2; tan(x)*cos(x); sqrt(cos(x)); sin(x^3); sin(exp(x)); sec(x^2); csc(4x); cot(x^2); tan(3x)^2; 2sin(x)cos(x); (1 + tan(x))/(1 - tan(x)); sin(x)^-1; cos(pi/4 - x); sin(x + pi/2); sin(sqrt(x + 1)); cos(cos(cos(x))); sin(x)*sin(2x)*sin(3x); sec(x)^4 - tan(x)^4; sin(pi)*x; x*sin(pi/6); cot(x) + tan(x); sec(x) - cos(x)
invtrig: asin(2x); acos(x^2); atan(1/x); acot(x^2); asec(x); asec(2x); acsc(3x); x*asin(x); x*atan(x) - log(1 + x^2)/2; asin(x)/x; atan(x)^2; atan(sqrt(x)); acos(1 - x); asin(x/3); atan((1 + x)/(1 - x)); atan(tan(x)/2); 1/atan(x); asin(cos(x)); atan(x^3); x^2*atan(x); asin(sqrt(1 - x^2)); sqrt(1 - x^2)*asin(x); exp(atan(x)); asin(x) + acos(x); atan(2x/(1 - x^2)); acos(x)^3; asin(exp(-x)); log(atan(x) + 2); arctan(5x); arcsin(x^2); asec(x^2 + 2); acsc(x + 3); acot(1/x); atan(x/a)/a
hyperbolic: tanh(x); sinh(3x); cosh(x)^2; sinh(x)^3; tanh(x)^2; sech(x)^2; sinh(x)/cosh(x); x*cosh(x); cosh(x^2); tanh(x/2); coth(x)^2; csch(x)^2; sech(3x); log(sinh(x)); exp(x)*sinh(x); cosh(x)^2 - sinh(x)^2; 1/(1 + cosh(x)); sinh(sin(x)); sqrt(cosh(x)); tanh(1/x); x*sinh(x) - cosh(x); cosh(log(x)); atan(sinh(x)); log(tanh(x)); sinh(x)^2*cosh(x); x*tanh(x); tanh(x)^3; sech(x)*tanh(x); csch(x^2)
invhyp: asinh(x); acsch(x); asinh(x/2); acosh(x/3); atanh(x^2); acoth(x/2); asech(3x); acsch(2x); x*asinh(x); asinh(x)^2; atanh(sin(x)); acosh(cosh(x)); asinh(tan(x)); sqrt(1 + x^2)*asinh(x); atanh(x)/x; asinh(sqrt(x)); acoth(x^2 + 2); acosh(sqrt(x)); log(asinh(x) + 3); asinh(1/x); atanh(1/x); atanh(tanh(x)/2)
symbolic-power: x^(x^2); x^sin(x); (x^2)^x; x^(x + 1); cos(x)^x; x^sqrt(x); x^log(x); (sin(x))^cos(x); x^(x^x); x^(-x); (x + 1)^(x + 1); (2x)^(3x); x^exp(x); (1 + x)^(1/x); log(x)^x; a^(x^2); x^(2a); (x^a)^2; (a^x)^b; (a*x)^b; a^(b*x + c); x^(1/a); exp(x)^x; x^x/(1 + x); (x^x)^2; sqrt(x)^x; x^(a + 1)/(a + 1); x^a*x^b; x^a/x^b; abs(x)^x; (x^2 + 1)^x; pi^x*x^pi
param: a*x^2 + b*x + c; (a*x + b)/(c*x + d); sqrt(a*x + b); exp(-a*x)*sin(b*x); a*exp(-(x - b)^2/(2c^2)); log(x/a); x/(a + x); a*x/(b + x); (x - a)^2*(x - b); 1/(a + b*x)^2; sin(a*x)/a; a*cos(b*x + c); x*exp(-x/a); (1 + x/a)^a; tanh(a*x + b); a^2/x^2 - a/x; sqrt(a^2 - x^2); x^a*(1 - x)^b; 4a*((b/x)^12 - (b/x)^6); atan(x/a); a*log(b*x + c); log(a^2 - x^2); abs(a*x + b); a/(1 + (x/b)^2); exp(a*x)/(1 + exp(a*x)); (a + x)^2/(a - x)
abs-sign: abs(2x + 3); abs(x)^3; abs(x)/x; x/abs(x); x^2*abs(x); abs(x^3); abs(x)*sin(x); sqrt(abs(x)); log(abs(x) + 1); abs(x - 1) + abs(x + 1); abs(x)^2; sign(x)*x; sign(x)*x^2; abs(cos(x)); abs(exp(x) - 2); 1/abs(x); abs(x)^(1/3); x*abs(x - 2); abs(log(x)); sin(abs(x)); |x|; 1/(1 + abs(x)); x/(1 + abs(x)); sign(sin(x))*cos(x); abs(x*y); abs(tan(x)); exp(-2*abs(x - 1)); sqrt((x - 1)^2); abs(x)^a; abs(x + abs(x)); abs(sinh(x)); sign(x)*sqrt(abs(x)); sqrt(x^4); sqrt(x^6); (x^2)^(1/2); (x^2)^(3/2); (x^4)^(1/4)
minmax: max(x, 1); max(x^2, x); min(sin(x), 0.5); min(1, max(-1, x)); max(x, -x); max(0, x)*x; exp(-max(0, x)); max(0, sin(x)); min(x, x^2, x^3); max(1 - x, 0)^2; log(max(x, 0.1)); max(x, 2x - 1, 3); clip(x, 0, 1); clip(2x + 1, -1, 2); x*clip(x, -0.5, 0.5); clip(x^2, 0.2, 1.5); sin(clip(x, -1, 1)); max(x, y); min(x*y, x + y); relu(x); relu(1 - x^2); max(x, 1)/min(x, 1); max(abs(x), 1); sqrt(max(x, 0.2)); min(x, 2)^3; max(x - 1, 0) - max(x - 2, 0); max(a, x)^2
step: heaviside(x)*sin(x); heaviside(x)*exp(-x); x^2*heaviside(x - 1/2); heaviside(x) - heaviside(x - 1); ceil(x); round(x); x - floor(x); x*ceil(x); floor(x)^2*x; (x - floor(x))^2; sin(x)*round(x); heaviside(sin(x))*x; sign(x - 1)*x; x^2*sign(x); floor(x)/x; floor(2x)*x; exp(x - floor(x)); heaviside(1 - x)*x^3; heaviside(x^2 - 1)*(x - 1)
piecewise: piecewise(x < 1, x, 1); piecewise(x < 0, 0, x < 1, x^2, 2x - 1); piecewise(x >= 0, sqrt(x + 1), 1 + x/2); x > 0 ? x^2 : -x; x < 1 ? sin(x) : cos(x); piecewise(x > 0, x*log(x), 0); piecewise(x^2 < 1, 1 - x^2, 0); exp(piecewise(x < 0, x, 2x)); piecewise(x < 0, 1, x < 1, 2, 3)*x; piecewise(x > 0 and x < 1, x^3, x); piecewise(x < -1 or x > 1, x^2, 1); piecewise(not (x > 0), exp(x), 1 + x); piecewise(abs(x) <= 1/2, x^2, abs(x) - 1/4); log(piecewise(x > 1, x^2, x + 3)); piecewise(x < y, x^2, y*x); (x > 1 ? x : 1)^3; piecewise(x < 0, -1, x > 2, 1, x/2); piecewise(sin(x) > 0, sin(x), -sin(x)); piecewise(x <= 0, alpha*(exp(x) - 1), x); x < 0 ? -x^3 : x > 1 ? 3x - 2 : x^3
activation: sigmoid(x); sigmoid(2x + 1); sigmoid(x)^2; x*sigmoid(x); softplus(x); softplus(2x); tanh(softplus(x)); silu(x); gelu(x); mish(x); elu(x); selu(x); softsign(x); leakyrelu(x); leakyrelu(x, 0.2); relu(x)^2; sigmoid(x)*(1 - sigmoid(x)); log(sigmoid(x)); 1/(1 + exp(-2x)); log(1 + exp(x)); x/(1 + exp(-x)); x*tanh(log(1 + exp(x))); exp(x)/(exp(x) + 1); 2/(1 + exp(-2x)) - 1; x/(1 + abs(x)); max(0.01x, x); sigmoid(sigmoid(x)); sigmoid(-x); -log(sigmoid(x)); x*sigmoid(1.702x); tanh(x)*sigmoid(x); exp(x)/(1 + exp(x))^2; logsumexp(x, 2x); softplus(-x); silu(x^2); gelu(2x); elu(x^3); sigmoid(1/x); exp(-softplus(x)); tanh(x)/(1 + tanh(x)); 1 - sigmoid(x); sigmoid(x) + sigmoid(-x); softplus(x) - softplus(-x)
special: erf(2x); erfc(x^2); x*erf(x); exp(-x^2)*erf(x); erf(x)^2; erfc(x)/2; erf(sqrt(x)); gamma(x); gamma(x + 1); gamma(2x); loggamma(x); loggamma(x^2 + 1); x*digamma(x); digamma(x^2); polygamma(1, x); polygamma(2, 3x); zeta(x + 2); zeta(x^2 + 2); x*zeta(x + 3); Si(2x); x*Si(x) + cos(x); Ci(x); Ci(3x); Ei(x); Ei(-x); Ei(x^2); Ei(log(x + 1)); besselj(0, 2x); besselj(2, x); besselj(3, x^2); x*besselj(1, x); besselj(0, x)^2; lambertw(x); lambertw(x^2); x*lambertw(x); lambertw(exp(x)); exp(lambertw(x)); airyai(x); airyai(2x); x*airyai(x); sinc(x); sinc(2x); x*sinc(x); sinc(x)^2; atan2(x, 1); atan2(sin(x), cos(x)); atan2(2, x); atan2(x, x^2); atan2(x - 1, x + 1); hypot(x, 1); hypot(3x, 4); hypot(x, x^2); hypot(sin(x), 2); 1/gamma(x); gamma(x)/gamma(x + 1); log(gamma(x)); gamma(x)^2; exp(erf(x)); Si(x)/x; Ei(x)*exp(-x); besselj(1, x)/x; besselj(0, sqrt(x)); erf(x/sqrt(2))/2; erf((x - a)/(b*sqrt(2))); gamma(x)*sin(pi*x); gamma(1 - x); log(erfc(x)); zeta(2)*x^2; gamma(5)*x; atan2(y, x); hypot(x, y); hypot(x, y, 2); lambertw(x)^2
hostile-form: x/x; x - x; (x + 1)/(x + 1); x^0; 0*x; 1^x; x^1; 0/(x + 5); (x^2 + 2x + 1)/(x + 1); (x^3 - 8)/(x - 2); log(exp(x)); exp(2*log(x)); sqrt(x)^2; sqrt(x^2)^2; (x + 1)^2 - x^2 - 2x - 1; sin(x)^2 + cos(x)^2 + x; tan(x)*cot(x); cosh(x)^2 - sinh(x)^2 + x; x*(1/x); --x; -(-x^2); x^2^0.5; 2^-x; -x^3; (-x)^3; 1/(1/x); x/2/3; x/(2/3); 2/3*x/4; 1e-3x; 1e5*x^2; 12345678901234567890*x; x^2/98765432109876543210; 0.1x + 0.2x; (0.3x)^2; 1/(1 - (1 - x)); ((((x)))); x^(2/1); x^(4/2); x^-1; x^(-1/2); x*x*x*x; (x*x)*(x/x^3); exp(0)*x; log(1)*x; (x^(1/2))^4; (x^3)^(1/3); 3 - -x; 2x^2/2x; x^2(x + 1); 2(x)(3); e; pi*x^2; 1/2x; sin(x) + sin(-x); cos(x) - cos(-x); abs(-x) - abs(x); sin x^2; sin(2 x); 3 x y; x^y^2; (x^2)^3/x^6; tan(atan(x)); sin(asin(x)); cos(acos(x))*x; asin(sin(x/4)); e^log(x^2); 10^log10(x); 2^log2(x); log(x^2) - 2*log(x); atanh(tanh(x))
higher: x^5 - 4x^3 by x x; x^10 by x x x x x; (x + 1)^6 by x x x; (3x^2 + 5)^4 by x x; 1/x by x x x x; 1/(x + 2) by x x; x/(x + 1) by x x x; (x - 1)/(x + 1) by x x; 1/(x^2 - 1) by x x; x^2/(x - 1) by x x; sqrt(x) by x x; sqrt(x) by x x x x; sqrt(1 - x^2) by x x; sqrt(x^2 + 1) by x x; x^(3/2) by x x x; cbrt(x) by x x; exp(-x) by x x x; exp(3x) by x x x x; x*exp(x) by x x x x x; x^2*exp(-x) by x x; exp(-x^2) by x x x; exp(x)*sin(x) by x x x x; exp(-x)*cos(x) by x x; 2^x by x x x; exp(1/x) by x x; exp(exp(x)) by x x x; log(x) by x x x x x; x*log(x) by x x; log(1 + x^2) by x x; log(x)/x by x x; log(cos(x)) by x x; log(x)^2 by x x; sin(x)^2 by x x; sin(x) by x x x x x; tan(x) by x x; tan(x) by x x x; cos(x^2) by x x; x*sin(x) by x x x x; x^2*cos(x) by x x x; csc(x) by x x; cot(x) by x x; sin(x)/x by x x; 1/cos(x) by x x; sec(x) by x x x; sin(3x)*cos(2x) by x x; cos(x)^4 by x x; asin(x) by x x; acos(x) by x x; atan(x) by x x x; atan(x) by x x x x; asinh(x) by x x; atanh(x) by x x; acosh(x) by x x; sinh(x) by x x x; cosh(2x) by x x x x; tanh(x) by x x; tanh(x) by x x x x; sech(x) by x x; coth(x) by x x; sigmoid(x) by x x; sigmoid(x) by x x x; sigmoid(x) by x x x x; softplus(x) by x x; softplus(x) by x x x; silu(x) by x x; gelu(x) by x x; erf(x) by x x; erfc(x) by x x x x; gamma(x) by x x x; loggamma(x) by x x; digamma(x) by x x x; besselj(1, x) by x x; besselj(0, x) by x x x; Si(x) by x x; Ei(x) by x x; airyai(x) by x x; airyai(x) by x x x; lambertw(x) by x x; zeta(x + 2) by x x; sinc(x) by x x; abs(x)^3 by x x; x^2*abs(x) by x x; abs(x^3 - x) by x x; max(0, x)^3 by x x; piecewise(x < 0, x^2, x^3) by x x; x^a by x x; x^a by x x x; a^x by x x; x^x by x x; x^(1/x) by x x; (1 + x)^n by x x x; exp(a*x) by x x x x x; sin(a*x + b) by x x; 1/(a + x) by x x x; log(a*x + b) by x x; a/(x^2 + a^2) by x x; exp(-x^2/2)/sqrt(2*pi) by x x x; x^4*(1 - x)^3 by x x; sin(cos(x)) by x x; exp(sin(x)) by x x x; sin(x)^5 by x x; log(sin(x)) by x x x; x^3*exp(2x) by x x x; tan(x)^2 by x x; atan2(x, 2) by x x; hypot(x, 3) by x x; exp(tan(x)) by x x; 1/(1 + exp(-x)) by x x x x; log(log(x)) by x x; sin(x)*cos(x) by x x x x x; (x^2 + 1)/(x - 1) by x x; 1/(x^2 + x + 1) by x x; exp(-1/x) by x x; 1/log(x) by x x; x^2*sqrt(x + 1) by x x; asin(x)^2 by x x
partial: x^2*y^3 by x; x^2*y^3 by y; x/y by y; (x + y)/(x - y) by y; sin(x*y) by x; exp(x*y) by y; x*sin(y) + y*cos(x) by y; sqrt(x^2 + y^2 + z^2) by z; log(x*y) by x; log(x + 2y) by y; x^y by y; y^x by x; atan(y/x) by x; atan(y/x) by y; atan2(y, x) by y; hypot(x, y) by y; x*y*z by z; (x*y + y*z + z*x)^2 by x; exp(-x^2 - y^2) by y; x*exp(y/x) by x; cos(x)*cosh(y) by y; 1/(x^2 + y^2) by x; 1/sqrt(x^2 + y^2 + z^2) by x; x*y/(x^2 + y^2) by x; (y - w*x - b)^2 by w; (y - w*x - b)^2 by b; sigmoid(w*x + b) by w; (sigmoid(w*x + b) - y)^2 by w; -y*log(sigmoid(w*x + b)) - (1 - y)*log(1 - sigmoid(w*x + b)) by b; relu(w*x + b) by w; tanh(w*x + b)*v by w; log(1 + exp(-y*w*x)) by w; w^2*x + lambda*w^2 by w; lambda*abs(w) by w; max(0, 1 - y*(w*x + b)) by w; exp(x)/(exp(x) + exp(y)) by y; log(exp(x) + exp(y)) by y; max(x, y) by x; max(x, y, z) by y; min(x, y)^2 by x; abs(x - y) by y; piecewise(x < y, x*y, x + y) by y; x^2 + 3*y by z; p*V - n*R*T by T; n*R*T/V by V; G*m*M/r^2 by r; log(x, y) by x; (x - y)^2/(x + y) by x; x*y^2*exp(x*y) by y; sin(x)*sin(y)*sin(z) by y; x1^2 + 100*(x2 - x1^2)^2 by x1; (1 - x)^2 + 100*(y - x^2)^2 by x; (1 - x)^2 + 100*(y - x^2)^2 by y; (x^2 + y - 11)^2 + (x + y^2 - 7)^2 by x; w1*x1 + w2*x2 + b by w2; tanh(w2*tanh(w1*x + b1) + b2) by w1; hypot(x - a, y - b) by a; logsumexp(x, y, z) by x; besselj(2, x*y) by x; gamma(x*y) by y; erf(x/y) by y; sqrt(x*y) by x; (x/y)^z by y
mixed: x^2*y^2 by x y; x/y by x y; exp(x*y) by x y; x^y by y x; x^y by x y; sin(x)*cos(y) by x y y; sin(x*y) by x y; log(x + y) by x y; log(x^2 + y^2) by x y; x*y*z by x y z; 1/(x + y) by x y; 1/(x - y) by x x y; sqrt(x + y) by x y; sqrt(x*y) by x y; exp(x + 2y) by x x y y; (x + y)^5 by x y; (x^2 + y^2)^2 by x y; cos(x*y) by y y; x*exp(y) by x y; atan(y/x) by x y; atan2(y, x) by x x; atan2(y, x) by x y; hypot(x, y) by x x; hypot(x, y) by x y; x^3*y^2*z by x x y z; exp(x*y*z) by x y; log(x*y*z) by x y; sin(x + y)*cos(x - y) by x y; (x*y)/(x^2 + y^2) by x y; tanh(w*x + b) by w b; sigmoid(w*x + b) by w x; sigmoid(w*x + b) by w w; (w*x + b - y)^2 by w b; exp(x)/(exp(x) + exp(y)) by x y; log(exp(x) + exp(y) + exp(z)) by x x; x^2*sin(y) + y^2*cos(x) by x x y y; (1 - x)^2 + 100*(y - x^2)^2 by x x; 1/sqrt(x^2 + y^2 + z^2) by x x; x*log(y) by x y; y^x by x x y; exp(-(x^2 + y^2)/2) by x y; x*abs(y) by x y; max(x, y)^2 by x y; gamma(x*y) by x y; exp(x)*sin(y) by x y x; x^4*y^4 by x x y y; log(1 + exp(w*x)) by w x; x*y^3/(x + y) by y; sin(x^2*y) by x y; (x - y)^4 by x x y
composition: sin(cos(tan(x))); exp(sin(x^2)); log(1 + sin(x)^2); sqrt(1 + exp(-x)); (sin(x) + x^2)^3; tan(exp(x)); sin(x)*exp(x)*log(x); x*sin(x)*exp(x); (x*sin(x))/(1 + x^2); exp(x*sin(x)); log(x)*sin(x)/x; sin(log(x^2 + 1)); cos(exp(-x))^2; exp(-x)*sin(2x)^2; sqrt(sin(x)^2 + 1); (1 + log(x))^5; atan(log(x)); asin(tanh(x)); log(sqrt(x) + 1); (exp(x) + 1)^(1/3); tan(sin(cos(x))); sin(x)/(cos(x) + exp(x)); x^2*exp(x)*sin(x); ((x + 1)/(x - 1))^(1/2); sqrt(x + sqrt(x)); (x^2 + 1)*sqrt(x)*exp(x); x^3*log(x)*cos(x); exp(sqrt(x^2 + 1)); log(log(x)^2 + 1); sin(x)^2*exp(-x^2); 1/(1 + exp(sin(x))); (tan(x) + sec(x))^3; tanh(log(x)); log(x + log(x + log(x + 3))); erf(sin(x)); gamma(exp(x)); besselj(0, exp(x)); atan(sqrt((1 - x)/(1 + x))); x*sqrt(1 - x^2) + asin(x); sin(sin(x))/sin(x); exp(-abs(sin(x))); exp(exp(exp(x)))/exp(x); sinh(log(x)); cosh(asinh(x)); sin(acos(x)); tan(asin(x)); sec(atan(x)); exp(asinh(x)); log(x)^log(x); (2 + sin(x))^(x/2)
"""

numbers = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?(?:E[+-]?\d+)?|\.\d+)")
functions = "sin cos tan sec csc cot asin acos atan asec acsc acot sinh cosh tanh sech csch coth asinh acosh atanh asech acsch acoth exp log ln log2 log10 sqrt cbrt nthroot abs sign floor ceil round min max clip heaviside piecewise erf erfc gamma loggamma digamma polygamma atan2 hypot sigmoid softplus relu leakyrelu gelu silu elu selu mish softsign logsumexp sinc Si Ci Ei besselj lambertw zeta airyai arctan arcsin".split()


def plain(text):
    """The formula in Python's grammar: every product written out."""
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
    text = re.sub(r"\band\b", "&", text)
    text = re.sub(r"\bor\b", "|", text)
    text = re.sub(r"\bnot\b ", "~", text)
    text = re.sub(r"^ln x$", "log(x)", text).replace("sin x^2", "sin(x^2)")
    text = text.replace("2sin(x)cos(x)", "2*sin(x)*cos(x)")
    text = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)e(-?\d+)", r"\1E\2", text)
    text = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?(?:E-?\d+)?)\s*(?=[a-zA-DF-Z(])(?!E)", r"\1*", text)
    text = text.replace("3* x y", "3*x*y").replace("3*x y", "3*x*y")
    text = re.sub(r"\)\s*(?=[\w(])", ")*", text)
    names = set(functions)
    text = re.sub(r"\b([a-zA-Z]\w*)(\()", lambda m: m[0] if m[1] in names else f"{m[1]}*(", text)
    while True:
        ternary = re.fullmatch(r"(.*?[^?]*?)\s\?\s(.*?)\s:\s(.*)", text)
        inner = re.search(r"\(([^()]*?) \? ([^()]*?) : ([^()]*)\)", text)
        if inner:
            text = text[: inner.start()] + f"(piecewise({inner[1]}, {inner[2]}, {inner[3]}))" + text[inner.end() :]
        elif ternary:
            text = f"piecewise({ternary[1]}, {ternary[2]}, {plain(ternary[3])})"
        else:
            break
    # & and | bind tighter than comparisons in Python.
    text = re.sub(r"([\w^]+ *[<>]=? *[-\w.]+) ([&|]) ([\w^]+ *[<>]=? *[-\w.]+)", r"(\1) \2 (\3)", text)
    return text.replace("^", "**").replace("lambda", "lambda_")


def meanings(m, numeric):
    """The functions of text in mpmath or SymPy."""
    if numeric:
        piecewise = lambda *a: next((v for c, v in zip(a[:-1:2], a[1::2]) if c in (True, ~False)), a[-1])
        sign, heaviside = (lambda x: mp.mpf(mp.sign(x))), (lambda x: mp.mpf(1 if x > 0 else 0))
        least, most, absolute = min, max, lambda x: abs(x) if x.imag == 0 else mp.mpc(0, 1)
        gamma_n, ei, si, ci, ai = mp.psi, mp.ei, mp.si, mp.ci, mp.airyai
        loggamma = lambda x: mp.log(abs(mp.gamma(x)))
        number = mp.mpf
        floor, ceil, nearest = mp.floor, mp.ceil, mp.nint
    else:
        piecewise = lambda *a: sp.Piecewise(*zip(a[1::2], a[:-1:2]), (a[-1], True))
        sign, heaviside, least, most, absolute = sp.sign, sp.Heaviside, sp.Min, sp.Max, sp.Abs
        gamma_n, ei, si, ci, ai, loggamma = sp.polygamma, sp.Ei, sp.Si, sp.Ci, sp.airyai, sp.loggamma
        number = sp.Rational
        floor, ceil, nearest = sp.floor, sp.ceiling, lambda x: sp.floor(x + sp.Rational(1, 2))
    half = number("0.5")
    names = {k: getattr(m, k) for k in functions if hasattr(m, k)}
    sigmoid = lambda x: 1 / (1 + m.exp(-x))
    softplus = lambda x: m.log(1 + m.exp(x))
    root = lambda x, n: (sign(x) * absolute(x) ** (number(1) / n)) if int(n) % 2 else x ** (number(1) / n)
    names |= dict(
        abs=absolute, sign=sign, floor=floor, ceil=ceil, round=nearest, min=least, max=most, heaviside=heaviside, piecewise=piecewise,
        log=lambda x, b=None: m.log(x) if b is None else m.log(x) / m.log(b), ln=m.log, log2=lambda x: m.log(x) / m.log(2),
        log10=lambda x: m.log(x) / m.log(10), cbrt=lambda x: root(x, 3), nthroot=root, clip=lambda x, a, b: least(most(x, a), b),
        hypot=lambda *a: m.sqrt(sum(x**2 for x in a)), sigmoid=sigmoid, softplus=softplus, relu=lambda x: most(x, number(0)),
        leakyrelu=lambda x, s=number("0.01"): piecewise(x > 0, x, s * x), gelu=lambda x: x * (1 + m.erf(x / m.sqrt(2))) / 2,
        silu=lambda x: x * sigmoid(x), elu=lambda x: piecewise(x > 0, x, m.exp(x) - 1), mish=lambda x: x * m.tanh(softplus(x)),
        selu=lambda x: number("1.0507009873554804934193349852946") * piecewise(x > 0, x, number("1.6732632423543772848170429916717") * (m.exp(x) - 1)),
        softsign=lambda x: x / (1 + absolute(x)), logsumexp=lambda *a: m.log(sum(m.exp(x) for x in a)), sinc=lambda x: m.sin(x) / x,
        digamma=(lambda x: mp.psi(0, x)) if numeric else sp.digamma, polygamma=(lambda n, x: mp.psi(int(n), x)) if numeric else sp.polygamma,
        loggamma=loggamma, Si=si, Ci=ci, Ei=ei, airyai=ai, besselj=m.besselj, lambertw=m.lambertw if numeric else sp.LambertW, zeta=m.zeta,
        arctan=m.atan, arcsin=m.asin, pi=m.pi if not numeric else +mp.pi, e=m.E if not numeric else +mp.e,
    )
    return {k: real(f) for k, f in names.items()} if numeric else names


def real(f):
    """The function with nothing complex on its way: sqrt(x) is not a number at −1, also inside of cos."""
    if not callable(f):
        return f

    def checked(*args):
        result = f(*args)
        if not isinstance(result, bool) and mp.mpmathify(result).imag != 0:
            raise ValueError
        return result

    return checked


def evaluate(code, names):
    return eval(code, {"__builtins__": {}}, names)


def quick(seconds, action):
    def stop(*_):
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        return action()
    except Exception:
        return None
    finally:
        signal.alarm(0)


def values(code, variables, wrt, point):
    """The derivative at a point to 30 digits, or None where there is none."""
    results = []
    for digits in (45, 60):
        with mp.workdps(digits):
            orders = tuple(wrt.count(v) for v in variables)

            def f(*at):
                # As many digits as the differences ask for.
                names = meanings(mp, True) | {("lambda_" if v == "lambda" else v): x for v, x in zip(variables, at)}
                result = mp.mpmathify(evaluate(code, names | {"N": mp.mpf}))
                if result.imag != 0 or not mp.isfinite(result):
                    raise ValueError
                return result.real

            at = tuple(mp.mpf(point[v]) for v in variables)
            f(*at)
            # An h of our own: well below the distance to any corner, and the same for both precisions but for digits.
            results.append(mp.diff(f, at, orders) if sum(orders) else f(*at))
    a, b = results
    if abs(a - b) > mp.mpf(10) ** -15 * max(abs(a), mp.mpf(10) ** -9) or abs(a) > mp.mpf(10) ** 25:
        raise ValueError
    return "0" if abs(b) < mp.mpf(10) ** -28 else mp.nstr(b, 20)


def operations(text):
    """Each operation, function and sign as written counts one."""
    return sum(isinstance(node, (ast.BinOp, ast.UnaryOp, ast.Call, ast.Compare)) for node in ast.walk(ast.parse(text.replace("lambda", "lambda_"))))


def literals(text, wrap):
    return numbers.sub(lambda m: f"{wrap}('{m[1]}')", text)


def record(category, entry, index):
    expr, _, by = entry.partition(" by ")
    wrt = by.split() or ["x"]
    code = plain(expr)
    found = set(re.findall(r"(?<![\w'])([a-zA-Z]\w*)(?!\w*\()", re.sub(r"\d+(\.\d+)?E-?\d+", "1", code))) - set(functions) - {"pi", "e"}
    variables = sorted({"lambda" if v == "lambda_" else v for v in found} | set(wrt))
    source = random.Random(f"{category}-{index}")
    pools = [["0.3", "0.7", "1.3", "-0.45", "2.2", "3.7", "-1.7", "0.05", "-2.6", "1.9"], ["1.4", "0.6", "2.1", "0.35", "1.7", "2.8", "0.9", "3.3", "0.45", "1.1"]]
    points, results = [], []
    for i in range(10):
        point = {v: pools[0][i] if v == variables[-1 if "x" not in variables else variables.index("x")] else pools[1][(i + 3 * k + source.randrange(10)) % 10] for k, v in enumerate(variables)}
        numeric = literals(code, "N")
        result = quick(10, lambda: values(numeric, variables, wrt, point))
        if result is not None:
            points.append(point)
            results.append(result)
        if len(points) == 4:
            break
    case = dict(id=f"{category}-{index:03}", category=category, expr=expr, vars=variables, wrt=wrt, points=points, values=results)
    symbols = {("lambda_" if v == "lambda" else v): sp.Symbol(v, real=True) for v in variables}
    formula = quick(10, lambda: sp.sympify(evaluate(literals(code, "N"), meanings(sp, False) | symbols | {"N": sp.Rational})))
    if formula is not None:
        latex = sp.latex(formula, ln_notation=True)
        # A power of a letter's function before its argument is read as a power of a variable.
        if not re.search(r"begin|theta|operatorname|(J|W|Gamma)\^", latex):
            case["latex"] = latex
        result = quick(20, lambda: sp.diff(formula, *(symbols["lambda_" if v == "lambda" else v] for v in wrt)))
        if result is not None and not result.has(sp.Derivative, sp.Subs, sp.DiracDelta):
            short = quick(20, lambda: sp.simplify(result))
            case["sympy"] = min((str(r) for r in (result, short) if r is not None), key=operations)
            case["ops"] = operations(case["sympy"])
    return case


if __name__ == "__main__":
    lines = []
    for line in formulas.strip().split("\n"):
        category, _, entries = line.partition(": ")
        if len(sys.argv) > 1 and category not in sys.argv[1:]:
            continue
        for index, entry in enumerate(e.strip() for e in entries.split("; ")):
            try:
                case = record(category, entry, index)
            except Exception as error:
                print("skipped", category, entry, repr(error), flush=True)
                continue
            if case["points"]:
                lines.append(json.dumps(case, separators=(",", ":")))
            else:
                print("no point", category, entry, plain(entry.partition(" by ")[0]), flush=True)
    (Path(__file__).parent / "more.jsonl").write_text("\n".join(lines) + "\n")
