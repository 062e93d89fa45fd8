// packages/core/src/errors.ts
var marker = /* @__PURE__ */ Symbol.for("chainrule.error");
var ChainruleError = class extends Error {
  code;
  operation;
  problem;
  hint;
  source;
  constructor(code, problem, details) {
    const { operation, hint, source, cause } = details;
    const lines = [`[${operation}] ${problem}`];
    if (source) lines.push(...caret(source.text, source.span));
    if (hint !== void 0) lines.push(`  hint: ${hint}`);
    super(lines.join("\n"), cause === void 0 ? void 0 : { cause });
    this.name = "ChainruleError";
    this.code = code;
    this.operation = operation;
    this.problem = problem;
    this.hint = hint;
    this.source = source;
    Object.defineProperty(this, marker, { value: true });
  }
};
var window = 72;
function caret(text, { start, end }) {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", start);
  const lineEnd = newline === -1 ? text.length : newline;
  const from = Math.max(lineStart, Math.min(start - window / 2, lineEnd - window));
  const to = Math.min(lineEnd, from + window);
  const [before, after] = [from > lineStart ? "\u2026" : "", to < lineEnd ? "\u2026" : ""];
  const width = Math.max(1, Math.min(end, to) - start);
  return [`  ${before}${text.slice(from, to)}${after}`, `  ${" ".repeat(before.length + start - from)}${"^".repeat(width)}`];
}

// packages/core/src/expression/rational.ts
var gcd = (a, b) => {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
};
function integer(value) {
  if (typeof value === "bigint") return value;
  if (Number.isInteger(value)) return BigInt(value);
  throw new ChainruleError("argument", `${value} is not an integer`, {
    operation: "rational",
    hint: "a rational number is made of integers: Rational.of(1, 2)"
  });
}
var Rational = class _Rational {
  constructor(numerator, denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
  }
  numerator;
  denominator;
  /** n/d in lowest terms. Throws a `domain` error when d is zero, an `argument` error for what is no integer. */
  static of(numerator, denominator = 1n) {
    const [n, d] = [integer(numerator), integer(denominator)];
    if (d === 1n) return new _Rational(n, d);
    if (d === 0n) throw new ChainruleError("domain", "a rational number with denominator zero", { operation: "rational" });
    const common = d < 0n ? -gcd(n, d) : gcd(n, d);
    return new _Rational(n / common, d / common);
  }
  get isInteger() {
    return this.denominator === 1n;
  }
  get isZero() {
    return this.numerator === 0n;
  }
  get sign() {
    return this.numerator > 0n ? 1 : this.numerator < 0n ? -1 : 0;
  }
  plus(b) {
    return _Rational.of(this.numerator * b.denominator + b.numerator * this.denominator, this.denominator * b.denominator);
  }
  minus(b) {
    return this.plus(b.negated());
  }
  times(b) {
    return _Rational.of(this.numerator * b.numerator, this.denominator * b.denominator);
  }
  over(b) {
    return _Rational.of(this.numerator * b.denominator, this.denominator * b.numerator);
  }
  negated() {
    return new _Rational(-this.numerator, this.denominator);
  }
  /** The power to an integer exponent. Throws a `domain` error for 0 to a negative one. */
  power(exponent) {
    const n = integer(Math.abs(exponent));
    return exponent < 0 ? _Rational.of(this.denominator ** n, this.numerator ** n) : new _Rational(this.numerator ** n, this.denominator ** n);
  }
  equals(b) {
    return this.numerator === b.numerator && this.denominator === b.denominator;
  }
  compare(b) {
    return this.minus(b).sign;
  }
  /** The double nearest to it. */
  toNumber() {
    const [n, d] = [Number(this.numerator), Number(this.denominator)];
    if (Math.abs(n) <= Number.MAX_SAFE_INTEGER && d <= Number.MAX_SAFE_INTEGER) return n / d;
    return longDivision(this.numerator, this.denominator);
  }
  valueOf() {
    return this.toNumber();
  }
  toString() {
    return this.isInteger ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
  }
};
var bitLength = (n) => n.toString(2).length;
function longDivision(numerator, denominator) {
  const n = numerator < 0n ? -numerator : numerator;
  const exponent = bitLength(n) - bitLength(denominator);
  const subnormal = exponent <= -1022;
  const shift2 = subnormal ? 1076 : 66 - exponent;
  const [top, bottom] = shift2 >= 0 ? [n << BigInt(shift2), denominator] : [n, denominator << BigInt(-shift2)];
  const sticky = top % bottom === 0n ? 0n : 1n;
  const quotient = top / bottom << 1n | sticky;
  const magnitude = subnormal ? Number(roundEighths(quotient)) * Number.MIN_VALUE : scaleByPowerOfTwo(Number(quotient), -shift2 - 1);
  return numerator < 0n ? -magnitude : magnitude;
}
function roundEighths(q) {
  const [whole, rest2] = [q >> 3n, q & 7n];
  return rest2 > 4n || rest2 === 4n && (whole & 1n) === 1n ? whole + 1n : whole;
}
function scaleByPowerOfTwo(x, k) {
  while (k > 1e3) [x, k] = [x * 2 ** 1e3, k - 1e3];
  while (k < -1e3) [x, k] = [x * 2 ** -1e3, k + 1e3];
  return x * 2 ** k;
}

// packages/core/src/expression/hash.ts
function hashText(text) {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return mix(h, text.length);
}
function mix(hash, value) {
  let h = Math.imul(hash ^ value, 2654435761);
  h ^= h >>> 15;
  h = Math.imul(h + 1831565813, 2246822507);
  return h ^ h >>> 13;
}
var scratch = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
function hashNumber(value) {
  scratch.setFloat64(0, Number.isNaN(value) ? NaN : value);
  return mix(scratch.getInt32(0), scratch.getInt32(4));
}

// packages/core/src/expression/expr.ts
var Expr = class _Expr {
  constructor(kind, value, name, fn, args, hash) {
    this.kind = kind;
    this.value = value;
    this.name = name;
    this.fn = fn;
    this.args = args;
    this.hash = hash;
  }
  kind;
  value;
  name;
  fn;
  args;
  hash;
  /** A number: integers become exact. */
  static number(value) {
    const exact = typeof value === "bigint" || Number.isSafeInteger(value) && !Object.is(value, -0);
    const constant2 = exact ? Rational.of(value) : value;
    return new _Expr("number", constant2, "", void 0, none, hashConstant(constant2));
  }
  static variable(name) {
    return new _Expr("variable", NaN, name, void 0, none, hashText(`$${name}`));
  }
  /** `fn(args)`. Throws an `argument` error when their count is not the function's. */
  static apply(fn, args) {
    if (args.length !== fn.arity)
      throw new ChainruleError("argument", `${fn.name} takes ${fn.arity} argument${fn.arity === 1 ? "" : "s"}, got ${args.length}`, {
        operation: fn.name
      });
    let hash = fn.hash;
    for (const arg of args) hash = mix(hash, arg.hash);
    return new _Expr("apply", NaN, "", fn, args, hash);
  }
  static lift(value) {
    return typeof value === "number" ? _Expr.number(value) : value;
  }
  plus(b) {
    return add.of(this, b);
  }
  minus(b) {
    return sub.of(this, b);
  }
  times(b) {
    return mul.of(this, b);
  }
  over(b) {
    return div.of(this, b);
  }
  negated() {
    return neg.of(this);
  }
  power(b) {
    return pow.of(this, b);
  }
  squared() {
    return this.power(2);
  }
  /** Whether it is this very number. */
  isNumber(value) {
    return this.kind === "number" && Number(this.value) === value;
  }
};
var none = [];
var hashConstant = (value) => typeof value === "number" ? hashNumber(value) : mix(hashNumber(Number(value.numerator)), hashNumber(Number(value.denominator)));
var Elementwise = class {
  constructor(name, arity, spec) {
    this.name = name;
    this.arity = arity;
    this.spec = spec;
    this["~chainrule"] = { kind: "elementwise", spec: 1, name };
    this.hash = hashText(`${name}(`);
  }
  name;
  arity;
  spec;
  "~chainrule";
  hash;
  rules = {};
  /** The formula `fn(args)`; arguments left out at the end take their defaults. */
  of(...args) {
    const lifted = args.map((arg) => typeof arg === "number" ? Expr.number(arg) : arg);
    const missing = this.arity - args.length;
    if (missing > 0) lifted.push(...this.defaults.slice(-missing).map((value) => Expr.number(value)));
    return Expr.apply(this, lifted);
  }
  /** The values of trailing arguments that may be left out: `elu(x)` is `elu(x, 1)`. */
  get defaults() {
    return this.spec.defaults ?? [];
  }
  /** f on numbers, with IEEE 754's special values. */
  get value() {
    return this.spec.value;
  }
  /** The names of the arguments in this function's formulas: x, or a, b, c, unless it names them. The result is y. */
  get parameters() {
    return this.spec.parameters ?? (this.arity === 1 ? ["x"] : ["a", "b", "c"].slice(0, this.arity));
  }
  /** ∂f/∂argument as formulas in the parameters and y, as a textbook writes them; null where none exists (an order, a count). */
  get partials() {
    return this.rules.partials ??= build(this.spec.derivative, this);
  }
  /** The same derivatives, written so that no argument loses digits. */
  get stablePartials() {
    return this.rules.stable ??= this.spec.stable ? build(this.spec.stable, this) : this.partials;
  }
  /** f as a formula of other functions, where it is one: how a backend without a kernel for f computes it. */
  get definition() {
    return this.spec.definition && Expr.lift(this.spec.definition(...this.variables()));
  }
  /** The condition on the arguments under which f is defined; `undefined` when always. */
  get domain() {
    return this.spec.domain && Expr.lift(this.spec.domain(...this.variables()));
  }
  /** Whether the value is a truth value, 0 or 1. */
  get isCondition() {
    return this.spec.condition === true;
  }
  /** Whether integers give an integer. */
  get keepsIntegers() {
    return this.spec.integers === true;
  }
  /** Points at which the slope jumps, with the slopes on both sides. */
  get kinks() {
    return this.spec.kinks ?? [];
  }
  /** Where the value jumps. */
  get jumps() {
    return this.spec.jumps;
  }
  /** The rule's name as a person says it: "the sine rule". */
  get rule() {
    return this.spec.rule;
  }
  /** LaTeX of the function applied to arguments given as LaTeX. */
  latex(...args) {
    const { latex } = this.spec;
    return typeof latex === "function" ? latex(...args) : `${latex}\\left(${args.join(", ")}\\right)`;
  }
  variables() {
    return this.parameters.map((name) => Expr.variable(name));
  }
};
function build(derivative, fn) {
  const args = [...fn.parameters, "y"].map((name) => Expr.variable(name));
  const rules = typeof derivative === "function" ? [derivative] : derivative;
  return rules.map((rule) => rule && Expr.lift(rule(...args)));
}
// @__NO_SIDE_EFFECTS__
function defineElementwise(name, spec) {
  return new Elementwise(name, typeof spec.derivative === "function" ? 1 : spec.derivative.length, spec);
}
var add = /* @__PURE__ */ defineElementwise("add", {
  value: (a, b) => a + b,
  derivative: [() => 1, () => 1],
  integers: true,
  rule: "sum",
  latex: (a, b) => `${a} + ${b}`
});
var sub = /* @__PURE__ */ defineElementwise("sub", {
  value: (a, b) => a - b,
  derivative: [() => 1, () => -1],
  integers: true,
  rule: "difference",
  latex: (a, b) => `${a} - ${b}`
});
var mul = /* @__PURE__ */ defineElementwise("mul", {
  value: (a, b) => a * b,
  derivative: [(_a, b) => b, (a) => a],
  integers: true,
  rule: "product",
  latex: (a, b) => `${a} \\cdot ${b}`
});
var div = /* @__PURE__ */ defineElementwise("div", {
  value: (a, b) => a / b,
  derivative: [(_a, b) => Expr.number(1).over(b), (a, b) => a.over(b.squared()).negated()],
  stable: [(_a, b) => Expr.number(1).over(b), (_a, b, y2) => y2.over(b).negated()],
  domain: (_a, b) => ne.of(b, 0),
  rule: "quotient",
  latex: (a, b) => `\\frac{${a}}{${b}}`
});
var neg = /* @__PURE__ */ defineElementwise("neg", {
  value: (x) => -x,
  derivative: () => -1,
  integers: true,
  rule: "negation",
  latex: (x) => `-${x}`
});
var pow = /* @__PURE__ */ defineElementwise("pow", {
  value: (a, b) => a ** b,
  derivative: [(a, b) => b.times(a.power(b.minus(1))), (a, _b, y2) => y2.times(log.of(a))],
  // At a = 0 and b ≥ 0 the power does not change with b, and at b = 0 it does not change with a.
  stable: [
    (a, b) => where.of(eq.of(b, 0), 0, b.times(a.power(b.minus(1)))),
    (a, b, y2) => {
      const slope = y2.times(log.of(a));
      return where.of(eq.of(a, 0), where.of(ge.of(b, 0), 0, slope), slope);
    }
  ],
  rule: "power",
  latex: (a, b) => `{${a}}^{${b}}`
});
var log = /* @__PURE__ */ defineElementwise("log", {
  value: (x) => Math.log(x),
  derivative: (x) => Expr.number(1).over(x),
  domain: (x) => gt.of(x, 0),
  rule: "logarithm",
  latex: "\\ln"
});
var where = /* @__PURE__ */ defineElementwise("where", {
  value: (condition, yes, no) => condition === 0 ? no : yes,
  derivative: [() => 0, (a) => where.of(a, 1, 0), (a) => where.of(a, 0, 1)],
  integers: true,
  rule: "case",
  latex: (condition, yes, no) => `\\begin{cases}${yes} & ${condition} \\\\ ${no} & \\text{otherwise}\\end{cases}`
});
// @__NO_SIDE_EFFECTS__
function comparison(name, value, sign2) {
  return /* @__PURE__ */ defineElementwise(name, {
    value: (a, b) => value(a, b) ? 1 : 0,
    derivative: [() => 0, () => 0],
    condition: true,
    rule: "comparison",
    latex: (a, b) => `${a} ${sign2} ${b}`
  });
}
var lt = /* @__PURE__ */ comparison("lt", (a, b) => a < b, "<");
var le = /* @__PURE__ */ comparison("le", (a, b) => a <= b, "\\le");
var gt = /* @__PURE__ */ comparison("gt", (a, b) => a > b, ">");
var ge = /* @__PURE__ */ comparison("ge", (a, b) => a >= b, "\\ge");
var eq = /* @__PURE__ */ comparison("eq", (a, b) => a === b, "=");
var ne = /* @__PURE__ */ comparison("ne", (a, b) => a !== b, "\\ne");

// packages/core/src/expression/fold.ts
function fold(expr, meaning, memo = /* @__PURE__ */ new Map()) {
  for (const node of postOrder(expr, memo)) {
    memo.set(
      node,
      node.kind === "number" ? meaning.number(node.value, node) : node.kind === "variable" ? meaning.variable(node.name, node) : meaning.apply(
        node.fn,
        node.args.map((arg) => memo.get(arg)),
        node
      )
    );
  }
  return memo.get(expr);
}
function postOrder(expr, known = /* @__PURE__ */ new Set()) {
  const order = [];
  if (known.has(expr)) return order;
  const seen = /* @__PURE__ */ new Set([expr]);
  const path = [expr];
  const next = [0];
  while (path.length > 0) {
    const top = path.length - 1;
    const node = path[top];
    const arg = node.args[next[top]++];
    if (arg === void 0) {
      order.push(node);
      path.pop();
      next.pop();
    } else if (!seen.has(arg) && !known.has(arg)) {
      seen.add(arg);
      if (arg.args.length === 0) order.push(arg);
      else {
        path.push(arg);
        next.push(0);
      }
    }
  }
  return order;
}

// packages/core/src/expression/pool.ts
var Pool = class {
  buckets = /* @__PURE__ */ new Map();
  /** The pool's node equal to this one, whose arguments are already of this pool. */
  shallow(node) {
    const bucket = this.buckets.get(node.hash);
    if (bucket === void 0) {
      this.buckets.set(node.hash, [node]);
      return node;
    }
    const found = bucket.find((other) => sameNode(node, other));
    if (found === void 0) bucket.push(node);
    return found ?? node;
  }
  /** The pool's node equal to this formula, of any depth. */
  intern(expr) {
    return fold(
      expr,
      {
        number: (_, node) => this.shallow(node),
        variable: (_, node) => this.shallow(node),
        apply: (fn, args, node) => this.shallow(args.every((arg, i) => arg === node.args[i]) ? node : Expr.apply(fn, args))
      },
      this.interned
    );
  }
  interned = /* @__PURE__ */ new Map();
};
function sameNode(a, b) {
  return a.kind === b.kind && a.name === b.name && a.fn === b.fn && (a.kind !== "number" || sameConstant(a, b)) && a.args.every((arg, i) => arg === b.args[i]);
}
function sameConstant({ value: a }, { value: b }) {
  if (typeof a === "number" || typeof b === "number") return Object.is(a, b);
  return a.equals(b);
}

// packages/core/src/expression/meanings.ts
var formulas = {
  number: (_, node) => node,
  variable: (_, node) => node,
  apply: (fn, args, node) => args.every((arg, i) => arg === node.args[i]) ? node : Expr.apply(fn, args)
};
function substitute(expr, replacements) {
  return fold(expr, {
    ...formulas,
    variable: (name, node) => Object.hasOwn(replacements, name) ? Expr.lift(replacements[name]) : node
  });
}

// packages/core/src/elementwise/exponential.ts
var e = defineElementwise("e", { value: () => Math.E, derivative: [], rule: "constant", latex: () => "e" });
var exp = defineElementwise("exp", {
  value: (x) => Math.exp(x),
  derivative: (_x, y2) => y2,
  rule: "exponential",
  latex: (x) => `e^{${x}}`
});
var expm1 = defineElementwise("expm1", {
  value: (x) => Math.expm1(x),
  derivative: (x) => exp.of(x),
  rule: "exponential less one",
  latex: "\\operatorname{expm1}"
});
var log1p = defineElementwise("log1p", {
  value: (x) => Math.log1p(x),
  derivative: (x) => Expr.number(1).over(x.plus(1)),
  domain: (x) => gt.of(x, -1),
  rule: "logarithm of one plus",
  latex: "\\operatorname{log1p}"
});
var log2 = defineElementwise("log2", {
  value: (x) => Math.log2(x),
  derivative: (x) => Expr.number(1).over(x.times(log.of(2))),
  definition: (x) => log.of(x).over(log.of(2)),
  domain: (x) => gt.of(x, 0),
  rule: "binary logarithm",
  latex: "\\log_{2}"
});
var log10 = defineElementwise("log10", {
  value: (x) => Math.log10(x),
  derivative: (x) => Expr.number(1).over(x.times(log.of(10))),
  definition: (x) => log.of(x).over(log.of(10)),
  domain: (x) => gt.of(x, 0),
  rule: "decimal logarithm",
  latex: "\\log_{10}"
});
var sqrt = defineElementwise("sqrt", {
  value: (x) => Math.sqrt(x),
  derivative: (_x, y2) => Expr.number(1).over(y2.times(2)),
  domain: (x) => ge.of(x, 0),
  rule: "square root",
  latex: (x) => `\\sqrt{${x}}`
});
var cbrt = defineElementwise("cbrt", {
  value: (x) => Math.cbrt(x),
  derivative: (_x, y2) => Expr.number(1).over(y2.squared().times(3)),
  rule: "cube root",
  latex: (x) => `\\sqrt[3]{${x}}`
});
var nthroot = defineElementwise("nthroot", {
  value: (x, n) => realRoot(x, n),
  derivative: [(x, n, y2) => y2.over(n.times(x)), (x, n, y2) => y2.times(log.of(x)).over(n.squared()).negated()],
  parameters: ["x", "n"],
  rule: "root",
  latex: (x, n) => `\\sqrt[${n}]{${x}}`
});
var logaddexp = defineElementwise("logaddexp", {
  value: (a, b) => a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))),
  derivative: [(a, b) => share(a, b), (a, b) => share(b, a)],
  rule: "logarithm of a sum of exponentials",
  latex: (a, b) => `\\ln\\left(e^{${a}} + e^{${b}}\\right)`
});
var share = (a, b) => div.of(1, exp.of(b.minus(a)).plus(1));
function realRoot(x, n) {
  if (n === 2) return Math.sqrt(x);
  if (n === 3) return Math.cbrt(x);
  if (x < 0) return n % 2 === 0 || !Number.isInteger(n) ? NaN : -realRoot(-x, n);
  const root = x ** (1 / n);
  if (root === 0 || !Number.isFinite(root) || !Number.isInteger(n)) return root;
  const corrected = root - (root - x / root ** (n - 1)) / n;
  return Number.isFinite(corrected) ? corrected : root;
}

// packages/core/src/elementwise/logic.ts
var truth = (value) => value ? 1 : 0;
var and = defineElementwise("and", {
  value: (a, b) => truth(a !== 0 && b !== 0),
  derivative: [() => 0, () => 0],
  condition: true,
  rule: "conjunction",
  latex: (a, b) => `${a} \\land ${b}`
});
var or = defineElementwise("or", {
  value: (a, b) => truth(a !== 0 || b !== 0),
  derivative: [() => 0, () => 0],
  condition: true,
  rule: "disjunction",
  latex: (a, b) => `${a} \\lor ${b}`
});
var not = defineElementwise("not", {
  value: (x) => truth(x === 0),
  derivative: () => 0,
  jumps: [0],
  condition: true,
  rule: "negation of a condition",
  latex: (x) => `\\lnot ${x}`
});

// packages/core/src/elementwise/piecewise.ts
var abs = defineElementwise("abs", {
  value: (x) => Math.abs(x),
  derivative: (x) => sign.of(x),
  kinks: [{ at: 0, left: -1, right: 1 }],
  integers: true,
  rule: "absolute value",
  latex: (x) => `\\left|${x}\\right|`
});
var sign = defineElementwise("sign", {
  value: (x) => Math.sign(x),
  derivative: () => 0,
  jumps: [0],
  integers: true,
  rule: "sign",
  latex: "\\operatorname{sgn}"
});
var heaviside = defineElementwise("heaviside", {
  value: (x) => x < 0 ? 0 : x > 0 ? 1 : x === 0 ? 0.5 : NaN,
  derivative: () => 0,
  definition: (x) => sign.of(x).plus(1).over(2),
  jumps: [0],
  rule: "step",
  latex: "H"
});
var floor = defineElementwise("floor", {
  value: (x) => Math.floor(x),
  derivative: () => 0,
  jumps: "integers",
  integers: true,
  rule: "floor",
  latex: (x) => `\\left\\lfloor ${x} \\right\\rfloor`
});
var ceil = defineElementwise("ceil", {
  value: (x) => Math.ceil(x),
  derivative: () => 0,
  jumps: "integers",
  integers: true,
  rule: "ceiling",
  latex: (x) => `\\left\\lceil ${x} \\right\\rceil`
});
var round = defineElementwise("round", {
  value: (x) => roundHalfEven(x),
  derivative: () => 0,
  jumps: "half-integers",
  integers: true,
  rule: "rounding",
  latex: "\\operatorname{round}"
});
var share2 = (wins, a, b) => where.of(wins.of(a, b), 1, where.of(eq.of(a, b), 0.5, 0));
var max = defineElementwise("max", {
  value: (a, b) => Math.max(a, b),
  derivative: [(a, b) => share2(gt, a, b), (a, b) => share2(gt, b, a)],
  integers: true,
  rule: "maximum",
  latex: "\\max"
});
var min = defineElementwise("min", {
  value: (a, b) => Math.min(a, b),
  derivative: [(a, b) => share2(lt, a, b), (a, b) => share2(lt, b, a)],
  integers: true,
  rule: "minimum",
  latex: "\\min"
});
var clip = defineElementwise("clip", {
  value: (x, lower, upper) => Math.min(Math.max(x, lower), upper),
  derivative: [
    (x, lower, upper) => where.of(and.of(ge.of(x, lower), le.of(x, upper)), 1, 0),
    (x, lower, upper) => where.of(and.of(lt.of(x, lower), lt.of(lower, upper)), 1, 0),
    (x, lower, upper) => where.of(gt.of(max.of(x, lower), upper), 1, 0)
  ],
  parameters: ["x", "lower", "upper"],
  integers: true,
  rule: "clipping",
  latex: "\\operatorname{clip}"
});
function roundHalfEven(x) {
  const floor2 = Math.floor(x);
  const rest2 = x - floor2;
  const rounded = rest2 < 0.5 || rest2 === 0.5 && floor2 % 2 === 0 ? floor2 : floor2 + 1;
  return rounded === 0 ? Math.sign(x) * 0 : Number.isFinite(x) ? rounded : x;
}

// packages/core/src/elementwise/trigonometric.ts
var one = () => Expr.number(1);
var rootOfOneMinusSquare = (x) => sqrt.of(one().minus(x).times(x.plus(1)));
var opposite = (x) => Math.sqrt(Math.abs(x) - 1) * Math.sqrt(Math.abs(x) + 1);
var oppositeSide = (x) => sqrt.of(abs.of(x).minus(1)).times(sqrt.of(abs.of(x).plus(1)));
var pi = defineElementwise("pi", { value: () => Math.PI, derivative: [], rule: "constant", latex: () => "\\pi" });
var sin = defineElementwise("sin", {
  value: (x) => Math.sin(x),
  derivative: (x) => cos.of(x),
  rule: "sine",
  latex: "\\sin"
});
var cos = defineElementwise("cos", {
  value: (x) => Math.cos(x),
  derivative: (x) => sin.of(x).negated(),
  rule: "cosine",
  latex: "\\cos"
});
var tan = defineElementwise("tan", {
  value: (x) => Math.tan(x),
  derivative: (_x, y2) => y2.squared().plus(1),
  domain: (x) => ne.of(cos.of(x), 0),
  rule: "tangent",
  latex: "\\tan"
});
var sec = defineElementwise("sec", {
  value: (x) => 1 / Math.cos(x),
  derivative: (x, y2) => y2.times(tan.of(x)),
  definition: (x) => one().over(cos.of(x)),
  domain: (x) => ne.of(cos.of(x), 0),
  rule: "secant",
  latex: "\\sec"
});
var csc = defineElementwise("csc", {
  value: (x) => 1 / Math.sin(x),
  derivative: (x, y2) => y2.times(cot.of(x)).negated(),
  definition: (x) => one().over(sin.of(x)),
  domain: (x) => ne.of(sin.of(x), 0),
  rule: "cosecant",
  latex: "\\csc"
});
var cot = defineElementwise("cot", {
  value: (x) => 1 / Math.tan(x),
  derivative: (_x, y2) => y2.squared().plus(1).negated(),
  definition: (x) => cos.of(x).over(sin.of(x)),
  domain: (x) => ne.of(sin.of(x), 0),
  rule: "cotangent",
  latex: "\\cot"
});
var asin = defineElementwise("asin", {
  value: (x) => Math.asin(x),
  derivative: (x) => one().over(sqrt.of(one().minus(x.squared()))),
  stable: (x) => one().over(rootOfOneMinusSquare(x)),
  domain: (x) => ge.of(1, abs.of(x)),
  rule: "arcsine",
  latex: "\\arcsin"
});
var acos = defineElementwise("acos", {
  value: (x) => Math.acos(x),
  derivative: (x) => one().over(sqrt.of(one().minus(x.squared()))).negated(),
  stable: (x) => one().over(rootOfOneMinusSquare(x)).negated(),
  domain: (x) => ge.of(1, abs.of(x)),
  rule: "arccosine",
  latex: "\\arccos"
});
var atan = defineElementwise("atan", {
  value: (x) => Math.atan(x),
  derivative: (x) => one().over(x.squared().plus(1)),
  rule: "arctangent",
  latex: "\\arctan"
});
var asec = defineElementwise("asec", {
  value: (x) => Math.atan2(opposite(x), Math.sign(x)),
  derivative: (x) => one().over(abs.of(x).times(sqrt.of(x.squared().minus(1)))),
  stable: (x) => one().over(abs.of(x).times(oppositeSide(x))),
  definition: (x) => atan2.of(oppositeSide(x), sign.of(x)),
  domain: (x) => ge.of(abs.of(x), 1),
  rule: "arcsecant",
  latex: "\\operatorname{arcsec}"
});
var acsc = defineElementwise("acsc", {
  value: (x) => Math.atan2(Math.sign(x), opposite(x)),
  derivative: (x) => one().over(abs.of(x).times(sqrt.of(x.squared().minus(1)))).negated(),
  stable: (x) => one().over(abs.of(x).times(oppositeSide(x))).negated(),
  definition: (x) => atan2.of(sign.of(x), oppositeSide(x)),
  domain: (x) => ge.of(abs.of(x), 1),
  rule: "arccosecant",
  latex: "\\operatorname{arccsc}"
});
var acot = defineElementwise("acot", {
  value: (x) => Math.atan(1 / x),
  derivative: (x) => one().over(x.squared().plus(1)).negated(),
  definition: (x) => atan.of(one().over(x)),
  jumps: [0],
  rule: "arccotangent",
  latex: "\\operatorname{arccot}"
});
var atan2 = defineElementwise("atan2", {
  value: (a, b) => Math.atan2(a, b),
  derivative: [(a, b) => b.over(a.squared().plus(b.squared())), (a, b) => a.over(a.squared().plus(b.squared())).negated()],
  stable: [(a, b) => b.over(hypot.of(a, b)).over(hypot.of(a, b)), (a, b) => a.over(hypot.of(a, b)).over(hypot.of(a, b)).negated()],
  rule: "angle",
  latex: "\\operatorname{atan2}"
});
var hypot = defineElementwise("hypot", {
  value: (a, b) => Math.hypot(a, b),
  derivative: [(a, _b, y2) => a.over(y2), (_a, b, y2) => b.over(y2)],
  stable: [(a, _b, y2) => where.of(eq.of(y2, 0), 0, a.over(y2)), (_a, b, y2) => where.of(eq.of(y2, 0), 0, b.over(y2))],
  rule: "length",
  latex: (a, b) => `\\sqrt{${a}^{2} + ${b}^{2}}`
});

// packages/core/src/elementwise/hyperbolic.ts
var one2 = () => Expr.number(1);
var sinh = defineElementwise("sinh", {
  value: (x) => Math.sinh(x),
  derivative: (x) => cosh.of(x),
  rule: "hyperbolic sine",
  latex: "\\sinh"
});
var cosh = defineElementwise("cosh", {
  value: (x) => Math.cosh(x),
  derivative: (x) => sinh.of(x),
  rule: "hyperbolic cosine",
  latex: "\\cosh"
});
var tanh = defineElementwise("tanh", {
  value: (x) => Math.tanh(x),
  derivative: (_x, y2) => one2().minus(y2.squared()),
  // 1 − y² has no digits left beyond |x| = 19; with q = e^(−2|x|) it is 4q/(1 + q)².
  stable: (x) => {
    const q = exp.of(abs.of(x).times(-2));
    return q.times(4).over(q.plus(1).squared());
  },
  rule: "hyperbolic tangent",
  latex: "\\tanh"
});
var sech = defineElementwise("sech", {
  value: (x) => 1 / Math.cosh(x),
  derivative: (x, y2) => y2.times(tanh.of(x)).negated(),
  definition: (x) => one2().over(cosh.of(x)),
  rule: "hyperbolic secant",
  latex: "\\operatorname{sech}"
});
var csch = defineElementwise("csch", {
  value: (x) => 1 / Math.sinh(x),
  derivative: (x, y2) => y2.times(coth.of(x)).negated(),
  definition: (x) => one2().over(sinh.of(x)),
  domain: (x) => ne.of(x, 0),
  rule: "hyperbolic cosecant",
  latex: "\\operatorname{csch}"
});
var coth = defineElementwise("coth", {
  value: (x) => 1 / Math.tanh(x),
  derivative: (x) => csch.of(x).squared().negated(),
  definition: (x) => one2().over(tanh.of(x)),
  domain: (x) => ne.of(x, 0),
  rule: "hyperbolic cotangent",
  latex: "\\coth"
});
var asinh = defineElementwise("asinh", {
  value: (x) => Math.asinh(x),
  derivative: (x) => one2().over(sqrt.of(x.squared().plus(1))),
  stable: (x) => one2().over(hypot.of(x, 1)),
  rule: "inverse hyperbolic sine",
  latex: "\\operatorname{arsinh}"
});
var acosh = defineElementwise("acosh", {
  value: (x) => Math.acosh(x),
  derivative: (x) => one2().over(sqrt.of(x.squared().minus(1))),
  stable: (x) => one2().over(sqrt.of(x.minus(1)).times(sqrt.of(x.plus(1)))),
  domain: (x) => ge.of(x, 1),
  rule: "inverse hyperbolic cosine",
  latex: "\\operatorname{arcosh}"
});
var atanh = defineElementwise("atanh", {
  value: (x) => Math.atanh(x),
  derivative: (x) => one2().over(one2().minus(x.squared())),
  stable: (x) => one2().over(one2().minus(x).times(x.plus(1))),
  domain: (x) => gt.of(1, abs.of(x)),
  rule: "inverse hyperbolic tangent",
  latex: "\\operatorname{artanh}"
});
var asech = defineElementwise("asech", {
  value: (x) => x > 0.5 ? 2 * Math.atanh(Math.sqrt((1 - x) / (1 + x))) : Math.acosh(1 / x),
  derivative: (x) => one2().over(x.times(sqrt.of(one2().minus(x.squared())))).negated(),
  stable: (x) => one2().over(x.times(sqrt.of(one2().minus(x).times(x.plus(1))))).negated(),
  definition: (x) => where.of(gt.of(x, 0.5), atanh.of(sqrt.of(one2().minus(x).over(x.plus(1)))).times(2), acosh.of(one2().over(x))),
  domain: (x) => and.of(gt.of(x, 0), le.of(x, 1)),
  rule: "inverse hyperbolic secant",
  latex: "\\operatorname{arsech}"
});
var acsch = defineElementwise("acsch", {
  value: (x) => Math.asinh(1 / x),
  derivative: (x) => one2().over(abs.of(x).times(sqrt.of(x.squared().plus(1)))).negated(),
  definition: (x) => asinh.of(one2().over(x)),
  domain: (x) => ne.of(x, 0),
  rule: "inverse hyperbolic cosecant",
  latex: "\\operatorname{arcsch}"
});
var acoth = defineElementwise("acoth", {
  value: (x) => Math.sign(x) * Math.log1p(2 / (Math.abs(x) - 1)) / 2,
  derivative: (x) => one2().over(one2().minus(x.squared())),
  stable: (x) => one2().over(one2().minus(x).times(x.plus(1))),
  definition: (x) => sign.of(x).times(log1p.of(div.of(2, abs.of(x).minus(1)))).over(2),
  domain: (x) => gt.of(abs.of(x), 1),
  rule: "inverse hyperbolic cotangent",
  latex: "\\operatorname{arcoth}"
});

// packages/core/src/elementwise/sigmoid.ts
var sigmoid = defineElementwise("sigmoid", {
  value: (x) => x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)),
  derivative: (_x, y2) => y2.times(Expr.number(1).minus(y2)),
  stable: (x, y2) => y2.times(sigmoid.of(x.negated())),
  // e^|x| would overflow: each side uses the exponential that stays small.
  definition: (x) => {
    const [grown, decayed] = [exp.of(x), exp.of(x.negated())];
    return where.of(lt.of(x, 0), grown.over(grown.plus(1)), Expr.number(1).over(decayed.plus(1)));
  },
  rule: "logistic",
  latex: "\\sigma"
});

// packages/core/src/special/tanhshrink.ts
function tanhshrink(x) {
  if (!(Math.abs(x) < 2)) return x - Math.tanh(x);
  let c = 0;
  for (let odd = 23; odd >= 3; odd -= 2) c = x * x / (odd + c);
  return x * c / (1 + c);
}

// packages/core/src/special/double-double.ts
var exactSum = (a, b) => {
  const high = a + b;
  const part = high - a;
  return [high, a - (high - part) + (b - part)];
};
var SPLITTER = 134217729;
var exactProduct = (a, b) => {
  const high = a * b;
  const scaledA = SPLITTER * a;
  const scaledB = SPLITTER * b;
  const a1 = scaledA - (scaledA - a);
  const b1 = scaledB - (scaledB - b);
  const a2 = a - a1;
  const b2 = b - b1;
  return [high, a2 * b2 - (high - a1 * b1 - a2 * b1 - a1 * b2)];
};
var addPairs = (a, b) => {
  const sum = exactSum(a[0], b[0]);
  return exactSum(sum[0], sum[1] + a[1] + b[1]);
};
var negatePair = (a) => [-a[0], -a[1]];
var multiplyPairs = (a, b) => {
  const product2 = exactProduct(a[0], b[0]);
  return exactSum(product2[0], product2[1] + a[0] * b[1] + a[1] * b[0]);
};
var dividePairs = (a, b) => {
  const high = a[0] / b[0];
  const product2 = exactProduct(high, b[0]);
  return [high, (a[0] - product2[0] - product2[1] + a[1] - high * b[1]) / b[0]];
};
var sumOf = (a) => a[0] + a[1];

// packages/core/src/special/bits.ts
var view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
var biasedExponent = (x) => {
  view.setFloat64(0, x);
  return view.getInt32(0) >>> 20 & 2047;
};
var powerOfTwo = (k) => {
  view.setInt32(0, k + 1023 << 20);
  view.setInt32(4, 0);
  return view.getFloat64(0);
};

// packages/core/src/special/polynomial.ts
var polynomial = (coefficients, x) => {
  let total = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) total = total * x + coefficients[i];
  return total;
};
var chebyshev = (coefficients, t) => {
  let next = 0;
  let current = 0;
  for (let i = coefficients.length - 1; i > 0; i--) {
    const previous = 2 * t * current - next + coefficients[i];
    next = current;
    current = previous;
  }
  return t * current - next + coefficients[0];
};

// packages/core/src/special/exponential.ts
var LN2 = [0.6931471804855391, 7440617110012397e-26];
var EXP = [
  0.5,
  0.1666666666666667,
  0.04166666666666667,
  0.008333333333326084,
  0.00138888888888837,
  19841269875002e-17,
  248015873257e-16,
  2755725517e-15,
  275572735e-15,
  25105313e-15,
  2091476e-15
];
var exponential = (exponent, factor) => {
  const high = exponent[0];
  if (!(high < 1e4)) return high * Infinity * factor[0];
  if (high < -1e4) return 0 * factor[0];
  const k = Math.floor(high / (LN2[0] + LN2[1]) + 0.5);
  const reduced2 = high - k * LN2[0];
  const r = reduced2 - k * LN2[1];
  const rest2 = reduced2 - r - k * LN2[1] + exponent[1];
  const curved = r * r * polynomial(EXP, r);
  const tail = curved + rest2 * (1 + r + curved);
  const value = factor[0] + (factor[0] * r + (factor[0] * tail + factor[1] * (1 + r)));
  const half = Math.max(-1e3, Math.min(1e3, k >> 1));
  return value * powerOfTwo(half) * powerOfTwo(Math.max(-1e3, Math.min(1e3, k - half)));
};

// packages/core/src/special/trigonometric.ts
var HALF_PI = [1.5707963267341256, 6077100506303966e-26, 20222662487111665e-37, 84784276603689e-45];
var PI = [3.141592653589793, 12246467991473532e-32];
var SIN = [-0.16666666666666666, 0.008333333333330948, -1984126983675857e-19, 27557316102552e-19, -25051131845e-18, 159181293e-18];
var COS = [0.041666666666666664, -0.0013888888888887398, 248015872987657e-19, -2755731727173e-19, 2087614627e-18, -113826324e-19];
var TWO_OVER_PI = 0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7bn;
var sine = (pair) => {
  const r = pair[0];
  const z = r * r;
  return r + (r * z * polynomial(SIN, z) + pair[1] * (1 - z / 2));
};
var cosine = (pair) => {
  const r = pair[0];
  const z = r * r;
  const leading = 1 - z / 2;
  return leading + (1 - leading - z / 2 + (z * z * polynomial(COS, z) - r * pair[1]));
};
var reduceHuge = (x) => {
  const exponent = biasedExponent(x) - 1075;
  const product2 = BigInt(x * powerOfTwo(-exponent)) * TWO_OVER_PI;
  const places = BigInt(1200 - exponent);
  const n = product2 + (1n << places - 1n) >> places;
  const fraction = product2 - (n << places) >> places - 128n;
  const high = Number(fraction);
  const low = Number(fraction - BigInt(high));
  const scale = powerOfTwo(-128);
  return {
    quadrant: Number(n & 3n),
    rest: multiplyPairs([high * scale, low * scale], [PI[0] / 2, PI[1] / 2])
  };
};
var reduce = (x) => {
  if (Math.abs(x) > 1048576) return reduceHuge(x);
  const n = Math.floor(x / (PI[0] / 2) + 0.5);
  const first2 = exactSum(x - n * HALF_PI[0], -n * HALF_PI[1]);
  const second2 = exactSum(first2[0], -n * HALF_PI[2]);
  return { quadrant: n, rest: exactSum(second2[0], first2[1] + second2[1] - n * HALF_PI[3]) };
};
var sineOf = (x, low = 0, turns = 0) => {
  const { quadrant, rest: rest2 } = reduce(x);
  const q = quadrant + turns & 3;
  const pair = exactSum(rest2[0], rest2[1] + low);
  const value = q & 1 ? cosine(pair) : sine(pair);
  return q & 2 ? -value : value;
};
var scaledByPi = (r) => {
  const product2 = exactProduct(r, PI[0]);
  return [product2[0], product2[1] + r * PI[1]];
};
var sinePi = (x) => {
  const n = Math.floor(x + 0.5);
  const r = x - n;
  const value = Math.abs(r) <= 0.25 ? sine(scaledByPi(r)) : Math.sign(r) * cosine(scaledByPi(0.5 - Math.abs(r)));
  return n % 2 ? -value : value;
};
var cotangentPi = (x) => {
  const r = x - Math.floor(x + 0.5);
  const a = Math.abs(r);
  const quotient = a <= 0.25 ? cosine(scaledByPi(a)) / sine(scaledByPi(a)) : sine(scaledByPi(0.5 - a)) / cosine(scaledByPi(0.5 - a));
  return Math.sign(r) * quotient;
};

// packages/core/src/special/airy.ts
var NODES = [-8, -6, -4, -2, 0, 1, 2];
var AIRY = [
  -0.0527050503563862,
  0.9355609381983065,
  -0.3291451736298231,
  0.3459354872813429,
  -0.07026553294928951,
  -0.7906285753685813,
  0.22740742820168558,
  0.618259020741691,
  0.3550280538878172,
  -0.2588194037928068,
  0.13529241631288141,
  -0.1591474412967932,
  0.03492413042327438,
  -0.05309038443365363
];
var STEP = 0.25;
var zeta = (x) => {
  const root = Math.sqrt(x);
  const square = exactProduct(root, root);
  return dividePairs(multiplyPairs([2 * x, 0], exactSum(root, (x - square[0] - square[1]) / (2 * root))), [3, 0]);
};
var decaying = (x) => {
  const root = Math.sqrt(x);
  const quarter = Math.sqrt(root);
  let [even, odd] = [0.5, 0];
  for (let k = 1; k < 26; k++) {
    const u = k * STEP;
    const weight = Math.exp(-u * u);
    const t = u / quarter;
    const phase = t * t * t / 3;
    even += weight * Math.cos(phase);
    odd += weight * t * Math.sin(phase);
  }
  const exponent = negatePair(zeta(x));
  const scale = STEP / (Math.PI * quarter);
  return [exponential(exponent, [scale * even, 0]), exponential(exponent, [-scale * (root * even + odd), 0])];
};
var besideNode = (x) => {
  const node = x > 1.5 ? 6 : x > 0.5 ? 5 : 4 - Math.min(4, Math.max(0, Math.round(-x / 2)));
  const d = x - NODES[node];
  let [before, current, next] = [0, AIRY[2 * node], AIRY[2 * node + 1]];
  let [value, derivative] = [0, 0];
  const coefficients = [];
  for (let k = 0; k < 30; k++) {
    coefficients.push(current);
    [before, current, next] = [current, next, (NODES[node] * current + before) / ((k + 1) * (k + 2))];
  }
  for (let k = 29; k >= 0; k--) {
    derivative = derivative * d + value;
    value = value * d + coefficients[k];
  }
  return [value, derivative];
};
var oscillating = (x) => {
  const [high, low] = zeta(-x);
  const sums = [1, 0, 1, 0];
  for (let k = 1, term2 = 1; k < 40 && Math.abs(term2) > 1e-18; k++) {
    term2 *= (6 * k - 5) * (6 * k - 3) * (6 * k - 1) / (216 * k * (2 * k - 1) * high);
    const signed2 = k & 2 ? -term2 : term2;
    sums[k % 2] += signed2;
    sums[2 + k % 2] -= signed2 * (6 * k + 1) / (6 * k - 1);
  }
  const sine2 = sineOf(high, low);
  const cosine2 = sineOf(high, low, 1);
  const [c, s] = [cosine2 + sine2, sine2 - cosine2];
  const quarter = Math.sqrt(Math.sqrt(-x));
  const root = Math.sqrt(2 * Math.PI);
  return [(c * sums[0] + s * sums[1]) / (root * quarter), (s * sums[2] - c * sums[3]) * quarter / root];
};
var airy = (x) => {
  if (x === Infinity || x < -1e100) return [0, x > 0 ? -0 : NaN];
  return x > 2.5 ? decaying(x) : x >= -9 ? besideNode(x) : oscillating(x);
};
var airyAi = (x) => airy(x)[0];
var airyAiPrime = (x) => airy(x)[1];

// packages/core/src/special/order.ts
var isOrder = (n, largest2) => Number.isInteger(n) && n >= 0 && n <= largest2;

// packages/core/src/special/logarithm.ts
var LN22 = [0.6931471804855391, 7440617110012397e-26];
var LOG = [
  0.6666666666666666,
  0.3999999999999999,
  0.285714285714354,
  0.2222222221986,
  0.181818185937,
  0.15384575132,
  0.133356387,
  0.11688124,
  0.11882
];
var logarithm = (x) => {
  const scale = x < 1e-300 ? 64 : 0;
  const scaled = x * (scale ? powerOfTwo(64) : 1);
  let k = biasedExponent(scaled) - 1023;
  let m = scaled * powerOfTwo(-k >> 1) * powerOfTwo(-k - (-k >> 1));
  if (m > 1.4142135623730951) {
    m /= 2;
    k++;
  }
  k -= scale;
  const f = m - 1;
  const quotient = dividePairs([f, 0], exactSum(2, f));
  const s = quotient[0];
  const z = s * s;
  const sum = exactSum(k * LN22[0], 2 * s);
  return exactSum(sum[0], sum[1] + (2 * quotient[1] + s * z * polynomial(LOG, z) + k * LN22[1]));
};

// packages/core/src/special/stirling.ts
var STIRLING = [
  0.08333333333333333,
  -0.00277777777777778,
  79365079365e-14,
  -5952380952e-13,
  84175084e-11,
  -1917527e-9,
  64103e-7,
  -0.02955,
  0.18
];
var HALF_LOG_TWO_PI = [0.9189385332046728, -38782941580672414e-33];
var logarithmOfPair = (a) => addPairs(logarithm(Math.abs(a[0])), [a[1] / a[0], 0]);
var shiftedGamma = (x) => {
  let y2 = [x, 0];
  let product2 = [1, 0];
  for (let n = 1; y2[0] < 10; n++) {
    product2 = multiplyPairs(product2, y2);
    y2 = exactSum(x, n);
  }
  const inverse = 1 / y2[0];
  const series2 = inverse * polynomial(STIRLING, inverse * inverse);
  const logarithmic = multiplyPairs(addPairs(y2, [-0.5, 0]), logarithmOfPair(y2));
  const constants2 = addPairs(negatePair(y2), [HALF_LOG_TWO_PI[0], HALF_LOG_TWO_PI[1] + series2]);
  return { logGamma: addPairs(logarithmic, constants2), product: product2 };
};
var powerOverFactorial = (n, x, factor = 1) => {
  const { logGamma: logGamma2, product: product2 } = shiftedGamma(n + 1);
  const exponent = addPairs(multiplyPairs([n, 0], logarithm(x)), negatePair(logGamma2));
  return exponential(exponent, [product2[0] * factor, 0]);
};

// packages/core/src/special/bessel.ts
var powerSeries = (n, x) => {
  const square = x / 2 * (x / 2);
  let term2 = 1;
  let total = 1;
  for (let k = 1; k < 60 && Math.abs(term2) > 1e-18; k++) total += term2 *= -square / (k * (n + k));
  return powerOverFactorial(n, x / 2, total);
};
var hankel = (order, x, even, odd) => {
  const sums = [1, 0];
  for (let k = 1, term2 = 1; k < 50; k++) {
    const next = term2 * (4 * order * order - (2 * k - 1) ** 2) / (8 * k * x);
    if (Math.abs(next) < 1e-18 || Math.abs(next) > Math.abs(term2)) break;
    term2 = next;
    sums[k % 2] += k & 2 ? -term2 : term2;
  }
  return even * sums[0] - odd * sums[1];
};
var upwards = (n, x) => {
  const sum = Math.cos(x) + Math.sin(x);
  const difference = Math.sin(x) - Math.cos(x);
  let [previous, current] = [hankel(0, x, sum, difference), hankel(1, x, difference, -sum)];
  if (n === 0) current = previous;
  for (let k = 1; k < n; k++) [previous, current] = [current, 2 * k / x * current - previous];
  return current / Math.sqrt(Math.PI * x);
};
var downwards = (n, x) => {
  let [above, current, wanted, norm] = [0, 1e-300, 0, 0];
  for (let k = 2 * Math.ceil((Math.max(n, x) + 12 * Math.cbrt(x) + 20) / 2); k >= 0; k--) {
    if (k === n) wanted = current;
    if (k % 2 === 0) norm += k ? 2 * current : current;
    [above, current] = [current, 2 * k / x * current - above];
    if (Math.abs(current) > 1e250) {
      [above, current, wanted, norm] = [above * 1e-250, current * 1e-250, wanted * 1e-250, norm * 1e-250];
    }
  }
  return wanted / norm;
};
var besselJ = (n, x) => {
  const order = Math.abs(n);
  if (!isOrder(order, 1e6) || Number.isNaN(x)) return NaN;
  const size = Math.abs(x);
  const sign2 = order % 2 && n < 0 !== x < 0 ? -1 : 1;
  if (size === Infinity) return 0;
  if (size === 0) return order ? sign2 * 0 : 1;
  if (size * size < 4 * (order + 1)) return sign2 * powerSeries(order, size);
  return sign2 * (size > 25 && order < 0.75 * size ? upwards : downwards)(order, size);
};

// packages/core/src/special/erf.ts
var ERF = [
  0.1283791670955126,
  -0.3761263890318375,
  0.11283791670954879,
  -0.026866170645076792,
  0.0052239776248180145,
  -854832698083379e-18,
  1205533111164271e-19,
  -1492559526683118e-20,
  164610004841214e-20,
  -16350312701055e-20,
  1465977527405e-20,
  -113728488568e-20,
  5957176148e-20
];
var ERFCX = [
  0.17756257419656005,
  0.005353904539615676,
  -0.09377550342284209,
  0.05436652555744322,
  -0.018976596707845208,
  0.004453426061462712,
  -6335531710553147e-19,
  176617195231716e-19,
  1284153286405667e-20,
  -2007228565906e-18,
  -18075227904148e-20,
  7549828343825e-20,
  188566852384e-20,
  -26995190498e-19,
  -146007912e-19,
  10361607446e-20,
  147571598e-20,
  -427734006e-20,
  -2079225e-19,
  18134502e-20,
  1973426e-20,
  -728794e-20,
  -151699e-20,
  23514e-20,
  10006e-20
];
var ONE_OVER_SQRT_PI = [0.5641895835477563];
var scaledTail = (x) => dividePairs(exactSum(1, chebyshev(ERFCX, (x - 3) / (x + 3))), exactSum(1, 2 * x));
var erf = (x) => Math.abs(x) < 1 ? x + x * polynomial(ERF, x * x) : Math.sign(x) * (1 - erfc(Math.abs(x)));
var erfc = (x) => {
  if (x < 0.25) return 1 - erf(x);
  if (x > 28) return 0;
  return exponential(negatePair(exactProduct(x, x)), scaledTail(x));
};
var erfcx = (x) => {
  if (x > 1e8) return ONE_OVER_SQRT_PI[0] / x;
  if (x < -27) return Infinity;
  if (x >= 0.25) return sumOf(scaledTail(x));
  return exponential(exactProduct(x, x), [erfc(x), 0]);
};

// packages/core/src/special/hurwitz-zeta.ts
var BERNOULLI = [
  0.08333333333333333,
  -0.001388888888888889,
  3306878306878307e-20,
  -8267195767195768e-22,
  208767569878681e-22,
  -5284190138687493e-25,
  13382536530684679e-27,
  -33896802963225827e-29,
  8586062056277845e-30
];
var hurwitzZeta = (s, a) => {
  if (a === Infinity) return 0;
  let total = 0;
  let y2 = a;
  for (; y2 < 12 + 1.3 * s; y2++) {
    const term2 = y2 ** -s;
    total += term2;
    if (term2 * y2 < 1e-17 * total) return total;
  }
  let factor = s / y2;
  let rest2 = 0.5;
  for (let k = 0; k < BERNOULLI.length; k++) {
    rest2 += BERNOULLI[k] * factor;
    factor *= (s + 2 * k + 1) / y2 * ((s + 2 * k + 2) / y2);
  }
  return total + y2 ** -s * (y2 / (s - 1) + rest2);
};

// packages/core/src/special/gamma.ts
var LOG_GAMMA = [
  0.42278433509846713,
  0.3224670334241132,
  -0.0673523010531981,
  0.020580808427784546,
  -0.007385551028673985,
  0.00289051033074152,
  -0.0011927539117033,
  509669524743e-15,
  -223154758454e-15,
  9945751278e-14,
  -4492623674e-14,
  205072128e-13,
  -94394883e-13,
  4374867e-12,
  -2039216e-12,
  95514e-11,
  -44925e-11,
  212e-9
];
var DIGAMMA_ROOT = [1.4616321449683622, 9549995429965697e-32];
var DIGAMMA = [
  0.9676722454476212,
  -0.4427631689835921,
  0.258499760955651,
  -0.163942705442407,
  0.1078240506913,
  -0.07219956126,
  0.048804288,
  -0.0331611,
  0.0226,
  -0.0154
];
var isPole = (x) => x <= 0 && Number.isInteger(x);
var reflection = (x, product2) => dividePairs(multiplyPairs(PI, product2), exactProduct(-x, sinePi(x)));
var gamma = (x) => {
  if (isPole(x)) return x === 0 ? 1 / x : NaN;
  if (Math.abs(x) < 1e-17) return 1 / x;
  if (x > 172) return Infinity;
  if (x < -186) return 0 * sinePi(x);
  const { logGamma: logGamma2, product: product2 } = shiftedGamma(Math.abs(x));
  return x < 0 ? exponential(negatePair(logGamma2), reflection(x, product2)) : exponential(logGamma2, dividePairs([1, 0], product2));
};
var logGamma = (x) => {
  if (isPole(x) || Math.abs(x) === Infinity) return Infinity;
  const size = Math.abs(x);
  if (size < 1e-17) return -sumOf(logarithm(size));
  if (size > 1e30) return size * (sumOf(logarithm(size)) - 1);
  if (Math.abs(x - 2) < 0.25) return (x - 2) * polynomial(LOG_GAMMA, x - 2);
  if (Math.abs(x - 1) < 0.25) {
    const log4 = logarithm(x);
    return (x - 1) * polynomial(LOG_GAMMA, x - 1) - log4[1] - log4[0];
  }
  const { logGamma: shifted2, product: product2 } = shiftedGamma(size);
  return x < 0 ? sumOf(addPairs(logarithmOfPair(reflection(x, product2)), negatePair(shifted2))) : sumOf(addPairs(shifted2, negatePair(logarithmOfPair(product2))));
};
var digamma = (x) => {
  if (Math.abs(x) < 1e-17) return -1 / x;
  if (isPole(x)) return NaN;
  if (x < 0) return digamma(-x) - 1 / x - Math.PI * cotangentPi(x);
  if (x === Infinity) return x;
  const distance = x - DIGAMMA_ROOT[0] - DIGAMMA_ROOT[1];
  if (Math.abs(distance) < 1 / 64) return distance * polynomial(DIGAMMA, distance);
  let y2 = [x, 0];
  let shifted2 = [0, 0];
  for (let n = 1; y2[0] < 10; n++) {
    shifted2 = addPairs(shifted2, dividePairs([1, 0], y2));
    y2 = exactSum(x, n);
  }
  const inverseSquare = 1 / (y2[0] * y2[0]);
  const slopes = STIRLING.map((c, k) => (2 * k + 1) * c);
  const series2 = inverseSquare * polynomial(slopes, inverseSquare);
  const subtracted = addPairs(addPairs(shifted2, dividePairs([0.5, 0], y2)), [series2, 0]);
  return sumOf(addPairs(logarithmOfPair(y2), negatePair(subtracted)));
};
var polygamma = (n, x) => {
  if (n === 0) return digamma(x);
  if (!isOrder(n, 170) || x === -Infinity) return NaN;
  if (isPole(x)) return n % 2 ? Infinity : NaN;
  let factorial2 = n % 2 ? 1 : -1;
  for (let k = 2; k <= n; k++) factorial2 *= k;
  if (x > 0) return factorial2 * hurwitzZeta(n + 1, x);
  const below = Math.ceil(x) - x;
  const reflected = hurwitzZeta(n + 1, below) - hurwitzZeta(n + 1, 1 - x);
  return factorial2 * (hurwitzZeta(n + 1, 1 - below) + (n % 2 ? reflected : -reflected));
};

// packages/core/src/special/integrals.ts
var EULER = [0.5772156649015329, -4942915152430645e-33];
var EI_ROOT = [0.3725074107813666, 13140183414386028e-33];
var scaledIntegral = (re, im) => {
  const levels = 10 + Math.ceil((im ? 190 : 95) / (re + im));
  let wRe = Infinity;
  let wIm = 0;
  for (let k = levels; k >= 0; k--) {
    const scale = (k + 1) * (k + 1) / (wRe * wRe + wIm * wIm);
    wRe = re + 2 * k + 1 - (scale ? scale * wRe : 0);
    wIm = im + (scale ? scale * wIm : 0);
  }
  const size = wRe * wRe + wIm * wIm;
  return [wRe / size, -wIm / size];
};
var logarithmicSeries = (x, first2, step) => x === 0 ? -Infinity : sumOf(addPairs(addPairs(logarithm(Math.abs(x)), EULER), [series(x, first2, step), 0]));
var series = (x, first2, step) => {
  let total = 0;
  for (let k = first2 + 28; k >= first2; k -= step) {
    total = 1 / k + total * (step === 2 ? -x * x / ((k + 1) * (k + 2)) : x / (k + 1));
  }
  return total * (first2 === 2 ? -x * x / 2 : x);
};
var seriesFromPeak = (x) => {
  const peak = Math.floor(x);
  const largest2 = powerOverFactorial(peak, x);
  let total = largest2 / peak;
  for (let k = peak + 1, term2 = largest2; term2 > 1e-18 * total; k++) total += (term2 *= x / k) / k;
  for (let k = peak, term2 = largest2; k > 1; k--) total += (term2 *= k / x) / (k - 1);
  return total;
};
var sineIntegral = (x) => {
  if (x < 0) return -sineIntegral(-x);
  if (x <= 3) return x && series(x, 1, 2);
  if (x === Infinity) return Math.PI / 2;
  const [re, im] = scaledIntegral(0, x);
  return Math.PI / 2 + (im * Math.cos(x) - re * Math.sin(x));
};
var cosineIntegral = (x) => {
  if (x < 0) return cosineIntegral(-x);
  if (x <= 3) return logarithmicSeries(x, 2, 2);
  if (x === Infinity) return 0;
  const [re, im] = scaledIntegral(0, x);
  return -(re * Math.cos(x) + im * Math.sin(x));
};
var besideRoot = (x) => {
  const distance = x - EI_ROOT[0] - EI_ROOT[1];
  let quotient = 1;
  let power = 1;
  let factorial2 = 1;
  let total = 0;
  for (let k = 1; k < 24; k++) {
    factorial2 *= k;
    total += quotient / (k * factorial2);
    power *= EI_ROOT[0];
    quotient = quotient * x + power;
  }
  return Math.log1p(distance / EI_ROOT[0]) + distance * total;
};
var exponentialIntegral = (x) => {
  if (x < -0.7) return x < -750 ? -0 : exponential([x, 0], [-scaledIntegral(-x, 0)[0], 0]);
  if (x > 0.2 && x < 1) return besideRoot(x);
  if (x <= 37) return x > 2 ? EULER[0] + Math.log(x) + seriesFromPeak(x) : logarithmicSeries(x, 1, 1);
  if (x > 720) return Infinity;
  let total = 1;
  for (let k = Math.min(60, Math.floor(x)); k > 0; k--) total = 1 + total * k / x;
  return exponential([x, 0], [total / x, 0]);
};

// packages/core/src/special/lambert-w.ts
var MINUS_INVERSE_E = [-0.36787944117144233, 12428753672788363e-33];
var lambertW = (x) => {
  if (x === 0 || x === Infinity) return x;
  if (x < -0.25) {
    const distance = x - MINUS_INVERSE_E[0];
    if (distance < 0) return NaN;
    const q = Math.E * Math.max(0, distance - MINUS_INVERSE_E[1]);
    const p = Math.sqrt(2 * q);
    let d = p * (1 - p * (1 / 3 - p * (11 / 72 - p * (43 / 540))));
    for (let i = 0; i < 4 && p > 1e-4; i++) {
      const power = d * Math.exp(d);
      d -= (power - Math.expm1(d) - q) / power;
    }
    return d - 1;
  }
  const logarithm2 = Math.log1p(x);
  let w = logarithm2 * (1 - Math.log1p(logarithm2) / (2 + logarithm2));
  for (let i = 0; i < 4; i++) w = w / (1 + w) * (1 + Math.log(x / w));
  return w;
};

// packages/core/src/special/normal-distribution.ts
var inverseRootTwoPi = 0.3989422804014327;
function gaussian(x) {
  if (!(Math.abs(x) < 40)) return Number.isNaN(x) ? NaN : 0;
  const head = Math.fround(x);
  return Math.exp(-head * head / 2) * Math.exp(-0.5 * (x - head) * (x + head));
}
var normalDensity = (x) => inverseRootTwoPi * gaussian(x);
function normalDistribution(x) {
  return x < -1 ? 0.5 * gaussian(x) * erfcx(-x * Math.SQRT1_2) : 0.5 * erfc(-x * Math.SQRT1_2);
}

// packages/core/src/special/sinc.ts
var turned = (n, x) => {
  const value = n % 2 ? Math.cos(x) : Math.sin(x);
  return n & 2 ? -value : value;
};
var sincDerivative = (n, x) => {
  if (!isOrder(n, 1e4) || Number.isNaN(x)) return NaN;
  if (Math.abs(x) === Infinity) return 0;
  let value = 0;
  if (Math.abs(x) > n) {
    for (let k = 0; k <= n; k++) value = (turned(k, x) - k * value) / x;
  } else {
    for (let k = n + 40 + Math.ceil(2 * Math.abs(x)); k > n; k--) value = (turned(k, x) - x * value) / k;
  }
  return value;
};
var sinc = (x) => sincDerivative(0, x);

// packages/core/src/special/zeta.ts
var STIELTJES = [
  0.5772156649015329,
  0.07281584548367673,
  -0.00484518159643616,
  -34230573671722433e-20,
  9689041939447084e-20,
  -66110318108421895e-22,
  -3316240908752772e-22,
  10462094584479188e-23,
  -8733218100273796e-24,
  94782777827624e-24,
  56584219276087e-24,
  -67686898635137e-25,
  3492115936672e-25,
  441042474176e-26,
  -239978622177e-26,
  216773122007e-27,
  -95444660764e-28,
  -738767666e-28,
  480085078e-28,
  -413995674e-29,
  191682016e-30,
  -2044154e-30
];
var TERMS = 12;
var times = (a, b) => a.map((_, k) => {
  let total = 0;
  for (let j = 0; j <= k; j++) total += a[j] * b[k - j];
  return total;
});
var addExponential = (total, rate, scale) => {
  for (let k = 0, term2 = scale; k < total.length; term2 *= rate / ++k) total[k] += term2;
  return total;
};
var multiplyLinear = (total, c, constant2 = 0) => {
  for (let k = total.length - 1; k > 0; k--) total[k] = total[k] * c + total[k - 1];
  total[0] = total[0] * c + constant2;
};
var addPole = (total, d) => {
  for (let k = 0, term2 = 1 / d; k < total.length; k++, term2 /= -d) total[k] += term2;
  return total;
};
var zeros = (n) => new Array(n + 1).fill(0);
var besidePole = (n, d) => {
  const total = zeros(n);
  for (let k = STIELTJES.length - 1; k >= 0; k--) multiplyLinear(total, d, STIELTJES[k]);
  return addPole(total, d);
};
var rightOfPole = (n, x) => {
  const rest2 = addPole(zeros(n), x - 1);
  rest2[0] += 0.5 / TERMS;
  const rising = zeros(n);
  rising[0] = 1 / (TERMS * TERMS);
  multiplyLinear(rising, x);
  for (let j = 0; j < BERNOULLI.length; j++) {
    for (let k = 0; k <= n; k++) {
      rest2[k] += BERNOULLI[j] * rising[k];
      rising[k] /= TERMS * TERMS;
    }
    multiplyLinear(rising, x + 2 * j + 1);
    multiplyLinear(rising, x + 2 * j + 2);
  }
  const total = times(addExponential(zeros(n), -Math.log(TERMS), TERMS ** (1 - x)), rest2);
  for (let m = TERMS - 1; m > 0; m--) addExponential(total, -Math.log(m), m ** -x);
  return total;
};
var leftOfPole = (n, x) => {
  const { logGamma: logGamma2, product: product2 } = shiftedGamma(-x);
  const power = multiplyPairs(exactSum(1, -x), [2 * HALF_LOG_TWO_PI[0], 2 * HALF_LOG_TWO_PI[1]]);
  const exponent = addPairs(logGamma2, negatePair(power));
  const scale = -2 * x / product2[0];
  const growth = [1];
  const slopes = [];
  for (let k = 1, factorial2 = 1; k <= n; factorial2 *= k++) {
    slopes.push((k === 1 ? 2 * sumOf(HALF_LOG_TWO_PI) : 0) + (k % 2 ? -1 : 1) * polygamma(k - 1, 1 - x) / factorial2);
    growth.push(slopes.reduce((total, slope, j) => total + slope * growth[k - 1 - j], 0) / k);
  }
  const sine2 = addExponential(zeros(n), Math.PI / 2, 1).map((c, k) => c * sinePi((x + k) / 2));
  const mirrored = zetaTaylor(n, 1 - x).map((c, k) => k % 2 ? -c : c);
  const capped = [Math.min(exponent[0], 9e3), exponent[1]];
  return times(times(growth, sine2), mirrored).map((c) => exponential(capped, [scale * c, 0]));
};
var zetaTaylor = (n, x) => {
  if (Math.abs(x - 1) <= 1.5) return besidePole(n, x - 1);
  if (x > 1100) return addExponential(zeros(n), 0, 1);
  return x > 1 ? rightOfPole(n, x) : leftOfPole(n, x);
};
var zetaDerivative = (n, x) => {
  if (!isOrder(n, 170) || !(x > -Infinity)) return NaN;
  let value = zetaTaylor(n, x)[n];
  for (let k = 2; k <= n; k++) value *= k;
  return value;
};
var zeta2 = (x) => zetaDerivative(0, x);

// packages/core/src/elementwise/special.ts
var one3 = () => Expr.number(1);
var bell = (x) => exp.of(x.squared().negated());
var erf2 = defineElementwise("erf", {
  value: (x) => erf(x),
  derivative: (x) => bell(x).times(2).over(sqrt.of(pi.of())),
  rule: "error function",
  latex: "\\operatorname{erf}"
});
var erfc2 = defineElementwise("erfc", {
  value: (x) => erfc(x),
  derivative: (x) => bell(x).times(2).over(sqrt.of(pi.of())).negated(),
  rule: "complementary error function",
  latex: "\\operatorname{erfc}"
});
var normcdf = defineElementwise("normcdf", {
  value: (x) => normalDistribution(x),
  derivative: (x) => normpdf.of(x),
  rule: "normal distribution",
  latex: "\\Phi"
});
var normpdf = defineElementwise("normpdf", {
  value: (x) => normalDensity(x),
  derivative: (x, y2) => x.times(y2).negated(),
  definition: (x) => exp.of(x.squared().over(2).negated()).over(sqrt.of(pi.of().times(2))),
  rule: "normal density",
  latex: "\\varphi"
});
var gamma2 = defineElementwise("gamma", {
  value: (x) => gamma(x),
  derivative: (x, y2) => y2.times(digamma2.of(x)),
  rule: "gamma function",
  latex: "\\Gamma"
});
var loggamma = defineElementwise("loggamma", {
  value: (x) => logGamma(x),
  derivative: (x) => digamma2.of(x),
  rule: "logarithm of the gamma function",
  latex: "\\ln\\Gamma"
});
var digamma2 = defineElementwise("digamma", {
  value: (x) => digamma(x),
  derivative: (x) => polygamma2.of(1, x),
  rule: "digamma function",
  latex: "\\psi"
});
var polygamma2 = defineElementwise("polygamma", {
  value: (n, x) => polygamma(n, x),
  derivative: [null, (n, x) => polygamma2.of(n.plus(1), x)],
  parameters: ["n", "x"],
  rule: "polygamma function",
  latex: (n, x) => `\\psi^{(${n})}\\left(${x}\\right)`
});
var zeta3 = defineElementwise("zeta", {
  value: (x) => zeta2(x),
  derivative: (x) => zetaderivative.of(1, x),
  domain: (x) => ne.of(x, 1),
  rule: "zeta function",
  latex: "\\zeta"
});
var zetaderivative = defineElementwise("zetaderivative", {
  value: (n, x) => zetaDerivative(n, x),
  derivative: [null, (n, x) => zetaderivative.of(n.plus(1), x)],
  parameters: ["n", "x"],
  domain: (_n, x) => ne.of(x, 1),
  rule: "derivative of the zeta function",
  latex: (n, x) => `\\zeta^{(${n})}\\left(${x}\\right)`
});
var sinc2 = defineElementwise("sinc", {
  value: (x) => sinc(x),
  derivative: (x) => sincderivative.of(1, x),
  rule: "cardinal sine",
  latex: "\\operatorname{sinc}"
});
var sincderivative = defineElementwise("sincderivative", {
  value: (n, x) => sincDerivative(n, x),
  derivative: [null, (n, x) => sincderivative.of(n.plus(1), x)],
  parameters: ["n", "x"],
  rule: "derivative of the cardinal sine",
  latex: (n, x) => `\\operatorname{sinc}^{(${n})}\\left(${x}\\right)`
});
var Si = defineElementwise("Si", {
  value: (x) => sineIntegral(x),
  derivative: (x) => sinc2.of(x),
  rule: "sine integral",
  latex: "\\operatorname{Si}"
});
var Ci = defineElementwise("Ci", {
  value: (x) => cosineIntegral(x),
  derivative: (x) => cos.of(x).over(x),
  domain: (x) => gt.of(x, 0),
  rule: "cosine integral",
  latex: "\\operatorname{Ci}"
});
var Ei = defineElementwise("Ei", {
  value: (x) => exponentialIntegral(x),
  derivative: (x) => exp.of(x).over(x),
  domain: (x) => ne.of(x, 0),
  rule: "exponential integral",
  latex: "\\operatorname{Ei}"
});
var besselj = defineElementwise("besselj", {
  value: (n, x) => besselJ(n, x),
  derivative: [
    null,
    (n, x) => besselj.of(n.minus(1), x).minus(besselj.of(n.plus(1), x)).over(2)
  ],
  parameters: ["n", "x"],
  rule: "Bessel function",
  latex: (n, x) => `J_{${n}}\\left(${x}\\right)`
});
var lambertw = defineElementwise("lambertw", {
  value: (x) => lambertW(x),
  derivative: (_x, y2) => one3().over(exp.of(y2).times(y2.plus(1))),
  // e^y has lost digits where y is large.
  stable: (x, y2) => where.of(eq.of(x, 0), 1, y2.over(x.times(y2.plus(1)))),
  domain: (x) => ge.of(x, exp.of(-1).negated()),
  rule: "Lambert W function",
  latex: "W"
});
var airyai = defineElementwise("airyai", {
  value: (x) => airyAi(x),
  derivative: (x) => airyaiprime.of(x),
  rule: "Airy function",
  latex: "\\operatorname{Ai}"
});
var airyaiprime = defineElementwise("airyaiprime", {
  value: (x) => airyAiPrime(x),
  derivative: (x) => x.times(airyai.of(x)),
  rule: "derivative of the Airy function",
  latex: (x) => `\\operatorname{Ai}'\\left(${x}\\right)`
});

// packages/core/src/elementwise/activations.ts
var positive = (x, yes, no) => where.of(gt.of(x, 0), yes, no);
var one4 = () => Expr.number(1);
var relu = defineElementwise("relu", {
  value: (x) => Math.max(x, 0),
  derivative: (x) => positive(x, 1, 0),
  definition: (x) => positive(x, x, 0),
  kinks: [{ at: 0, left: 0, right: 1 }],
  rule: "rectifier",
  latex: "\\operatorname{ReLU}"
});
var relu6 = defineElementwise("relu6", {
  value: (x) => Math.min(Math.max(x, 0), 6),
  derivative: (x) => where.of(and.of(gt.of(x, 0), lt.of(x, 6)), 1, 0),
  definition: (x) => clip.of(x, 0, 6),
  kinks: [
    { at: 0, left: 0, right: 1 },
    { at: 6, left: 1, right: 0 }
  ],
  rule: "rectifier capped at six",
  latex: "\\operatorname{ReLU6}"
});
var leakyrelu = defineElementwise("leakyrelu", {
  value: (x, slope) => x > 0 ? x : slope * x,
  derivative: [(x, slope) => positive(x, 1, slope), (x) => positive(x, 0, x)],
  definition: (x, slope) => positive(x, x, slope.times(x)),
  parameters: ["x", "slope"],
  defaults: [0.01],
  rule: "leaky rectifier",
  latex: "\\operatorname{LeakyReLU}"
});
var elu = defineElementwise("elu", {
  value: (x, alpha) => x > 0 ? x : alpha * Math.expm1(x),
  derivative: [(x, alpha) => positive(x, 1, alpha.times(exp.of(x))), (x) => positive(x, 0, expm1.of(x))],
  definition: (x, alpha) => positive(x, x, alpha.times(expm1.of(x))),
  parameters: ["x", "alpha"],
  defaults: [1],
  rule: "exponential linear unit",
  latex: "\\operatorname{ELU}"
});
var celu = defineElementwise("celu", {
  value: (x, alpha) => x > 0 ? x : alpha * Math.expm1(x / alpha),
  derivative: [
    (x, alpha) => positive(x, 1, exp.of(x.over(alpha))),
    (x, alpha) => positive(x, 0, expm1.of(x.over(alpha)).minus(x.over(alpha).times(exp.of(x.over(alpha)))))
  ],
  // With q = x/alpha and h = q/2, e^q − 1 − q·e^q = −2e^h(cosh(h)(h − tanh h) + h·sinh(h)), which keeps the digits of a small q.
  stable: [
    (x, alpha) => positive(x, 1, exp.of(x.over(alpha))),
    (x, alpha) => {
      const q = x.over(alpha);
      const h = q.over(2);
      const small = exp.of(h).times(-2).times(
        cosh.of(h).times(tanhshrink2.of(h)).plus(h.times(sinh.of(h)))
      );
      return positive(x, 0, where.of(gt.of(q, -1), small, expm1.of(q).minus(q.times(exp.of(q)))));
    }
  ],
  definition: (x, alpha) => positive(x, x, alpha.times(expm1.of(x.over(alpha)))),
  parameters: ["x", "alpha"],
  defaults: [1],
  domain: (_x, alpha) => ne.of(alpha, 0),
  rule: "continuously differentiable exponential linear unit",
  latex: "\\operatorname{CELU}"
});
var seluScale = 1.0507009873554805;
var seluSlope = 1.7580993408473766;
var selu = defineElementwise("selu", {
  value: (x) => x > 0 ? seluScale * x : seluSlope * Math.expm1(x),
  derivative: (x) => positive(x, seluScale, exp.of(x).times(seluSlope)),
  definition: (x) => positive(x, x.times(seluScale), expm1.of(x).times(seluSlope)),
  kinks: [{ at: 0, left: seluSlope, right: seluScale }],
  rule: "scaled exponential linear unit",
  latex: "\\operatorname{SELU}"
});
var gelu = defineElementwise("gelu", {
  value: (x) => x * normcdf.value(x),
  derivative: (x) => normcdf.of(x).plus(x.times(normpdf.of(x))),
  definition: (x) => x.times(normcdf.of(x)),
  rule: "Gaussian error linear unit",
  latex: "\\operatorname{GELU}"
});
var geluScale = 0.7978845608028654;
var geluInner = (x) => 2 * geluScale * (x + 0.044715 * x * x * x);
var gelutanh = defineElementwise("gelutanh", {
  value: (x) => x * sigmoid.value(geluInner(x)),
  derivative: (x) => {
    const inner = x.plus(x.power(3).times(0.044715)).times(2 * geluScale);
    const slope = x.squared().times(3 * 0.044715).plus(1).times(2 * geluScale);
    const s = sigmoid.of(inner);
    return s.plus(x.times(slope).times(s).times(sigmoid.of(inner.negated())));
  },
  definition: (x) => x.times(sigmoid.of(x.plus(x.power(3).times(0.044715)).times(2 * geluScale))),
  rule: "Gaussian error linear unit, approximated",
  latex: "\\operatorname{GELU}_{\\tanh}"
});
var silu = defineElementwise("silu", {
  value: (x) => x * sigmoid.value(x),
  derivative: (x, y2) => {
    const s = sigmoid.of(x);
    return s.plus(y2.times(one4().minus(s)));
  },
  stable: (x, y2) => sigmoid.of(x).plus(y2.times(sigmoid.of(x.negated()))),
  definition: (x) => x.times(sigmoid.of(x)),
  rule: "sigmoid linear unit",
  latex: "\\operatorname{SiLU}"
});
var softplus = defineElementwise("softplus", {
  value: (x, beta) => softplusValue(beta * x) / beta,
  derivative: [
    (x, beta) => sigmoid.of(beta.times(x)),
    (x, beta, y2) => x.times(sigmoid.of(beta.times(x))).minus(y2).over(beta)
  ],
  // In the size of beta·x both terms have one sign.
  stable: [
    (x, beta) => sigmoid.of(beta.times(x)),
    (x, beta) => {
      const size = abs.of(beta.times(x));
      return size.times(sigmoid.of(size.negated())).plus(log1p.of(exp.of(size.negated()))).over(beta.squared()).negated();
    }
  ],
  definition: (x, beta) => max.of(beta.times(x), 0).plus(log1p.of(exp.of(abs.of(beta.times(x)).negated()))).over(beta),
  parameters: ["x", "beta"],
  defaults: [1],
  rule: "softplus",
  latex: "\\operatorname{softplus}"
});
var softplusValue = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
var logsigmoid = defineElementwise("logsigmoid", {
  value: (x) => -softplusValue(-x),
  derivative: (x) => sigmoid.of(x.negated()),
  definition: (x) => softplus.of(x.negated()).negated(),
  rule: "logarithm of the logistic",
  latex: "\\ln\\sigma"
});
function mishParts(x, q, on) {
  return {
    numerator: on.when(x, on.poly(q, 1, 2, 0), on.poly(q, 0, 2, 1)),
    denominator: on.when(x, on.poly(q, 1, 2, 2), on.poly(q, 2, 2, 1))
  };
}
var onNumbers = {
  when: (x, yes, no) => x > 0 ? yes : no,
  poly: (q, a, b, c) => a + q * (b + q * c)
};
var onFormulas = {
  when: (x, yes, no) => positive(x, yes, no),
  poly: (q, a, b, c) => q.times(q.times(c).plus(b)).plus(a)
};
var decay = (x) => exp.of(abs.of(x).negated());
var mish = defineElementwise("mish", {
  value: (x) => {
    const { numerator, denominator } = mishParts(x, Math.exp(-Math.abs(x)), onNumbers);
    return x * (numerator / denominator);
  },
  derivative: (x) => {
    const t = tanh.of(softplus.of(x));
    return t.plus(x.times(one4().minus(t.squared())).times(sigmoid.of(x)));
  },
  // 1 − tanh² = 4(1 + q)²q²/d² for positive x, 4(1 + q)²/d² otherwise; times σ(x) = 1/(1 + q) or q/(1 + q).
  stable: (x) => {
    const q = decay(x);
    const { numerator, denominator } = mishParts(x, q, onFormulas);
    const falling = positive(x, q.squared(), q).times(q.plus(1)).times(4).over(denominator.squared());
    return numerator.over(denominator).plus(x.times(falling));
  },
  definition: (x) => {
    const { numerator, denominator } = mishParts(x, decay(x), onFormulas);
    return x.times(numerator.over(denominator));
  },
  rule: "mish",
  latex: "\\operatorname{mish}"
});
var softsign = defineElementwise("softsign", {
  value: (x) => Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x)),
  derivative: (x) => div.of(1, abs.of(x).plus(1).squared()),
  rule: "softsign",
  latex: "\\operatorname{softsign}"
});
var tanhshrink2 = defineElementwise("tanhshrink", {
  value: (x) => tanhshrink(x),
  derivative: (x) => tanh.of(x).squared(),
  rule: "hyperbolic tangent shrinkage",
  latex: "\\operatorname{tanhshrink}"
});
var hardtanh = defineElementwise("hardtanh", {
  value: (x) => Math.min(Math.max(x, -1), 1),
  derivative: (x) => where.of(and.of(gt.of(x, -1), lt.of(x, 1)), 1, 0),
  definition: (x) => clip.of(x, -1, 1),
  kinks: [
    { at: -1, left: 0, right: 1 },
    { at: 1, left: 1, right: 0 }
  ],
  rule: "hard hyperbolic tangent",
  latex: "\\operatorname{hardtanh}"
});
var sixth = 0.16666666666666666;
var hardsigmoid = defineElementwise("hardsigmoid", {
  value: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
  derivative: (x) => where.of(and.of(gt.of(x, -3), lt.of(x, 3)), Expr.number(1).over(6), 0),
  definition: (x) => clip.of(x.plus(3), 0, 6).over(6),
  kinks: [
    { at: -3, left: 0, right: sixth },
    { at: 3, left: sixth, right: 0 }
  ],
  rule: "hard logistic",
  latex: "\\operatorname{hardsigmoid}"
});
var hardswish = defineElementwise("hardswish", {
  value: (x) => x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6,
  derivative: (x) => where.of(le.of(x, -3), 0, where.of(ge.of(x, 3), 1, x.over(3).plus(0.5))),
  definition: (x) => where.of(le.of(x, -3), 0, where.of(ge.of(x, 3), x, x.times(x.plus(3)).over(6))),
  kinks: [
    { at: -3, left: 0, right: -0.5 },
    { at: 3, left: 1.5, right: 1 }
  ],
  rule: "hard swish",
  latex: "\\operatorname{hardswish}"
});
var hardshrink = defineElementwise("hardshrink", {
  value: (x, threshold) => Math.abs(x) <= threshold ? 0 : x,
  derivative: [(x, threshold) => where.of(le.of(abs.of(x), threshold), 0, 1), () => 0],
  definition: (x, threshold) => where.of(le.of(abs.of(x), threshold), 0, x),
  parameters: ["x", "threshold"],
  defaults: [0.5],
  rule: "hard shrinkage",
  latex: "\\operatorname{hardshrink}"
});
var softshrink = defineElementwise("softshrink", {
  value: (x, threshold) => x > threshold ? x - threshold : x < -threshold ? x + threshold : x * 0,
  derivative: [
    (x, threshold) => where.of(le.of(abs.of(x), threshold), 0, 1),
    (x, threshold) => where.of(le.of(abs.of(x), threshold), 0, sign.of(x).negated())
  ],
  parameters: ["x", "threshold"],
  defaults: [0.5],
  rule: "soft shrinkage",
  latex: "\\operatorname{softshrink}"
});

// packages/core/src/array/dtype.ts
var constructors = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array };
var dtypes = ["float32", "float64", "int32", "uint32", "bool"];
var allocate = (dtype, size) => new constructors[dtype](size);
var bytesPerElement = (dtype) => constructors[dtype].BYTES_PER_ELEMENT;
var isFloat = (dtype) => dtype === "float32" || dtype === "float64";
function dtypeOf(data) {
  const found = dtypes.find((dtype) => data instanceof constructors[dtype]);
  if (found !== void 0) return found;
  throw new ChainruleError("dtype", `a ${data.constructor.name} is no array of ${dtypes.join(", ")}`, { operation: "ndarray" });
}

// packages/core/src/array/shape.ts
function sizeOf(shape) {
  let size = 1;
  for (const n of shape) size *= n;
  return size;
}
function sameShape(a, b) {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}
function checkShape(shape, operation) {
  if (!shape.every((n) => Number.isSafeInteger(n) && n >= 0))
    throw new ChainruleError("shape", `[${shape.join(", ")}] is no shape`, { operation, hint: "sizes are integers from 0" });
}
var shapeText = (shape) => `[${shape.join(", ")}]`;
function stridesOf(shape) {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1];
  return strides;
}
function broadcastShapes(operation, ...shapes) {
  const [first2 = []] = shapes;
  if (shapes.every((shape) => sameShape(shape, first2))) return [...first2];
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const size = sizes.find((n) => n !== 1) ?? 1;
    if (sizes.every((n) => n === 1 || n === size)) return size;
    throw new ChainruleError("shape", `shapes ${shapes.map(shapeText).join(" and ")} do not broadcast`, {
      operation,
      hint: `axis ${axis - rank} has sizes ${sizes.join(" and ")}: they must be equal, or one of them 1`
    });
  });
}
function broadcastStrides(shape, to) {
  const strides = stridesOf(shape);
  const offset = to.length - shape.length;
  return to.map((_, axis) => axis < offset || shape[axis - offset] === 1 ? 0 : strides[axis - offset]);
}
function normalizeAxis(axis, rank, operation) {
  const normal = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(axis) && normal >= 0 && normal < rank) return normal;
  throw new ChainruleError("index", `axis ${axis} of a value with ${rank} ax${rank === 1 ? "is" : "es"}`, {
    operation,
    hint: rank === 0 ? "a scalar has no axes" : `axes go from 0 to ${rank - 1}, or from \u2212${rank} to \u22121`
  });
}
function normalizeAxes(axes, rank, operation) {
  if (axes === void 0) return Array.from({ length: rank }, (_, axis) => axis);
  const normal = (typeof axes === "number" ? [axes] : axes).map((axis) => normalizeAxis(axis, rank, operation));
  if (new Set(normal).size !== normal.length)
    throw new ChainruleError("argument", `an axis is named twice in [${String(axes)}]`, { operation });
  return normal.sort((a, b) => a - b);
}
function reducedShape(shape, axes, keepDims) {
  return keepDims ? shape.map((n, axis) => axes.includes(axis) ? 1 : n) : shape.filter((_, axis) => !axes.includes(axis));
}

// packages/core/src/array/array-data.ts
var emptyArray = (dtype, shape) => ({ dtype, shape, data: allocate(dtype, sizeOf(shape)) });

// packages/core/src/array/loops.ts
var loopOf = (fn) => written.find(([entry]) => entry === fn)?.[1];
var written = /* @__PURE__ */ (() => [
  [add, (out, a, s, b, t) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * s] + b[i * t];
  }],
  [sub, (out, a, s, b, t) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * s] - b[i * t];
  }],
  [mul, (out, a, s, b, t) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * s] * b[i * t];
  }],
  [div, (out, a, s, b, t) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * s] / b[i * t];
  }],
  [neg, (out, a, s) => {
    for (let i = 0; i < out.length; i++) out[i] = -a[i * s];
  }],
  [abs, (out, a, s) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.abs(a[i * s]);
  }],
  [exp, (out, a, s) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(a[i * s]);
  }],
  [log, (out, a, s) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log(a[i * s]);
  }],
  [tanh, (out, a, s) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.tanh(a[i * s]);
  }]
])();

// packages/core/src/array/map.ts
function resultType(fn, types) {
  const operands = fn === where ? types.slice(1) : types;
  const first2 = operands[0];
  if (first2 === void 0) return "float64";
  const other = operands.find((type) => type !== first2);
  if (other !== void 0)
    throw new ChainruleError("dtype", `element types ${first2} and ${other} do not mix`, {
      operation: fn.name,
      hint: `cast one of them: .cast('${isFloat(other) ? other : first2}')`
    });
  if (fn.isCondition) return "bool";
  if (isFloat(first2) || fn.keepsIntegers && (first2 !== "bool" || fn === where)) return first2;
  throw new ChainruleError("dtype", `${fn.name} of ${first2} is not ${first2 === "bool" ? "a number" : "an integer"}`, {
    operation: fn.name,
    hint: `cast it first: .cast('float32')`
  });
}
function mapElements(fn, inputs) {
  const dtype = resultType(
    fn,
    inputs.map((input) => input.dtype)
  );
  const output = emptyArray(dtype, broadcastShapes(fn.name, ...inputs.map((input) => input.shape)));
  const loop = isFloat(dtype) ? loopOf(fn) : void 0;
  const [a, b = a] = inputs;
  const strides = [a, b].map((input) => sameShape(input.shape, output.shape) ? 1 : input.data.length === 1 ? 0 : void 0);
  if (loop !== void 0 && strides[0] !== void 0 && strides[1] !== void 0) {
    loop(output.data, a.data, strides[0], b.data, strides[1]);
    return output;
  }
  return mapWith(fn === mul && !isFloat(dtype) ? Math.imul : fn.value, inputs, output);
}
function mapWith(f, inputs, output) {
  const { data: out, shape } = output;
  const [x, y2, z] = inputs.map(({ data }) => data);
  const periods = inputs.map((input) => period(input.shape, shape, input.data.length));
  if (inputs.length <= 3 && periods.every((p2) => p2 !== void 0)) {
    const [p2, q2, r2] = periods;
    if (inputs.length === 1) for (let i = 0; i < out.length; i++) out[i] = f(x[i % p2]);
    else if (inputs.length === 2) for (let i = 0; i < out.length; i++) out[i] = f(x[i % p2], y2[i % q2]);
    else for (let i = 0; i < out.length; i++) out[i] = f(x[i % p2], y2[i % q2], z[i % r2]);
    return output;
  }
  const walkers = inputs.map((input) => offsets(input.shape, shape));
  const [p, q, r] = walkers;
  if (inputs.length === 1) for (let i = 0; i < out.length; i++) out[i] = f(x[p[i]]);
  else if (inputs.length === 2) for (let i = 0; i < out.length; i++) out[i] = f(x[p[i]], y2[q[i]]);
  else if (inputs.length === 3) for (let i = 0; i < out.length; i++) out[i] = f(x[p[i]], y2[q[i]], z[r[i]]);
  else for (let i = 0; i < out.length; i++) out[i] = f(...inputs.map((input, k) => input.data[walkers[k][i]]));
  return output;
}
function period(shape, to, size) {
  if (size === 1) return 1;
  const leading = shape.findIndex((n) => n !== 1);
  const skipped = shape.length === to.length && sameShape(shape, to) ? 0 : leading;
  for (let axis = skipped; axis < shape.length; axis++) if (shape[axis] !== to[axis - shape.length + to.length]) return void 0;
  return size;
}
function offsets(shape, to) {
  return stridedOffsets(broadcastStrides(shape, to), to);
}
function stridedOffsets(strides, shape) {
  let found = new Int32Array(sizeOf(shape) === 0 ? 0 : 1);
  for (let axis = 0; axis < shape.length; axis++) {
    const [size, stride] = [shape[axis], strides[axis]];
    const next = new Int32Array(found.length * size);
    for (let i = 0, at = 0; i < found.length; i++) for (let j = 0; j < size; j++) next[at++] = found[i] + j * stride;
    found = next;
  }
  return found;
}

// packages/core/src/array/matmul.ts
function matmulShape(a, b) {
  const [m, k] = a.slice(-2);
  const [k2, n] = b.slice(-2);
  if (a.length < 2 || b.length < 2)
    throw new ChainruleError("shape", `cannot multiply ${shapeText(a)} by ${shapeText(b)}: both need at least two axes`, {
      operation: "matmul",
      hint: "reshape a vector to [n, 1] or [1, n]"
    });
  if (k !== k2)
    throw new ChainruleError(
      "shape",
      `cannot multiply ${shapeText(a)} by ${shapeText(b)}: the last axis of the first (${k}) must equal the second-to-last of the second (${k2})`,
      {
        operation: "matmul",
        hint: m === k2 ? "transpose the first" : k === n ? "transpose the second" : "check which axis holds the features"
      }
    );
  return [...broadcastShapes("matmul", a.slice(0, -2), b.slice(0, -2)), m, n];
}
function matmul(a, b) {
  const shape = matmulShape(a.shape, b.shape);
  if (a.dtype !== b.dtype)
    throw new ChainruleError("dtype", `element types ${a.dtype} and ${b.dtype} do not mix`, {
      operation: "matmul",
      hint: `cast one of them: .cast('${a.dtype}')`
    });
  const output = emptyArray(a.dtype, shape);
  const [m, n] = shape.slice(-2);
  const k = a.shape.at(-1);
  if (shape.length === 2) {
    multiply(a.data, 0, b.data, 0, output.data, 0, m, k, n);
    return output;
  }
  const batch = shape.slice(0, -2);
  const [atA, atB] = [offsets(a.shape.slice(0, -2), batch), offsets(b.shape.slice(0, -2), batch)];
  for (let i = 0; i < sizeOf(batch); i++) multiply(a.data, atA[i] * m * k, b.data, atB[i] * k * n, output.data, i * m * n, m, k, n);
  return output;
}
function multiply(a, atA, b, atB, out, at, m, k, n) {
  const wide = n - n % 4;
  for (let j = 0; j < wide; j += 4)
    for (let i = 0; i < m; i += 2) {
      const next = Math.min(i + 1, m - 1);
      const [row, other] = [atA + i * k, atA + next * k];
      let [p0, p1, p2, p3, q0, q1, q2, q3] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let p = 0, from = atB + j; p < k; p++, from += n) {
        const [x, y2] = [a[row + p], a[other + p]];
        const [b0, b1, b2, b3] = [b[from], b[from + 1], b[from + 2], b[from + 3]];
        p0 += x * b0;
        p1 += x * b1;
        p2 += x * b2;
        p3 += x * b3;
        q0 += y2 * b0;
        q1 += y2 * b1;
        q2 += y2 * b2;
        q3 += y2 * b3;
      }
      const [first2, second2] = [at + i * n + j, at + next * n + j];
      out[first2] = p0;
      out[first2 + 1] = p1;
      out[first2 + 2] = p2;
      out[first2 + 3] = p3;
      out[second2] = q0;
      out[second2 + 1] = q1;
      out[second2 + 2] = q2;
      out[second2 + 3] = q3;
    }
  for (let i = 0; i < m; i++)
    for (let j = wide; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[atA + i * k + p] * b[atB + p * n + j];
      out[at + i * n + j] = sum;
    }
}

// packages/core/src/array/move.ts
function axisOrder(axes, rank) {
  if (axes === void 0) return Array.from({ length: rank }, (_, i) => rank - 1 - i);
  const order = axes.map((axis) => normalizeAxis(axis, rank, "transpose"));
  if (normalizeAxes(order, rank, "transpose").length !== rank)
    throw new ChainruleError("argument", `axes [${axes.join(", ")}] are not an order of all ${rank} axes`, { operation: "transpose" });
  return order;
}
function transpose(input, order) {
  const strides = stridesOf(input.shape);
  const output = emptyArray(
    input.dtype,
    order.map((axis) => input.shape[axis])
  );
  const [target, source] = [output.data, input.data];
  if (order.length === 2 && order[0] === 1) {
    const [rows, columns] = input.shape;
    for (let j = 0, to = 0; j < columns; j++) for (let i = 0, from2 = j; i < rows; i++, from2 += columns) target[to++] = source[from2];
    return output;
  }
  const from = stridedOffsets(
    order.map((axis) => strides[axis]),
    output.shape
  );
  for (let i = 0; i < from.length; i++) target[i] = source[from[i]];
  return output;
}
function reshapedShape(from, to) {
  const size = sizeOf(from);
  const known = sizeOf(to.filter((n) => n !== -1));
  const unknowns = to.filter((n) => n === -1).length;
  const shape = to.map((n) => n === -1 ? size / known : n);
  if (unknowns > 1 || shape.some((n) => !Number.isInteger(n) || n < 0) || sizeOf(shape) !== size)
    throw new ChainruleError("shape", `${shapeText(from)} (${size} elements) does not reshape to ${shapeText(to)}`, {
      operation: "reshape"
    });
  return shape;
}
function takeRows(input, indices) {
  const rows = input.shape[0];
  if (rows === void 0) throw new ChainruleError("shape", "a scalar has no rows", { operation: "take" });
  if (indices.dtype !== "int32" && indices.dtype !== "uint32")
    throw new ChainruleError("dtype", `indices are ${indices.dtype}`, { operation: "take", hint: `cast them: .cast('int32')` });
  const bad = indices.data.findIndex((i) => i < 0 || i >= rows);
  if (bad !== -1) throw new ChainruleError("index", `index ${indices.data[bad]} is out of range for ${rows} rows`, { operation: "take" });
  const rowShape = input.shape.slice(1);
  const width = sizeOf(rowShape);
  const output = emptyArray(input.dtype, [...indices.shape, ...rowShape]);
  for (let i = 0; i < indices.data.length; i++)
    output.data.set(input.data.subarray(indices.data[i] * width, (indices.data[i] + 1) * width), i * width);
  return output;
}
function cast(input, dtype) {
  if (dtype === input.dtype) return input;
  const data = allocate(dtype, input.data.length);
  for (let i = 0; i < data.length; i++) data[i] = dtype === "bool" ? input.data[i] === 0 ? 0 : 1 : input.data[i];
  return { dtype, shape: input.shape, data };
}

// packages/core/src/array/nested-text.ts
var edge = 3;
var most = 100;
function nestedText({ shape, data, dtype }) {
  const long = data.length > most;
  const show = (x) => dtype === "bool" ? String(x !== 0) : Object.is(x, -0) ? "-0" : String(dtype === "float32" ? Number(x.toPrecision(7)) : Number(x.toPrecision(10)));
  const go = (axis, offset, size, indent) => {
    if (axis === shape.length) return show(data[offset]);
    const n = shape[axis];
    const step = n === 0 ? 0 : size / n;
    const parts = [];
    for (let i = 0; i < n; i++) {
      if (long && n > 2 * edge && i === edge) {
        parts.push("\u2026");
        i = n - edge;
      }
      parts.push(go(axis + 1, offset + i * step, step, `${indent} `));
    }
    return `[${parts.join(axis === shape.length - 1 ? ", " : `,
${indent}`)}]`;
  };
  return go(0, 0, data.length, " ");
}

// packages/core/src/array/reduce.ts
var pairwiseSum = (at, count) => {
  const range = (from, to) => {
    if (to - from <= 64) {
      let sum = 0;
      for (let i = from; i < to; i++) sum += at(i);
      return sum;
    }
    const middle = from + to >>> 1;
    return range(from, middle) + range(middle, to);
  };
  return range(0, count);
};
// @__NO_SIDE_EFFECTS__
function extreme(better) {
  return (at, count) => {
    let best = at(0);
    for (let i = 1; i < count; i++) {
      const x = at(i);
      if (better(x, best) || Number.isNaN(x)) best = x;
      if (Number.isNaN(best)) return NaN;
    }
    return best;
  };
}
var largest = /* @__PURE__ */ extreme((a, b) => a > b);
var smallest = /* @__PURE__ */ extreme((a, b) => a < b);
var product = (at, count) => {
  let result = 1;
  for (let i = 0; i < count; i++) result *= at(i);
  return result;
};
function reduce2(operation, reducer, input, axes, keepDims) {
  const { shape, data, dtype } = input;
  const strides = stridesOf(shape);
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const pick = (from) => stridedOffsets(
    from.map((axis) => strides[axis]),
    from.map((axis) => shape[axis])
  );
  const [outer, inner] = [pick(kept), pick(axes)];
  const output = emptyArray(dtype === "bool" ? "int32" : dtype, reducedShape(shape, axes, keepDims));
  if (inner.length === 0 && (reducer === largest || reducer === smallest) && outer.length > 0)
    throw new ChainruleError("shape", `nothing to take the ${operation} of in ${shapeText(shape)}`, { operation });
  for (let i = 0; i < outer.length; i++) {
    const base = outer[i];
    output.data[i] = reducer((j) => data[base + inner[j]], inner.length);
  }
  return output;
}

// packages/core/src/array/ndarray.ts
var NdArray = class _NdArray {
  dtype;
  shape;
  data;
  constructor({ dtype, shape, data }) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
  }
  add(other) {
    return this.apply(add, other);
  }
  sub(other) {
    return this.apply(sub, other);
  }
  mul(other) {
    return this.apply(mul, other);
  }
  div(other) {
    return this.apply(div, other);
  }
  pow(other) {
    return this.apply(pow, other);
  }
  maximum(other) {
    return this.apply(max, other);
  }
  minimum(other) {
    return this.apply(min, other);
  }
  neg() {
    return this.apply(neg);
  }
  exp() {
    return this.apply(exp);
  }
  log() {
    return this.apply(log);
  }
  sin() {
    return this.apply(sin);
  }
  cos() {
    return this.apply(cos);
  }
  tanh() {
    return this.apply(tanh);
  }
  sqrt() {
    return this.apply(sqrt);
  }
  abs() {
    return this.apply(abs);
  }
  sign() {
    return this.apply(sign);
  }
  apply(fn, ...others) {
    return new _NdArray(mapElements(fn, [this, ...others.map((other) => this.operand(other, fn.name))]));
  }
  greater(other) {
    return this.apply(gt, other);
  }
  greaterEqual(other) {
    return this.apply(ge, other);
  }
  less(other) {
    return this.apply(lt, other);
  }
  lessEqual(other) {
    return this.apply(le, other);
  }
  equal(other) {
    return this.apply(eq, other);
  }
  where(yes, no) {
    const like = typeof yes === "number" ? no : yes;
    const branch = typeof like === "number" ? new _NdArray(emptyArray("float64", [])) : _NdArray.of(like, "where");
    return new _NdArray(mapElements(where, [this, branch.operand(yes, "where"), branch.operand(no, "where")]));
  }
  sum(axes, options) {
    return this.reduce("sum", pairwiseSum, axes, options);
  }
  mean(axes, options) {
    const mean = (at, count) => pairwiseSum(at, count) / count;
    if (!isFloat(this.dtype))
      throw new ChainruleError("dtype", `the mean of ${this.dtype} is not an integer`, {
        operation: "mean",
        hint: `cast it first: .cast('float64')`
      });
    return this.reduce("mean", mean, axes, options);
  }
  max(axes, options) {
    return this.reduce("max", largest, axes, options);
  }
  min(axes, options) {
    return this.reduce("min", smallest, axes, options);
  }
  matmul(other) {
    return new _NdArray(matmul(this, _NdArray.of(other, "matmul")));
  }
  transpose(axes) {
    return new _NdArray(transpose(this, axisOrder(axes, this.shape.length)));
  }
  reshape(shape) {
    return new _NdArray({ dtype: this.dtype, shape: reshapedShape(this.shape, shape), data: this.data });
  }
  take(indices) {
    return new _NdArray(takeRows(this, _NdArray.of(indices, "take")));
  }
  fill(value) {
    const filled = emptyArray(this.dtype, this.shape);
    filled.data.fill(value);
    return new _NdArray(filled);
  }
  cast(dtype) {
    return dtype === this.dtype ? this : new _NdArray(cast(this, dtype));
  }
  /** The one number of a value with one element. Throws `shape` otherwise. */
  item() {
    if (this.data.length !== 1) throw new ChainruleError("shape", `${this.data.length} elements are not one number`, { operation: "item" });
    return this.data[0];
  }
  toString() {
    return nestedText(this);
  }
  reduce(operation, reducer, axes, options = {}) {
    return new _NdArray(reduce2(operation, reducer, this, normalizeAxes(axes, this.shape.length, operation), options.keepDims ?? false));
  }
  operand(other, operation) {
    if (typeof other !== "number") return _NdArray.of(other, operation);
    const scalar2 = emptyArray(this.dtype, []);
    scalar2.data[0] = other;
    return new _NdArray(scalar2);
  }
  static of(value, operation) {
    if (value instanceof _NdArray) return value;
    if ("data" in value && ArrayBuffer.isView(value.data)) return new _NdArray(value);
    throw new ChainruleError("argument", "a plain array and a tensor do not mix", {
      operation,
      hint: "make a tensor of the array with tensor(array)"
    });
  }
};
function ndarray(data, options = {}) {
  const typed = ArrayBuffer.isView(data);
  const shape = options.shape ?? (typed ? [data.length] : nestedShape(data));
  const flat = typed ? data : Float64Array.from(leaves(data));
  checkShape(shape, "ndarray");
  if (sizeOf(shape) !== flat.length)
    throw new ChainruleError("shape", `${flat.length} numbers do not fill shape [${shape.join(", ")}]`, { operation: "ndarray" });
  const source = new NdArray({ dtype: typed ? dtypeOf(data) : "float64", shape: [...shape], data: typed ? data.slice() : flat });
  return source.cast(options.dtype ?? source.dtype);
}
function leaves(data) {
  return typeof data === "number" ? [data] : data.flatMap(leaves);
}
function nestedShape(data) {
  if (typeof data === "number") return [];
  const [first2, ...rest2] = data.map(nestedShape);
  const ragged = rest2.findIndex((shape) => shape.join() !== first2.join());
  if (ragged !== -1)
    throw new ChainruleError(
      "shape",
      `row ${ragged + 1} has shape [${rest2[ragged].join(", ")}], the rows before it [${first2.join(", ")}]`,
      { operation: "ndarray" }
    );
  return [data.length, ...first2 ?? []];
}

// packages/core/src/array/kernels.ts
var kernels = {
  mapElements,
  mapWith,
  offsets,
  resultType,
  stridedOffsets,
  matmul,
  matmulShape,
  axisOrder,
  cast,
  reshapedShape,
  takeRows,
  transpose,
  nestedText,
  largest,
  pairwiseSum,
  product,
  reduce: reduce2,
  smallest
};

// packages/core/src/plugin/plugin.ts
// @__NO_SIDE_EFFECTS__
function definePlugin(kind, name, part) {
  return Object.freeze(
    Object.assign(Object.create(Object.getPrototypeOf(part)), part, { "~chainrule": { kind, spec: 1, name } })
  );
}

// packages/program/src/type.ts
var sameType = (a, b) => a.dtype === b.dtype && a.shape.length === b.shape.length && a.shape.every((n, i) => n === b.shape[i]);
var typeText = ({ dtype, shape }) => `${shortNames[dtype]}[${shape.join(", ")}]`;
var shortNames = { float32: "f32", float64: "f64", int32: "i32", uint32: "u32", bool: "bool" };

// packages/program/src/program.ts
function lastUses({ instructions, outputs }) {
  const last = new Map(outputs.map((register) => [register, instructions.length]));
  for (let at = instructions.length - 1; at >= 0; at--)
    for (const register of instructions[at].inputs) if (!last.has(register)) last.set(register, at);
  return last;
}

// packages/program/src/backend.ts
var readArray = (array) => "read" in array ? array.read() : array;

// packages/program/src/reference.ts
function operationOf(operations3, { operation }) {
  const found = operations3.get(operation);
  if (found === void 0)
    throw new ChainruleError("backend", `the program names an operation "${operation}" that is not in its table`, { operation: "compile" });
  return found;
}

// packages/program/src/operations/formula.ts
var inputIndex = (name) => Number(name.slice(1));
var formula = {
  name: "formula",
  types: (inputs, { formula: expr }) => [
    {
      dtype: formulaType(expr, inputs),
      shape: inputs.length === 1 ? inputs[0].shape : broadcastShapes(functionName(expr), ...inputs.map(({ shape }) => shape))
    }
  ],
  value: (inputs, { formula: expr }, [type]) => [formulaValue(expr, inputs, type)],
  describe: ({ formula: expr }) => formulaText(expr)
};
var functionName = (expr) => expr.fn?.name ?? "formula";
function strongType(fn, types) {
  return (fn === where ? types.slice(1) : types).find((type) => type !== void 0);
}
function formulaType(expr, inputs) {
  if (expr.kind === "apply" && expr.args.length > 0 && expr.args.every(({ kind }) => kind === "variable"))
    return kernels.resultType(
      expr.fn,
      expr.args.map(({ name }) => inputs[inputIndex(name)].dtype)
    );
  const type = fold(expr, {
    number: () => void 0,
    variable: (name) => inputs[inputIndex(name)].dtype,
    apply: (fn, types) => {
      const strong = strongType(fn, types);
      return strong && kernels.resultType(
        fn,
        types.map((type2) => type2 ?? strong)
      );
    }
  });
  return type ?? inputs.find(({ dtype }) => dtype !== "bool")?.dtype ?? "float32";
}
var isNumber = (value) => typeof value === "number";
function formulaValue(expr, inputs, type) {
  const variable2 = (name) => inputs[inputIndex(name)];
  const apply = (fn, args) => {
    if (args.every(isNumber)) return fn.value(...args);
    const strong = strongType(
      fn,
      args.map((arg) => isNumber(arg) ? void 0 : arg.dtype)
    );
    const take2 = (arg, i) => isNumber(arg) ? scalar(fn === where && i === 0 ? "bool" : strong ?? type.dtype, arg) : arg;
    return kernels.mapElements(fn, args.map(take2));
  };
  const single3 = expr.kind === "apply" && expr.args.every(({ kind }) => kind !== "apply");
  const result = single3 ? apply(
    expr.fn,
    expr.args.map((arg) => arg.kind === "number" ? Number(arg.value) : variable2(arg.name))
  ) : fold(expr, { number: Number, variable: variable2, apply });
  return isNumber(result) || !sameShape(result.shape, type.shape) ? stretched(result, type) : result;
}
function scalar(dtype, value) {
  const made = emptyArray(dtype, []);
  made.data[0] = value;
  return made;
}
function stretched(result, type) {
  const source = isNumber(result) ? scalar(type.dtype, result) : result;
  return kernels.mapWith((x) => x, [source], emptyArray(type.dtype, type.shape));
}
var infix = {
  add: "+",
  sub: "\u2212",
  mul: "\xB7",
  div: "/",
  pow: "^",
  lt: "<",
  le: "\u2264",
  gt: ">",
  ge: "\u2265",
  eq: "=",
  ne: "\u2260"
};
function formulaText(expr) {
  return fold(expr, {
    number: (value) => typeof value === "number" ? String(value) : value.toString(),
    variable: (name) => name,
    apply: (fn, args) => infix[fn.name] !== void 0 ? `(${args.join(` ${infix[fn.name]} `)})` : fn.name === "neg" ? `\u2212${args[0]}` : `${fn.name}(${args.join(", ")})`
  });
}

// packages/program/src/structure-key.ts
var StructureKeys = class {
  pool = new Pool();
  numbers = /* @__PURE__ */ new Map();
  of(value) {
    if (value instanceof Expr) return `E${this.number(this.pool.intern(value))}`;
    if (Array.isArray(value)) return `[${value.map((item) => this.of(item)).join()}]`;
    if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${Array.from(value, numberText).join()})`;
    if (typeof value === "object" && value !== null)
      return `{${Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${this.of(item)}`).join()}}`;
    return typeof value === "string" ? JSON.stringify(value) : typeof value === "number" ? numberText(value) : String(value);
  }
  number(expr) {
    const known = this.numbers.get(expr);
    if (known !== void 0) return known;
    this.numbers.set(expr, this.numbers.size);
    return this.numbers.size - 1;
  }
};
var numberText = (x) => Object.is(x, -0) ? "-0" : String(x);

// packages/program/src/passes/memory-plan.ts
var alignment = 64;
function memoryPlan(program2) {
  const offsets2 = /* @__PURE__ */ new Map();
  const placed = [];
  let size = 0;
  for (const block of liveBlocks(program2).sort((a, b) => b.bytes - a.bytes || a.from - b.from)) {
    const at = bestGap(
      placed.filter((other) => other.from <= block.to && block.from <= other.to),
      block.bytes
    );
    placed.push({ ...block, at });
    for (const register of block.registers) offsets2.set(register, at);
    size = Math.max(size, at + block.bytes);
  }
  return { size, offsets: offsets2 };
}
function liveBlocks(program2) {
  const last = lastUses(program2);
  const blocks = [];
  const blockOf = /* @__PURE__ */ new Map();
  program2.instructions.forEach((instruction, at) => {
    const reused = overwritten(instruction, at, program2, last, blockOf);
    for (const register of instruction.outputs) {
      const to = last.get(register) ?? at;
      const { dtype, shape } = program2.types[register];
      const block = reused ?? {
        registers: [],
        bytes: Math.ceil(sizeOf(shape) * bytesPerElement(dtype) / alignment) * alignment,
        from: at,
        to
      };
      if (!reused) blocks.push(block);
      block.registers.push(register);
      block.to = to;
      blockOf.set(register, block);
    }
  });
  return blocks;
}
function overwritten({ operation, inputs, outputs }, at, { types }, last, blockOf) {
  if (operation !== formula.name) return void 0;
  const dying = inputs.find(
    (register) => last.get(register) === at && blockOf.has(register) && sameType(types[register], types[outputs[0]])
  );
  return dying === void 0 ? void 0 : blockOf.get(dying);
}
function bestGap(blocks, bytes) {
  let [best, bestSize, end] = [-1, Infinity, 0];
  for (const block of blocks.sort((a, b) => a.at - b.at)) {
    const gap = block.at - end;
    if (gap >= bytes && gap < bestSize) [best, bestSize] = [end, gap];
    end = Math.max(end, block.at + block.bytes);
  }
  return best === -1 ? end : best;
}

// packages/wasm/src/assembler/bytes.ts
var Bytes = class {
  room = new Uint8Array(256);
  length = 0;
  byte(value) {
    if (this.length === this.room.length) this.grow(1);
    this.room[this.length++] = value;
    return this;
  }
  all(values) {
    this.grow(values.length);
    this.room.set(values, this.length);
    this.length += values.length;
    return this;
  }
  /** LEB128 of a non-negative integer below 2³². */
  unsigned(value) {
    let rest2 = value >>> 0;
    for (; rest2 >= 128; rest2 >>>= 7) this.byte(rest2 & 127 | 128);
    return this.byte(rest2);
  }
  text(value) {
    const encoded = Array.from({ length: value.length }, (_, i) => value.charCodeAt(i));
    return this.unsigned(encoded.length).all(encoded);
  }
  /** Another sequence with its length before it. */
  sized(content) {
    return this.unsigned(content.length).all(content.written());
  }
  written() {
    return this.room.subarray(0, this.length);
  }
  grow(by) {
    if (this.length + by <= this.room.length) return;
    const larger = new Uint8Array(Math.max(2 * this.room.length, this.length + by));
    larger.set(this.room);
    this.room = larger;
  }
};
function unsigned(value) {
  return [...new Bytes().unsigned(value).written()];
}
function signed(value) {
  const bytes = [];
  for (let rest2 = value | 0; ; ) {
    const low = rest2 & 127;
    rest2 >>= 7;
    if (rest2 === 0 && (low & 64) === 0 || rest2 === -1 && (low & 64) !== 0) return [...bytes, low];
    bytes.push(low | 128);
  }
}

// packages/wasm/src/assembler/term.ts
var typeCode = { i32: 127, i64: 126, f32: 125, f64: 124, v128: 123 };
var term = /* @__NO_SIDE_EFFECTS__ */ (type, code, ...args) => ({ type, code, args, trivial: false });
var trivial = /* @__NO_SIDE_EFFECTS__ */ (type, code) => ({ type, code, args: [], trivial: true });
var unless = (condition, usual, rare) => ({
  type: usual.type,
  code: [],
  args: [condition, usual, ...rare.args],
  trivial: false,
  rare
});

// packages/wasm/src/assembler/scalar.ts
var binary = /* @__NO_SIDE_EFFECTS__ */ (type, code) => (a, b) => term(type, [code], a, b);
var unary = /* @__NO_SIDE_EFFECTS__ */ (type, code) => (a) => term(type, [code], a);
var reading = /* @__NO_SIDE_EFFECTS__ */ (type, code, align) => (address, offset = 0) => term(type, [code, align, ...unsigned(offset)], address);
var i32 = /* @__PURE__ */ (() => Object.freeze({
  const: (value) => trivial("i32", [65, ...signed(value)]),
  add: /* @__PURE__ */ binary("i32", 106),
  sub: /* @__PURE__ */ binary("i32", 107),
  mul: /* @__PURE__ */ binary("i32", 108),
  and: /* @__PURE__ */ binary("i32", 113),
  or: /* @__PURE__ */ binary("i32", 114),
  shl: /* @__PURE__ */ binary("i32", 116),
  eq: /* @__PURE__ */ binary("i32", 70),
  ne: /* @__PURE__ */ binary("i32", 71),
  lt: /* @__PURE__ */ binary("i32", 72),
  below: /* @__PURE__ */ binary("i32", 73),
  gt: /* @__PURE__ */ binary("i32", 74),
  ge: /* @__PURE__ */ binary("i32", 78),
  load: /* @__PURE__ */ reading("i32", 40, 2),
  loadByte: /* @__PURE__ */ reading("i32", 45, 0),
  select: (condition, yes, no) => term(yes.type, [27], yes, no, condition)
}))();
var f32 = /* @__PURE__ */ (() => Object.freeze({
  const: (value) => trivial("f32", [67, ...new Uint8Array(Float32Array.of(value).buffer)]),
  load: /* @__PURE__ */ reading("f32", 42, 2),
  add: /* @__PURE__ */ binary("f32", 146),
  mul: /* @__PURE__ */ binary("f32", 148),
  eq: /* @__PURE__ */ binary("i32", 91),
  ne: /* @__PURE__ */ binary("i32", 92),
  lt: /* @__PURE__ */ binary("i32", 93),
  gt: /* @__PURE__ */ binary("i32", 94),
  demote: /* @__PURE__ */ unary("f32", 182)
}))();
var f64 = /* @__PURE__ */ (() => Object.freeze({
  const: (value) => trivial("f64", [68, ...new Uint8Array(Float64Array.of(value).buffer)]),
  load: /* @__PURE__ */ reading("f64", 43, 3),
  add: /* @__PURE__ */ binary("f64", 160),
  mul: /* @__PURE__ */ binary("f64", 162),
  eq: /* @__PURE__ */ binary("i32", 97),
  ne: /* @__PURE__ */ binary("i32", 98),
  lt: /* @__PURE__ */ binary("i32", 99),
  gt: /* @__PURE__ */ binary("i32", 100),
  promote: /* @__PURE__ */ unary("f64", 187)
}))();

// packages/wasm/src/assembler/function-builder.ts
var emptyBlock = 64;
var FunctionBuilder = class {
  body = new Bytes();
  /** Vector constants, set once at the beginning. */
  prelude = new Bytes();
  constants = /* @__PURE__ */ new Map();
  locals = [];
  parameters;
  constructor(parameters) {
    this.parameters = parameters.map((type, index) => variable(type, index));
  }
  local(type) {
    this.locals.push(type);
    return variable(type, this.parameters.length + this.locals.length - 1);
  }
  /** A new variable with this value. */
  let(value) {
    const local = this.local(value.type);
    this.set(local, value);
    return local;
  }
  set({ index }, value) {
    this.emit([value]);
    this.body.byte(33).unsigned(index);
  }
  /** Computes terms that share parts, each part once; the results are variables. */
  evaluate(values) {
    const held = this.emitted(values);
    return values.map((value) => {
      const known = held.get(value);
      if (known !== void 0) return known.value;
      const local = this.local(value.type);
      this.write(value, held);
      this.body.byte(33).unsigned(local.index);
      if (!value.trivial) held.set(value, local);
      return local.value;
    });
  }
  /** An instruction without a result on values: a store, a call. */
  do(code, ...args) {
    this.emit(args);
    this.body.all(code);
  }
  call({ index, results }, ...args) {
    this.do([16, ...unsigned(index), ...results.map(() => 26)], ...args);
  }
  when(condition, yes, no) {
    this.do([4, emptyBlock], condition);
    yes();
    if (no) {
      this.body.byte(5);
      no();
    }
    this.body.byte(11);
  }
  /** Repeats while the condition, judged after each round, holds. */
  repeat(round2, condition) {
    this.body.byte(3).byte(emptyBlock);
    round2();
    this.do([13, 0], condition());
    this.body.byte(11);
  }
  /** counter = from, from + step, … below the limit. */
  count(counter, from, limit, step, round2) {
    this.set(counter, from);
    this.when(i32.lt(counter.value, limit), () => {
      this.repeat(
        () => {
          round2();
          this.set(counter, i32.add(counter.value, i32.const(step)));
        },
        () => i32.lt(counter.value, limit)
      );
    });
  }
  /** `times` rounds, known beforehand; one needs no loop. */
  times(times2, round2) {
    if (times2 === 1) round2();
    else if (times2 > 1) {
      const left = this.let(i32.const(times2));
      this.repeat(
        () => {
          round2();
          this.set(left, i32.sub(left.value, i32.const(1)));
        },
        () => left.value
      );
    }
  }
  advance(pointer, bytes) {
    if (bytes !== 0) this.set(pointer, i32.add(pointer.value, i32.const(bytes)));
  }
  /** The function's code as a module holds it. */
  finish(result) {
    if (result) this.emit([result]);
    const code = new Bytes();
    const runs = [];
    for (const type of this.locals) {
      const last = runs.at(-1);
      if (last?.[0] === type) last[1]++;
      else runs.push([type, 1]);
    }
    code.unsigned(runs.length);
    for (const [type, count] of runs) code.unsigned(count).byte(typeCode[type]);
    return code.all(this.prelude.written()).all(this.body.written()).byte(11);
  }
  emit(values) {
    const held = this.emitted(values);
    for (const value of values) this.write(held.get(value)?.value ?? value, held);
  }
  /** Writes the parts that are used more than once into variables. */
  emitted(values) {
    const uses = /* @__PURE__ */ new Map();
    const visit = (value) => {
      const seen = uses.get(value) ?? 0;
      uses.set(value, seen + 1);
      if (seen === 0) value.args.forEach(visit);
      if (value.rare) for (const part of value.args) uses.set(part, uses.get(part) + 1);
    };
    values.forEach(visit);
    const held = /* @__PURE__ */ new Map();
    const done = /* @__PURE__ */ new Set();
    const settle = (value) => {
      if (done.has(value)) return;
      done.add(value);
      value.args.forEach(settle);
      if (value.trivial || uses.get(value) === 1) return;
      const local = this.local(value.type);
      this.write(value, held);
      this.body.byte(33).unsigned(local.index);
      held.set(value, local);
    };
    values.forEach(settle);
    return held;
  }
  write(value, held) {
    const { rare } = value;
    if (rare) {
      const [condition, usual] = value.args;
      const at = (part) => held.get(part)?.value ?? part;
      this.write(at(condition), held);
      this.body.byte(4).byte(typeCode[value.type]);
      this.write({ ...rare, args: rare.args.map(at) }, held);
      this.body.byte(5);
      this.write(at(usual), held);
      this.body.byte(11);
      return;
    }
    for (const part of value.args) {
      const local = held.get(part);
      if (local) this.body.byte(32).unsigned(local.index);
      else this.write(part, held);
    }
    if (value.type === "v128" && value.trivial && value.code[0] === 253) this.body.byte(32).unsigned(this.constant(value).index);
    else this.body.all(value.code);
  }
  constant(value) {
    const key = value.code.join();
    const known = this.constants.get(key) ?? this.local("v128");
    if (!this.constants.has(key)) {
      this.constants.set(key, known);
      this.prelude.all(value.code).byte(33).unsigned(known.index);
    }
    return known;
  }
};
function variable(type, index) {
  return { type, index, value: trivial(type, [32, ...unsigned(index)]) };
}
var callTerm = ({ index, results }, ...args) => term(results[0], [16, ...unsigned(index)], ...args);

// packages/wasm/src/assembler/module-builder.ts
var ModuleBuilder = class {
  types = [];
  imports = [];
  functions = [];
  exports = /* @__PURE__ */ new Map();
  import(name, { parameters, results }) {
    this.imports.push({ name, type: this.type({ parameters, results }) });
    return { index: this.imports.length - 1, results };
  }
  /** Adds a function; `build` writes its body and gives its result, where it has one. */
  function(parameters, results, build2) {
    const f = new FunctionBuilder(parameters);
    const code = f.finish(build2(f));
    this.functions.push({ type: this.type({ parameters, results }), code });
    return { index: this.imports.length + this.functions.length - 1, results };
  }
  export(name, { index }) {
    this.exports.set(name, index);
  }
  finish() {
    const module = new Bytes().all([0, 97, 115, 109, 1, 0, 0, 0]);
    const section = (id, count, write) => {
      const content = new Bytes().unsigned(count);
      write(content);
      module.byte(id).sized(content);
    };
    section(1, this.types.length, (content) => {
      for (const type of this.types) content.all(type.split(",").map(Number));
    });
    section(2, this.imports.length + 1, (content) => {
      for (const { name, type } of this.imports) content.text("env").text(name).byte(0).unsigned(type);
      content.text("env").text("memory").byte(2).byte(0).unsigned(1);
    });
    section(3, this.functions.length, (content) => {
      for (const { type } of this.functions) content.unsigned(type);
    });
    section(7, this.exports.size, (content) => {
      for (const [name, index] of this.exports) content.text(name).byte(0).unsigned(index);
    });
    section(10, this.functions.length, (content) => {
      for (const { code } of this.functions) content.sized(code);
    });
    return module.written();
  }
  type({ parameters, results }) {
    const list = (types) => [types.length, ...types.map((type) => typeCode[type])];
    const key = [96, ...list(parameters), ...list(results)].join();
    if (!this.types.includes(key)) this.types.push(key);
    return this.types.indexOf(key);
  }
};

// packages/wasm/src/vector/lanes.ts
var vector = "v128";
var simd = /* @__NO_SIDE_EFFECTS__ */ (op, ...immediates) => [253, ...unsigned(op), ...immediates];
var unary2 = /* @__NO_SIDE_EFFECTS__ */ (op) => (a) => term(vector, /* @__PURE__ */ simd(op), a);
var binary2 = /* @__NO_SIDE_EFFECTS__ */ (op) => (a, b) => term(vector, /* @__PURE__ */ simd(op), a, b);
var shift = /* @__NO_SIDE_EFFECTS__ */ (op) => (a, bits) => term(vector, /* @__PURE__ */ simd(op), a, i32.const(bits));
var lane = /* @__NO_SIDE_EFFECTS__ */ (type, op) => (a, index) => term(type, /* @__PURE__ */ simd(op, index), a);
var constant = (data) => trivial(vector, /* @__PURE__ */ simd(12, ...new Uint8Array(data.buffer)));
var reading2 = (op, align) => (address, offset = 0) => term(vector, /* @__PURE__ */ simd(op, align, ...unsigned(offset)), address);
var v128 = /* @__PURE__ */ (() => Object.freeze({
  not: /* @__PURE__ */ unary2(77),
  and: /* @__PURE__ */ binary2(78),
  /** a and not b. */
  andNot: /* @__PURE__ */ binary2(79),
  or: /* @__PURE__ */ binary2(80),
  xor: /* @__PURE__ */ binary2(81),
  /** Bits of `yes` where the mask is set, else of `no`. */
  select: (mask, yes, no) => term(vector, /* @__PURE__ */ simd(82), yes, no, mask),
  anyTrue: (a) => term("i32", /* @__PURE__ */ simd(83), a),
  /** Bytes of a (0 to 15) and b (16 to 31) in any order. */
  shuffle: (a, b, bytes) => term(vector, /* @__PURE__ */ simd(13, ...bytes), a, b),
  load: reading2(0, 2),
  load32Splat: reading2(9, 2),
  load64Splat: reading2(10, 3),
  load32Zero: reading2(92, 2),
  load16Zero: (address, offset = 0) => term(vector, /* @__PURE__ */ simd(85, 1, ...unsigned(offset), 0), address, zero),
  load8Lane: (address, into, index, offset = 0) => term(vector, /* @__PURE__ */ simd(84, 0, ...unsigned(offset), index), address, into),
  load32Lane: (address, into, index, offset = 0) => term(vector, /* @__PURE__ */ simd(86, 2, ...unsigned(offset), index), address, into),
  load64Lane: (address, into, index, offset = 0) => term(vector, /* @__PURE__ */ simd(87, 3, ...unsigned(offset), index), address, into)
}))();
var zero = /* @__PURE__ */ trivial(vector, /* @__PURE__ */ simd(12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
var zeros2 = zero;
var storeVector = (offset) => /* @__PURE__ */ simd(11, 2, ...unsigned(offset));
var storeLane = (align, index, offset) => /* @__PURE__ */ simd(88 + align, align, ...unsigned(offset), index);
var integers = /* @__NO_SIDE_EFFECTS__ */ (ops, extracted) => ({
  splat: /* @__PURE__ */ unary2(ops.splat),
  extract: /* @__PURE__ */ lane(extracted, ops.extract),
  eq: /* @__PURE__ */ binary2(ops.eq),
  ne: /* @__PURE__ */ binary2(ops.ne),
  lt: /* @__PURE__ */ binary2(ops.lt),
  gt: /* @__PURE__ */ binary2(ops.gt),
  le: /* @__PURE__ */ binary2(ops.le),
  ge: /* @__PURE__ */ binary2(ops.ge),
  abs: /* @__PURE__ */ unary2(ops.abs),
  neg: /* @__PURE__ */ unary2(ops.neg),
  shl: /* @__PURE__ */ shift(ops.shl),
  sar: /* @__PURE__ */ shift(ops.sar),
  shr: /* @__PURE__ */ shift(ops.shr),
  add: /* @__PURE__ */ binary2(ops.add),
  sub: /* @__PURE__ */ binary2(ops.sub),
  mul: /* @__PURE__ */ binary2(ops.mul)
});
var i32x4 = /* @__PURE__ */ (() => Object.freeze({
  .../* @__PURE__ */ integers(
    {
      splat: 17,
      extract: 27,
      eq: 55,
      ne: 56,
      lt: 57,
      gt: 59,
      le: 61,
      ge: 63,
      abs: 160,
      neg: 161,
      shl: 171,
      sar: 172,
      shr: 173,
      add: 174,
      sub: 177,
      mul: 181
    },
    "i32"
  ),
  const: (value) => constant(new Int32Array(4).fill(value)),
  lanes: (values) => constant(Int32Array.from(values)),
  min: /* @__PURE__ */ binary2(182),
  max: /* @__PURE__ */ binary2(184),
  minUnsigned: /* @__PURE__ */ binary2(183),
  maxUnsigned: /* @__PURE__ */ binary2(185),
  ltUnsigned: /* @__PURE__ */ binary2(58),
  gtUnsigned: /* @__PURE__ */ binary2(60),
  leUnsigned: /* @__PURE__ */ binary2(62),
  geUnsigned: /* @__PURE__ */ binary2(64),
  /** Toward zero; not-a-number gives 0, what is too large the nearest. */
  fromF32: /* @__PURE__ */ unary2(248),
  /** The low half of the lanes. */
  fromF64: /* @__PURE__ */ unary2(252)
}))();
var i64x2 = /* @__PURE__ */ (() => Object.freeze({
  .../* @__PURE__ */ integers(
    {
      splat: 18,
      extract: 29,
      eq: 214,
      ne: 215,
      lt: 216,
      gt: 217,
      le: 218,
      ge: 219,
      abs: 192,
      neg: 193,
      shl: 203,
      sar: 204,
      shr: 205,
      add: 206,
      sub: 209,
      mul: 213
    },
    "i64"
  ),
  const: (value) => constant(new BigInt64Array(2).fill(BigInt(value))),
  /** The low two 32-bit lanes, with their sign. */
  extendLow: /* @__PURE__ */ unary2(199)
}))();
var reals = /* @__NO_SIDE_EFFECTS__ */ (ops) => ({
  eq: /* @__PURE__ */ binary2(ops.compare),
  ne: /* @__PURE__ */ binary2(ops.compare + 1),
  lt: /* @__PURE__ */ binary2(ops.compare + 2),
  gt: /* @__PURE__ */ binary2(ops.compare + 3),
  le: /* @__PURE__ */ binary2(ops.compare + 4),
  ge: /* @__PURE__ */ binary2(ops.compare + 5),
  abs: /* @__PURE__ */ unary2(ops.arithmetic),
  neg: /* @__PURE__ */ unary2(ops.arithmetic + 1),
  sqrt: /* @__PURE__ */ unary2(ops.arithmetic + 3),
  add: /* @__PURE__ */ binary2(ops.arithmetic + 4),
  sub: /* @__PURE__ */ binary2(ops.arithmetic + 5),
  mul: /* @__PURE__ */ binary2(ops.arithmetic + 6),
  div: /* @__PURE__ */ binary2(ops.arithmetic + 7),
  /** IEEE 754 minimum: of not-a-number comes not-a-number, −0 is below 0. */
  min: /* @__PURE__ */ binary2(ops.arithmetic + 8),
  max: /* @__PURE__ */ binary2(ops.arithmetic + 9),
  /** b < a ? b : a, one machine instruction: an a that is not-a-number stays. */
  fastMin: /* @__PURE__ */ binary2(ops.arithmetic + 10),
  /** a < b ? b : a. */
  fastMax: /* @__PURE__ */ binary2(ops.arithmetic + 11),
  floor: /* @__PURE__ */ unary2(ops.floor),
  ceil: /* @__PURE__ */ unary2(ops.ceil),
  trunc: /* @__PURE__ */ unary2(ops.trunc),
  /** Halves to even. */
  nearest: /* @__PURE__ */ unary2(ops.nearest),
  splat: /* @__PURE__ */ unary2(ops.splat),
  /** a·b + c, rounded once or twice as the machine likes. */
  relaxedMadd: (a, b, c) => term(vector, /* @__PURE__ */ simd(ops.madd), a, b, c)
});
var f32x4 = /* @__PURE__ */ (() => Object.freeze({
  .../* @__PURE__ */ reals({
    compare: 65,
    arithmetic: 224,
    floor: 104,
    ceil: 103,
    trunc: 105,
    nearest: 106,
    splat: 19,
    madd: 261
  }),
  type: "float32",
  count: 4,
  bytes: 4,
  bits: i32x4,
  scalar: f32,
  const: (value) => constant(new Float32Array(4).fill(value)),
  extract: /* @__PURE__ */ lane("f32", 31),
  loadSplat: v128.load32Splat,
  fromI32: /* @__PURE__ */ unary2(250),
  fromU32: /* @__PURE__ */ unary2(251),
  /** Two doubles rounded to the low lanes, zeros above. */
  fromF64: /* @__PURE__ */ unary2(94)
}))();
var f64x2 = /* @__PURE__ */ (() => Object.freeze({
  .../* @__PURE__ */ reals({
    compare: 71,
    arithmetic: 236,
    floor: 117,
    ceil: 116,
    trunc: 122,
    nearest: 148,
    splat: 20,
    madd: 263
  }),
  type: "float64",
  count: 2,
  bytes: 8,
  bits: i64x2,
  scalar: f64,
  const: (value) => constant(new Float64Array(2).fill(value)),
  extract: /* @__PURE__ */ lane("f64", 33),
  loadSplat: v128.load64Splat,
  /** The low two lanes. */
  fromF32: /* @__PURE__ */ unary2(95),
  fromI32: /* @__PURE__ */ unary2(254)
}))();
var lanesOf = (type) => type === "float32" ? f32x4 : f64x2;
var highHalf = (a) => v128.shuffle(a, a, [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15]);
var joinLow = (a, b) => v128.shuffle(a, b, [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]);
var viaDoubles = (f, x) => joinLow(f32x4.fromF64(f(f64x2.fromF32(x))), f32x4.fromF64(f(f64x2.fromF32(highHalf(x)))));

// packages/wasm/src/vector/polynomial.ts
function polynomial2(lanes, coefficients, x) {
  const [last, ...rest2] = coefficients.toReversed();
  return rest2.reduce((sum, c) => lanes.add(lanes.mul(sum, x), lanes.const(c)), lanes.const(last));
}

// packages/wasm/src/vector/exponential.ts
var log2e = 1.4426950408889634;
var single = [0.50000001201, 0.16666665459, 0.041665795894, 0.0083334519073, 0.0013981999507, 198756915e-12];
var double = /* @__PURE__ */ Array.from({ length: 12 }, (_, k) => 1 / factorial(k + 2));
function factorial(n) {
  return n < 2 ? 1 : n * factorial(n - 1);
}
function reduced(lanes, x) {
  const narrow = lanes.type === "float32";
  const [lowest, highest] = narrow ? [-104, 89] : [-746, 710];
  const within = lanes.fastMax(lanes.fastMin(x, lanes.const(highest)), lanes.const(lowest));
  const rounded = lanes.nearest(lanes.mul(within, lanes.const(log2e)));
  const [high, low] = narrow ? [0.693359375, -21219444005469057e-20] : [0.6931471803691238, 19082149292705877e-26];
  const r = lanes.sub(lanes.sub(within, lanes.mul(rounded, lanes.const(high))), lanes.mul(rounded, lanes.const(low)));
  const lessOne = lanes.add(lanes.mul(lanes.mul(r, r), polynomial2(lanes, narrow ? single : double, r)), r);
  return { n: narrow ? i32x4.fromF32(rounded) : i64x2.extendLow(i32x4.fromF64(rounded)), lessOne };
}
function powerOfTwo2(lanes, n) {
  return lanes.type === "float32" ? i32x4.shl(i32x4.add(n, i32x4.const(127)), 23) : i64x2.shl(i64x2.add(n, i64x2.const(1023)), 52);
}
function exp2(lanes, x) {
  const { n, lessOne } = reduced(lanes, x);
  const half = lanes.bits.sar(n, 1);
  const rest2 = lanes.bits.sub(n, half);
  return lanes.mul(lanes.mul(lanes.add(lessOne, lanes.const(1)), powerOfTwo2(lanes, half)), powerOfTwo2(lanes, rest2));
}
function moderateExpm1(lanes, x) {
  const { n, lessOne } = reduced(lanes, x);
  const scale = powerOfTwo2(lanes, n);
  return lanes.add(lanes.mul(lessOne, scale), lanes.sub(scale, lanes.const(1)));
}
function tanh2(lanes, x) {
  const size = lanes.fastMin(lanes.abs(x), lanes.const(lanes.type === "float32" ? 10 : 20));
  const t = moderateExpm1(lanes, lanes.add(size, size));
  return copySign(lanes, lanes.div(t, lanes.add(t, lanes.const(2))), x);
}
function sigmoid2(lanes, x) {
  const q = exp2(lanes, lanes.neg(lanes.abs(x)));
  const numerator = v128.select(lanes.lt(x, lanes.const(0)), q, lanes.const(1));
  return lanes.div(numerator, lanes.add(q, lanes.const(1)));
}
function copySign(lanes, size, sign2) {
  return v128.or(size, v128.and(sign2, lanes.const(-0)));
}
function expm12(lanes, x) {
  if (lanes.type === "float32") return viaDoubles((half) => expm12(f64x2, half), x);
  const { n, lessOne } = reduced(lanes, x);
  const moderate = v128.and(lanes.gt(x, lanes.const(-40)), lanes.lt(x, lanes.const(700)));
  const scale = powerOfTwo2(lanes, n);
  const near = lanes.add(lanes.mul(lessOne, scale), lanes.sub(scale, lanes.const(1)));
  return v128.select(lanes.eq(x, lanes.const(0)), x, v128.select(moderate, near, lanes.sub(exp2(lanes, x), lanes.const(1))));
}

// packages/wasm/src/vector/logarithm.ts
function split(lanes, x) {
  if (lanes.type === "float32") {
    const small2 = f32x4.lt(x, f32x4.const(2 ** -126));
    const scaled2 = v128.select(small2, f32x4.mul(x, f32x4.const(2 ** 23)), x);
    const counted2 = i32x4.add(scaled2, i32x4.const(1065353216 - 1060439283));
    const k = i32x4.sub(i32x4.shr(counted2, 23), i32x4.const(127));
    const f2 = f32x4.sub(i32x4.add(v128.and(counted2, i32x4.const(8388607)), i32x4.const(1060439283)), f32x4.const(1));
    return { k: f32x4.sub(f32x4.fromI32(k), v128.and(small2, f32x4.const(23))), f: f2 };
  }
  const small = f64x2.lt(x, f64x2.const(2 ** -1022));
  const scaled = v128.select(small, f64x2.mul(x, f64x2.const(2 ** 54)), x);
  const root = 0x3fe6a09e667f3bcdn;
  const counted = i64x2.add(scaled, i64x2.const(0x3ff0000000000000n - root));
  const exponent = f64x2.sub(v128.or(i64x2.shr(counted, 52), f64x2.const(2 ** 52)), f64x2.const(2 ** 52 + 1023));
  const f = f64x2.sub(i64x2.add(v128.and(counted, i64x2.const(0x000fffffffffffffn)), i64x2.const(root)), f64x2.const(1));
  return { k: f64x2.sub(exponent, v128.and(small, f64x2.const(54))), f };
}
var single2 = [
  0.33333331174,
  -0.24999993993,
  0.20000714765,
  -0.16668057665,
  0.14249322787,
  -0.12420140846,
  0.1167699874,
  -0.1151461031,
  0.070376836292
];
var double2 = [
  0.6666666666666735,
  0.3999999999940942,
  0.2857142874366239,
  0.22222198432149784,
  0.1818357216161805,
  0.15313837699209373,
  0.14798198605116586
];
function log3(lanes, x) {
  const { k, f } = split(lanes, x);
  const half = lanes.mul(lanes.mul(f, f), lanes.const(0.5));
  const finite = lanes.type === "float32" ? singleLog(k, f, half) : doubleLog(k, f, half);
  const outside = v128.select(
    lanes.eq(x, lanes.const(0)),
    lanes.const(-Infinity),
    v128.select(lanes.lt(x, lanes.const(0)), lanes.const(NaN), x)
  );
  const inside = v128.and(lanes.gt(x, lanes.const(0)), lanes.lt(x, lanes.const(Infinity)));
  return v128.select(inside, finite, outside);
}
function singleLog(k, f, half) {
  const cubic = f32x4.mul(f32x4.mul(f, f32x4.mul(f, f)), polynomial2(f32x4, single2, f));
  const tail = f32x4.sub(f32x4.add(cubic, f32x4.mul(k, f32x4.const(-21219444005469057e-20))), half);
  return f32x4.add(f32x4.add(f, tail), f32x4.mul(k, f32x4.const(0.693359375)));
}
function doubleLog(k, f, half) {
  const s = f64x2.div(f, f64x2.add(f, f64x2.const(2)));
  const z = f64x2.mul(s, s);
  const r = f64x2.mul(z, polynomial2(f64x2, double2, z));
  const correction = f64x2.add(f64x2.mul(s, f64x2.add(half, r)), f64x2.mul(k, f64x2.const(19082149292705877e-26)));
  return f64x2.sub(f64x2.mul(k, f64x2.const(0.6931471803691238)), f64x2.sub(f64x2.sub(half, correction), f));
}

// packages/wasm/src/vector/trigonometric.ts
var largestAngle = 2 ** 19;
var perQuarter = 2 / Math.PI;
var [first, second, third, rest] = [
  1.5707963267341256,
  6077100506303966e-26,
  20222662487111665e-37,
  84784276603689e-45
];
function turned2(lanes, x) {
  const n = lanes.nearest(lanes.mul(x, lanes.const(perQuarter)));
  if (lanes.type === "float32") {
    const quarters = i32x4.fromF32(n);
    const left = (half, k) => {
      const turns = f64x2.fromI32(k);
      const angle2 = f64x2.fromF32(half);
      return f32x4.fromF64(
        f64x2.sub(f64x2.sub(angle2, f64x2.mul(turns, f64x2.const(first))), f64x2.mul(turns, f64x2.const(6077100506506192e-26)))
      );
    };
    return { quarters, r: joinLow(left(x, quarters), left(highHalf(x), highHalf(quarters))), tail: void 0 };
  }
  const t = f64x2.sub(x, f64x2.mul(n, f64x2.const(first)));
  const w = f64x2.mul(n, f64x2.const(second));
  const u = f64x2.sub(t, w);
  const lost = f64x2.sub(f64x2.sub(t, u), w);
  const v = f64x2.sub(f64x2.mul(n, f64x2.const(third)), lost);
  const s = f64x2.sub(u, v);
  const lost2 = f64x2.sub(f64x2.sub(u, s), v);
  const tail = f64x2.sub(lost2, f64x2.mul(n, f64x2.const(rest)));
  const r = f64x2.add(s, tail);
  return { quarters: i64x2.extendLow(i32x4.fromF64(n)), r, tail: f64x2.sub(tail, f64x2.sub(r, s)) };
}
var sineSingle = [-0.16666654611, 0.0083321608736, -19515295891e-14];
var cosineSingle = [0.04166664568298827, -0.001388731625493765, 2443315711809948e-20];
var sineDouble = [
  0.00833333333332249,
  -1984126982985795e-19,
  27557313707070068e-22,
  -25050760253406863e-24,
  158969099521155e-24
];
var cosineDouble = [
  0.0416666666666666,
  -0.001388888888887411,
  2480158728947673e-20,
  -27557314351390663e-23,
  2087572321298175e-24,
  -11359647557788195e-27
];
function sineNearZero(lanes, r, tail) {
  const z = lanes.mul(r, r);
  const cube = lanes.mul(z, r);
  if (tail === void 0) return lanes.add(lanes.mul(cube, polynomial2(lanes, sineSingle, z)), r);
  const correction = lanes.sub(lanes.mul(tail, lanes.const(0.5)), lanes.mul(cube, polynomial2(lanes, sineDouble, z)));
  return lanes.sub(r, lanes.add(lanes.sub(lanes.mul(z, correction), tail), lanes.mul(cube, lanes.const(0.16666666666666632))));
}
function cosineNearZero(lanes, r, tail) {
  const z = lanes.mul(r, r);
  const half = lanes.mul(z, lanes.const(0.5));
  const high = lanes.sub(lanes.const(1), half);
  const quartic = lanes.mul(lanes.mul(z, z), polynomial2(lanes, tail === void 0 ? cosineSingle : cosineDouble, z));
  const small = tail === void 0 ? quartic : lanes.sub(quartic, lanes.mul(r, tail));
  return lanes.add(high, lanes.add(lanes.sub(lanes.sub(lanes.const(1), high), half), small));
}
var waves = /* @__PURE__ */ new WeakMap();
function wavesOf(lanes, x) {
  const known = waves.get(x);
  if (known !== void 0) return known;
  const { quarters, r, tail } = turned2(lanes, x);
  const made = { quarters, sine: sineNearZero(lanes, r, tail), cosine: cosineNearZero(lanes, r, tail) };
  waves.set(x, made);
  return made;
}
function wave(lanes, x, quarter) {
  const { quarters, sine: sine2, cosine: cosine2 } = wavesOf(lanes, x);
  const { bits } = lanes;
  const phase = quarter === 0 ? quarters : bits.add(quarters, bits.const(1));
  const odd = bits.ne(v128.and(phase, bits.const(1)), bits.const(0));
  const flipped = bits.shl(phase, lanes.type === "float32" ? 30 : 62);
  return v128.xor(v128.select(odd, cosine2, sine2), v128.and(flipped, lanes.const(-0)));
}
var sin2 = (lanes, x) => v128.select(lanes.eq(x, lanes.const(0)), x, wave(lanes, x, 0));
var cos2 = (lanes, x) => wave(lanes, x, 1);
var beyondAngles = (lanes, x) => v128.and(lanes.gt(lanes.abs(x), lanes.const(largestAngle)), lanes.lt(lanes.abs(x), lanes.const(Infinity)));

// packages/wasm/src/vector/functions.ts
var one5 = (f) => (lanes, [x]) => f(lanes, x);
var two = (f) => (lanes, [a, b]) => f(lanes, a, b);
var realFunctions = () => /* @__PURE__ */ new Map([
  [add, two((lanes, a, b) => lanes.add(a, b))],
  [sub, two((lanes, a, b) => lanes.sub(a, b))],
  [mul, two((lanes, a, b) => lanes.mul(a, b))],
  [div, two((lanes, a, b) => lanes.div(a, b))],
  [neg, one5((lanes, x) => lanes.neg(x))],
  [abs, one5((lanes, x) => lanes.abs(x))],
  [sqrt, one5((lanes, x) => lanes.sqrt(x))],
  [floor, one5((lanes, x) => lanes.floor(x))],
  [ceil, one5((lanes, x) => lanes.ceil(x))],
  [round, one5((lanes, x) => lanes.nearest(x))],
  [max, two((lanes, a, b) => lanes.max(a, b))],
  [min, two((lanes, a, b) => lanes.min(a, b))],
  [clip, (lanes, [x, lower, upper]) => lanes.min(lanes.max(x, lower), upper)],
  [
    sign,
    one5((lanes, x) => v128.select(lanes.gt(lanes.abs(x), lanes.const(0)), v128.or(v128.and(x, lanes.const(-0)), lanes.const(1)), x))
  ],
  // Not-a-number stays: it is not ≤ 0.
  [relu, one5((lanes, x) => v128.andNot(x, lanes.le(x, lanes.const(0))))],
  [exp, one5(exp2)],
  [expm1, one5(expm12)],
  [log, one5(log3)],
  [log1p, one5(log1p2)],
  [tanh, one5(tanh2)],
  [sigmoid, one5(sigmoid2)],
  [sin, angle(sin, sin2)],
  [cos, angle(cos, cos2)]
]);
var wideDefinitions = () => /* @__PURE__ */ new Set([silu, mish, gelu, gelutanh, normpdf, asech, acsch]);
function log1p2(lanes, x) {
  if (lanes.type === "float32") return viaDoubles((half) => log1p2(f64x2, half), x);
  const u = lanes.add(x, lanes.const(1));
  const rounded = lanes.sub(u, lanes.const(1));
  const corrected = lanes.mul(log3(lanes, u), lanes.div(x, rounded));
  const plain2 = v128.or(lanes.eq(u, lanes.const(1)), lanes.eq(x, lanes.const(Infinity)));
  return v128.select(plain2, x, v128.select(lanes.eq(u, lanes.const(0)), lanes.const(-Infinity), corrected));
}
function angle(fn, f) {
  return (lanes, [x], setting) => unless(v128.anyTrue(beyondAngles(lanes, x)), f(lanes, x), setting.byReference(fn, lanes, [x]));
}
function knownPower(lanes, x, exponent) {
  const root = () => v128.select(lanes.eq(x, lanes.const(-Infinity)), lanes.const(Infinity), lanes.add(lanes.sqrt(x), lanes.const(0)));
  switch (exponent) {
    case 3:
      return lanes.mul(lanes.mul(x, x), x);
    case 0.5:
      return root();
    case -0.5:
      return lanes.div(lanes.const(1), root());
    case 1.5:
      return lanes.type === "float32" ? viaDoubles((half) => f64x2.mul(half, knownPower(f64x2, half, 0.5)), x) : void 0;
    case 4:
    case -2:
    case -3:
      return lanes.type === "float32" ? viaDoubles((half) => {
        const square = f64x2.mul(half, half);
        return exponent === 4 ? f64x2.mul(square, square) : f64x2.div(f64x2.const(1), exponent === -2 ? square : f64x2.mul(square, half));
      }, x) : void 0;
    default:
      return void 0;
  }
}
var comparisons = () => /* @__PURE__ */ new Map([
  [lt, "lt"],
  [le, "le"],
  [gt, "gt"],
  [ge, "ge"],
  [eq, "eq"],
  [ne, "ne"]
]);
var integerFunctions = (dtype) => {
  const [min2, max2] = dtype === "int32" ? [i32x4.min, i32x4.max] : [i32x4.minUnsigned, i32x4.maxUnsigned];
  const same = (x) => x;
  return /* @__PURE__ */ new Map([
    [add, i32x4.add],
    [sub, i32x4.sub],
    [mul, i32x4.mul],
    [neg, i32x4.neg],
    [abs, dtype === "int32" ? i32x4.abs : same],
    [min, min2],
    [max, max2],
    [clip, (x, lower, upper) => min2(max2(x, lower), upper)],
    [floor, same],
    [ceil, same],
    [round, same],
    [
      sign,
      (x) => dtype === "int32" ? v128.or(i32x4.sar(x, 31), v128.and(i32x4.gt(x, i32x4.const(0)), i32x4.const(1))) : min2(x, i32x4.const(1))
    ]
  ]);
};
function laneByLane(lanes, f, args) {
  const narrow = lanes.type === "float32";
  const at = (index) => {
    const value = f(args.map((arg) => narrow ? promoted(f32x4.extract(arg, index)) : f64x2.extract(arg, index)));
    return narrow ? f32x4.scalar.demote(value) : value;
  };
  let vector3 = lanes.splat(at(0));
  for (let index = 1; index < lanes.count; index++) vector3 = term("v128", [253, narrow ? 32 : 34, index], vector3, at(index));
  return vector3;
}
var promoted = (x) => f64x2.scalar.promote(x);

// packages/wasm/src/kernels/view.ts
var wholeView = (place, shape) => ({ place, offset: 0, shape, strides: stridesOf(shape) });
var isWhole = ({ place, offset, shape, strides }) => offset === 0 && sizeOf(shape) === place.size && isDense(shape, strides);
function isDense(shape, strides) {
  const dense = stridesOf(shape);
  return shape.every((n, axis) => n === 1 || strides[axis] === dense[axis]);
}
var transposed = ({ shape, strides, ...rest2 }, axes) => ({
  ...rest2,
  shape: axes.map((axis) => shape[axis]),
  strides: axes.map((axis) => strides[axis])
});
function stretched2({ shape, strides, ...rest2 }, to) {
  const missing = to.length - shape.length;
  return {
    ...rest2,
    shape: to,
    strides: to.map((n, axis) => axis < missing || shape[axis - missing] === 1 && n !== 1 ? 0 : strides[axis - missing])
  };
}
var sliced = (view2, starts, steps, counts) => ({
  place: view2.place,
  offset: view2.offset + starts.reduce((sum, start, axis) => sum + start * view2.strides[axis], 0),
  shape: counts,
  strides: view2.strides.map((stride, axis) => stride * steps[axis])
});
function reshaped(view2, shape) {
  if (sizeOf(shape) === 0) return { ...view2, shape, strides: stridesOf(shape) };
  const from = coalesce(view2.shape, [view2.strides]);
  const [sizes, own] = [[...from.shape], [...from.strides[0]]];
  const strides = shape.map(() => 0);
  let at = sizes.length - 1;
  let [left, stride] = [sizes[at] ?? 1, own[at] ?? 1];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis];
    if (size === 1) continue;
    if (left === 1) {
      at--;
      [left, stride] = [sizes[at], own[at]];
    }
    if (left % size !== 0) return void 0;
    strides[axis] = stride;
    stride *= size;
    left /= size;
  }
  return { ...view2, shape, strides };
}
function coalesce(shape, operands) {
  const sizes = [];
  const strides = operands.map(() => []);
  shape.forEach((size, axis) => {
    if (size === 1) return;
    const last = sizes.length - 1;
    if (last >= 0 && operands.every((operand, k) => strides[k][last] === operand[axis] * size)) {
      sizes[last] *= size;
      operands.forEach((operand, k) => strides[k][last] = operand[axis]);
    } else {
      sizes.push(size);
      operands.forEach((operand, k) => strides[k].push(operand[axis]));
    }
  });
  return { shape: sizes, strides };
}

// packages/wasm/src/plan/addresses.ts
function planWorkspace({ steps, inputs, constants: constants2, outputs }) {
  const elsewhere = /* @__PURE__ */ new Set([...inputs, ...constants2, ...outputs]);
  const registers = /* @__PURE__ */ new Map();
  const places = [];
  const registerOf = (place) => {
    const known = registers.get(place);
    if (known !== void 0) return known;
    registers.set(place, places.length);
    return places.push(place) - 1;
  };
  const instructions = steps.map((step) => {
    const reads = step.reads.filter(({ place }) => !elsewhere.has(place));
    const writes = step.writes.filter((place) => !elsewhere.has(place));
    const inPlace = step.inOrder && step.writes.length === 1 && writes.length === 1 && reads.every(isWhole);
    return {
      operation: inPlace ? formula.name : "step",
      inputs: reads.map(({ place }) => registerOf(place)),
      outputs: writes.map(registerOf),
      parameters: null
    };
  });
  const program2 = {
    types: places.map(({ dtype, size: size2 }) => ({ dtype, shape: [size2] })),
    inputs: [],
    constants: [],
    instructions,
    outputs: []
  };
  const { size, offsets: offsets2 } = memoryPlan(program2);
  return { size, offsets: new Map([...offsets2].map(([register, offset]) => [places[register], offset])) };
}
function takeOver(lowered, donated) {
  const taken = new Map(possibleOwners(lowered, donated));
  const { steps } = lowered;
  const read = new Set(steps.flatMap(({ reads }) => reads.map(({ place }) => place)));
  const overwrites = ({ writes }) => writes.some((place) => taken.has(place));
  const last = steps.filter((step) => overwrites(step) && step.writes.every((place) => !read.has(place)));
  const ordered = [...steps.filter((step) => !last.includes(step)), ...last];
  ordered.forEach((step, at) => {
    if (overwrites(step) && ordered.slice(at).some(({ mayRefuse }) => mayRefuse)) for (const place of step.writes) taken.delete(place);
  });
  return { lowered: { ...lowered, steps: ordered }, taken };
}
function possibleOwners({ steps, inputs, outputs }, donated) {
  const taken = /* @__PURE__ */ new Map();
  const given = /* @__PURE__ */ new Set();
  outputs.forEach((output) => {
    const writers = steps.flatMap((step, at2) => step.writes.includes(output) ? [at2] : []);
    const at = writers[0];
    if (at === void 0 || writers.length > 1 || !steps[at].inOrder) return;
    const input = donated.map((i) => inputs[i]).find((place) => {
      if (given.has(place) || place.dtype !== output.dtype || place.size !== output.size) return false;
      const reading3 = steps.flatMap(({ reads }, step) => reads.some((view2) => view2.place === place) ? [step] : []);
      return reading3.every((step) => step <= at) && steps[at].reads.filter((view2) => view2.place === place).every(isWhole) && reading3.includes(at);
    });
    if (input === void 0) return;
    given.add(input);
    taken.set(output, input);
  });
  return taken;
}

// packages/wasm/src/kernels/canonical-names.ts
function canonicalNames(of) {
  const names = new Map([
    ...of.operands.map(({ name }, i) => [name, `x${i}`]),
    ...of.definitions.map(({ name }, i) => [name, `d${i}`])
  ]);
  const variables = Object.fromEntries([...names].map(([from, to]) => [from, Expr.variable(to)]));
  const pool = new Pool();
  return {
    ...of,
    operands: of.operands.map(({ name, dtype, strides }) => ({ name: names.get(name), dtype, strides })),
    definitions: of.definitions.map(({ name, expr, dtype }) => ({
      name: names.get(name),
      expr: pool.intern(substitute(expr, variables)),
      dtype
    }))
  };
}

// packages/wasm/src/vector/formula.ts
var widthOf = (dtype) => dtype === "bool" ? void 0 : dtype === "float64" ? 64 : 32;
var NoVectorCode = class extends Error {
};
var FormulaCompiler = class {
  constructor(width, setting, variable2) {
    this.width = width;
    this.setting = setting;
    this.variable = variable2;
  }
  width;
  setting;
  variable;
  reals = realFunctions();
  compare = comparisons();
  wide = wideDefinitions();
  integers = { int32: integerFunctions("int32"), uint32: integerFunctions("uint32") };
  known = /* @__PURE__ */ new Map();
  /** What numbers become that meet nothing with an element type. */
  result = "float32";
  /** The functions computed by their reference values. */
  byReference = /* @__PURE__ */ new Set();
  /** The formula's value in an element type. */
  compile(expr, dtype) {
    this.result = dtype;
    return this.as(this.quantity(expr), dtype);
  }
  quantity(expr) {
    return fold(expr, { number: Number, variable: this.variable, apply: (fn, args) => this.apply(fn, args) }, this.known);
  }
  as(value, dtype) {
    if (typeof value !== "number") {
      if (value.dtype !== dtype) throw new NoVectorCode(`${value.dtype} as ${dtype}`);
      return value.term;
    }
    switch (dtype) {
      case "float32":
        return f32x4.const(value);
      case "float64":
        return f64x2.const(value);
      case "bool":
        return this.width === 32 ? i32x4.const(value === 0 ? 0 : -1) : i64x2.const(value === 0 ? 0 : -1);
      default:
        return i32x4.const(value);
    }
  }
  apply(fn, args) {
    if (args.every((arg) => typeof arg === "number")) return fn.value(...args);
    const operands = fn === where ? args.slice(1) : args;
    const dtype = operands.map((arg) => typeof arg === "number" ? void 0 : arg.dtype).find((type) => type !== void 0) ?? "float32";
    if (fn === where) {
      const [condition, yes, no] = args;
      const result = operands.every((arg) => typeof arg === "number") ? this.result : dtype;
      return { dtype: result, term: v128.select(this.truth(condition), this.as(yes, result), this.as(no, result)) };
    }
    if (fn === not) return { dtype: "bool", term: v128.not(this.truth(args[0])) };
    if (fn === and || fn === or)
      return { dtype: "bool", term: v128[fn === and ? "and" : "or"](this.truth(args[0]), this.truth(args[1])) };
    const terms = args.map((arg) => this.as(arg, dtype));
    const comparison2 = this.compare.get(fn);
    if (comparison2 !== void 0) return { dtype: "bool", term: this.comparison(comparison2, dtype, terms[0], terms[1]) };
    kernels.resultType(
      fn,
      args.map(() => dtype)
    );
    if (dtype === "bool") throw new NoVectorCode(`${fn.name} of truth values`);
    if (dtype === "int32" || dtype === "uint32") {
      const code = this.integers[dtype].get(fn);
      if (code === void 0) throw new NoVectorCode(`${fn.name} of integers`);
      return { dtype, term: code(...terms) };
    }
    return { dtype, term: this.real(fn, args, terms, dtype) };
  }
  real(fn, args, terms, dtype) {
    const lanes = lanesOf(dtype);
    const exponent = args[1];
    if (fn === pow && typeof exponent === "number") {
      const power = knownPower(lanes, terms[0], exponent);
      if (power !== void 0) return power;
    }
    const code = this.reals.get(fn);
    if (code !== void 0) return code(lanes, terms, this.setting);
    if (fn.definition !== void 0) {
      if (dtype === "float32" && this.wide.has(fn))
        return viaDoubles((half) => this.defined(fn, [{ dtype: "float64", term: half }], "float64"), terms[0]);
      return this.defined(fn, args, dtype);
    }
    this.byReference.add(fn.name);
    return this.setting.byReference(fn, lanes, terms);
  }
  defined(fn, args, dtype) {
    const bound = new Map(fn.parameters.map((name, i) => [name, args[i]]));
    const value = fold(fn.definition, {
      number: Number,
      variable: (name) => bound.get(name),
      apply: (inner, parts) => this.apply(inner, parts)
    });
    return this.as(value, dtype);
  }
  comparison(name, dtype, a, b) {
    if (dtype === "float32" || dtype === "float64") return lanesOf(dtype)[name](a, b);
    if (dtype === "bool") {
      const bits = this.width === 32 ? i32x4 : i64x2;
      return bits[name](b, a);
    }
    if (dtype === "int32" || name === "eq" || name === "ne") return i32x4[name](a, b);
    return i32x4[`${name}Unsigned`](a, b);
  }
  /** Whether a value is not zero, as a mask. */
  truth(value) {
    if (typeof value === "number") return this.as(value, "bool");
    const { dtype, term: term2 } = value;
    if (dtype === "bool") return term2;
    if (dtype === "float32" || dtype === "float64") return lanesOf(dtype).ne(term2, lanesOf(dtype).const(0));
    return i32x4.ne(term2, i32x4.const(0));
  }
};

// packages/wasm/src/kernels/cells.ts
var along = (stride) => stride === 1 ? "dense" : stride === 0 ? "constant" : { apart: stride };
function loadLanes(dtype, width, layout, address, offset, lanes = 128 / width) {
  const size = bytesPerElement(dtype);
  const count = 128 / width;
  if (dtype === "bool") {
    const bytes = layout !== "dense" ? laneByLane2(zeros2, 0, lanes, layout === "constant" ? 0 : layout.apart, address, offset, v128.load8Lane) : count === 4 ? v128.load32Zero(address, offset) : v128.load16Zero(address, offset);
    const spread = v128.shuffle(
      bytes,
      zeros2,
      Array.from({ length: 16 }, (_, i) => i % (width / 8) === 0 ? i / (width / 8) : 16)
    );
    return width === 32 ? i32x4.ne(spread, zeros2) : i64x2.ne(spread, zeros2);
  }
  if (layout === "dense") return v128.load(address, offset);
  const first2 = size === 4 ? v128.load32Splat : v128.load64Splat;
  if (layout === "constant") return first2(address, offset);
  return laneByLane2(
    first2(...reachable(address, offset)),
    1,
    lanes,
    layout.apart * size,
    address,
    offset,
    size === 4 ? v128.load32Lane : v128.load64Lane
  );
}
function laneByLane2(start, from, lanes, apart, address, offset, load) {
  let vector3 = start;
  for (let index = from; index < lanes; index++) {
    const [place, rest2] = reachable(address, offset + index * apart);
    vector3 = load(place, vector3, index, rest2);
  }
  return vector3;
}
var reachable = (address, offset) => offset >= 0 ? [address, offset] : [i32.add(address, i32.const(offset)), 0];
function storeLanes(f, dtype, width, address, value, offset, count = 128 / width, apart = 1) {
  const bytes = dtype === "bool" ? packedTruth(width, value) : value;
  const log4 = { 1: 0, 4: 2, 8: 3 }[bytesPerElement(dtype)];
  if (apart === 1 && dtype !== "bool" && count === 128 / width) {
    f.do(storeVector(offset), address, bytes);
    return;
  }
  const held = f.let(bytes).value;
  for (let at = 0; at < count; ) {
    let align = log4;
    if (apart === 1) while (align < 3 && at % (2 << align - log4) === 0 && at + (2 << align - log4) <= count) align++;
    const place = offset + (at * apart << log4);
    f.do(storeLane(align, at >> align - log4, Math.max(0, place)), place < 0 ? i32.add(address, i32.const(place)) : address, held);
    at += 1 << align - log4;
  }
}
function packedTruth(width, value) {
  const bytes = width / 8;
  return v128.shuffle(
    v128.and(value, i32x4.const(16843009)),
    zeros2,
    Array.from({ length: 16 }, (_, i) => i < 128 / width ? i * bytes : 16)
  );
}

// packages/wasm/src/kernels/nest.ts
function nest(f, sizes, cursors, inner, moved) {
  const level = (axis) => {
    if (axis === sizes.length) {
      inner();
      return;
    }
    f.times(sizes[axis], () => {
      level(axis + 1);
      for (const cursor of cursors) {
        const below = axis + 1 === sizes.length ? moved(cursor) : sizes[axis + 1] * cursor.steps[axis + 1];
        f.advance(cursor.pointer, cursor.steps[axis] - below);
      }
    });
  };
  level(0);
}

// packages/wasm/src/kernels/elementwise.ts
function define(setting, width, definitions, operand) {
  const values = /* @__PURE__ */ new Map();
  const typed = /* @__PURE__ */ new Map();
  const compiler = new FormulaCompiler(width, setting, (name) => typed.get(name) ?? operand(name));
  for (const { name, expr, dtype } of definitions) {
    const term2 = compiler.compile(expr, dtype);
    values.set(name, term2);
    typed.set(name, { dtype, term: term2 });
  }
  return { values, byReference: [...compiler.byReference] };
}
var mostUnrolled = 4;
function elementwise(module, setting, { shape, width, operands, definitions, results, scattered }) {
  const count = 128 / width;
  const kept = results.map((name) => ({
    ...definitions.find((definition) => definition.name === name),
    strides: scattered ?? stridesOf(shape)
  }));
  const all = [...operands, ...kept];
  const loops = coalesce(
    shape,
    all.map(({ strides }) => strides)
  );
  const outer = loops.shape.slice(0, -1);
  const inner = loops.shape.at(-1) ?? 1;
  const strideOf = (k) => loops.shape.length === 0 ? 1 : loops.strides[k].at(-1);
  let byReference = [];
  const callee = module.function(
    all.map(() => "i32"),
    [],
    (f) => {
      const cursors = all.map(({ dtype }, k) => ({
        pointer: f.parameters[k],
        steps: loops.strides[k].slice(0, -1).map((stride) => stride * bytesPerElement(dtype))
      }));
      const single3 = outer.length === 0 && scattered === void 0 && operands.every((_, k) => typeof along(strideOf(k)) === "string");
      const advanceAll = (elements) => all.forEach(({ dtype }, k) => f.advance(cursors[k].pointer, elements * strideOf(k) * bytesPerElement(dtype)));
      nest(
        f,
        outer,
        cursors,
        () => {
          const fixed = /* @__PURE__ */ new Map();
          operands.forEach(({ name, dtype }, k) => {
            if (along(strideOf(k)) === "constant")
              fixed.set(name, f.let(loadLanes(dtype, width, "constant", cursors[k].pointer.value, 0)).value);
          });
          const body = (elements, lanes) => {
            const found = define(setting, width, definitions, (name) => {
              const k = operands.findIndex((operand) => operand.name === name);
              const { dtype } = operands[k];
              return {
                dtype,
                term: fixed.get(name) ?? loadLanes(
                  dtype,
                  width,
                  along(strideOf(k)),
                  cursors[k].pointer.value,
                  elements * strideOf(k) * bytesPerElement(dtype),
                  lanes
                )
              };
            });
            byReference = found.byReference;
            const values = f.evaluate(results.map((name) => found.values.get(name)));
            kept.forEach(({ dtype }, i) => {
              storeLanes(
                f,
                dtype,
                width,
                cursors[operands.length + i].pointer.value,
                values[i],
                elements * strideOf(operands.length + i) * bytesPerElement(dtype),
                lanes,
                strideOf(operands.length + i)
              );
            });
          };
          const vectors2 = single3 ? Math.ceil(inner / count) : Math.floor(inner / count);
          const copies = vectors2 >= 4 * mostUnrolled && scattered === void 0 && results.length + operands.length <= 4 && simple(definitions) ? mostUnrolled : 1;
          f.times(Math.floor(vectors2 / copies), () => {
            for (let copy = 0; copy < copies; copy++) body(copy * count, count);
            advanceAll(copies * count);
          });
          f.times(vectors2 % copies, () => {
            body(0, count);
            advanceAll(count);
          });
          const rest2 = single3 ? 0 : inner % count;
          if (rest2 > 0) {
            body(0, rest2);
            advanceAll(rest2);
          }
        },
        ({ pointer }) => {
          const k = pointer.index;
          return inner * strideOf(k) * bytesPerElement(all[k].dtype);
        }
      );
      return void 0;
    }
  );
  return { callee, byReference };
}
var simple = (definitions) => definitions.every(({ expr }) => expr.args.every(({ args }) => args.every(({ kind }) => kind !== "apply")));

// packages/wasm/src/kernels/accumulator.ts
function accumulator(f, reducing, dtype) {
  if (dtype === "float32" && (reducing === "sum" || reducing === "product")) return doubled(f, reducing);
  if (dtype === "float64" && reducing === "sum") return compensated(f);
  const lanes = isFloat(dtype) ? lanesOf(dtype) : i32x4;
  return plain(f, combination(reducing, dtype), identityOf(reducing, dtype), "count" in lanes && lanes.count === 2);
}
function combination(reducing, dtype) {
  if (isFloat(dtype)) {
    const lanes = lanesOf(dtype);
    return { sum: lanes.add, product: lanes.mul, max: lanes.max, min: lanes.min }[reducing];
  }
  const signed2 = dtype !== "uint32";
  return { sum: i32x4.add, product: i32x4.mul, max: signed2 ? i32x4.max : i32x4.maxUnsigned, min: signed2 ? i32x4.min : i32x4.minUnsigned }[reducing];
}
function identityOf(reducing, dtype) {
  const infinite = { sum: 0, product: 1, max: -Infinity, min: Infinity }[reducing];
  if (isFloat(dtype)) return lanesOf(dtype).const(infinite);
  const extremes = dtype === "uint32" ? { max: 0, min: -1 } : { max: -(2 ** 31), min: 2 ** 31 - 1 };
  return i32x4.const(reducing === "max" || reducing === "min" ? extremes[reducing] : infinite);
}
var secondLane = (a) => v128.shuffle(a, a, [4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7]);
function plain(f, combine, identity, wide) {
  const local = f.let(identity);
  return {
    identity,
    locals: [local],
    take: (g, vector3) => {
      g.set(local, combine(local.value, vector3));
    },
    join: (g, other) => {
      g.set(local, combine(local.value, other.locals[0].value));
    },
    vector: () => local.value,
    total: () => {
      const halves = combine(local.value, highHalf(local.value));
      return wide ? halves : combine(halves, secondLane(halves));
    }
  };
}
function doubled(f, reducing) {
  const combine = reducing === "sum" ? f64x2.add : f64x2.mul;
  const start = f64x2.const(reducing === "sum" ? 0 : 1);
  const [low, high] = [f.let(start), f.let(start)];
  return {
    identity: f32x4.const(reducing === "sum" ? 0 : 1),
    locals: [low, high],
    take: (g, vector3) => {
      const [part] = g.evaluate([vector3]);
      g.set(low, combine(low.value, f64x2.fromF32(part)));
      g.set(high, combine(high.value, f64x2.fromF32(highHalf(part))));
    },
    join: (g, other) => {
      g.set(low, combine(low.value, other.locals[0].value));
      g.set(high, combine(high.value, other.locals[1].value));
    },
    vector: () => joinLow(f32x4.fromF64(low.value), f32x4.fromF64(high.value)),
    total: () => {
      const both = combine(low.value, high.value);
      return f32x4.fromF64(combine(both, highHalf(both)));
    }
  };
}
function compensated(f) {
  const [sum, lost] = [f.let(f64x2.const(0)), f.let(f64x2.const(0))];
  const take2 = (g, vector4) => {
    const total = f64x2.add(sum.value, vector4);
    const part = f64x2.sub(total, sum.value);
    const error = f64x2.add(f64x2.sub(sum.value, f64x2.sub(total, part)), f64x2.sub(vector4, part));
    const finite = f64x2.eq(f64x2.sub(total, total), f64x2.const(0));
    const [next, correction] = g.evaluate([total, f64x2.add(lost.value, v128.and(error, finite))]);
    g.set(sum, next);
    g.set(lost, correction);
  };
  const vector3 = () => f64x2.add(sum.value, lost.value);
  return {
    identity: f64x2.const(-0),
    locals: [sum, lost],
    take: take2,
    join: (g, other) => {
      take2(g, other.locals[0].value);
      g.set(lost, f64x2.add(lost.value, other.locals[1].value));
    },
    vector: vector3,
    total: () => f64x2.add(vector3(), highHalf(vector3()))
  };
}

// packages/wasm/src/kernels/reduction.ts
function reduction(module, setting, { shape, axes, width, operands, definitions, reducing }) {
  const count = 128 / width;
  const { name: result, dtype } = definitions.at(-1);
  const pick = (of, from) => from.map((axis) => of[axis]);
  const keptAxes = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const resultType2 = dtype === "bool" ? "int32" : dtype;
  const keptShape = pick(shape, keptAxes);
  const kept = coalesce(keptShape, [...operands.map(({ strides }) => pick(strides, keptAxes)), stridesOf(keptShape)]);
  const reduced2 = coalesce(
    pick(shape, axes),
    operands.map(({ strides }) => pick(strides, axes))
  );
  const bytes = operands.map((operand) => bytesPerElement(operand.dtype));
  const scaled = (strides, k) => strides.map((stride) => stride * bytes[k]);
  const lastKept = operands.map((_, k) => kept.strides[k].at(-1));
  const lastReduced = operands.map((_, k) => reduced2.strides[k].at(-1));
  const dense = (strides) => strides.filter((stride) => stride === 1).length;
  const across = kept.shape.length > 0 && (reduced2.shape.length === 0 || dense(lastKept) > dense(lastReduced));
  let byReference = [];
  const callee = module.function(
    [...operands, null].map(() => "i32"),
    [],
    (f) => {
      const out = f.parameters[operands.length];
      const outBytes = bytesPerElement(resultType2);
      const value = (pointers, strides, elements, lanes) => {
        const found = define(setting, width, definitions, (name) => {
          const k = operands.findIndex((operand) => operand.name === name);
          const stride = strides[k] ?? 1;
          return {
            dtype: operands[k].dtype,
            term: loadLanes(operands[k].dtype, width, along(stride), pointers[k].pointer.value, elements * stride * bytes[k], lanes)
          };
        });
        byReference = found.byReference;
        const term2 = found.values.get(result);
        return dtype === "bool" ? v128.and(term2, i32x4.const(1)) : term2;
      };
      const keptCursors = (axesUsed) => [
        ...operands.map((_, k) => ({ pointer: f.parameters[k], steps: scaled(kept.strides[k].slice(0, axesUsed), k) })),
        { pointer: out, steps: kept.strides[operands.length].slice(0, axesUsed).map((stride) => stride * outBytes) }
      ];
      const reducedCursors = (axesUsed) => operands.map((_, k) => ({ pointer: f.let(f.parameters[k].value), steps: scaled(reduced2.strides[k].slice(0, axesUsed), k) }));
      if (across) {
        const inner = kept.shape.at(-1);
        const outer = kept.shape.length - 1;
        const stride = (k) => k < operands.length ? lastKept[k] * bytes[k] : outBytes;
        const cursors = keptCursors(outer);
        const round2 = (lanes) => {
          const sums = accumulator(f, reducing, resultType2);
          const pointers = reducedCursors(reduced2.shape.length);
          nest(
            f,
            reduced2.shape,
            pointers,
            () => sums.take(f, value(pointers, lastKept, 0, lanes)),
            () => 0
          );
          storeLanes(f, resultType2, width, out.value, sums.vector(), 0, lanes);
          cursors.forEach(({ pointer }, k) => f.advance(pointer, lanes * stride(k)));
        };
        nest(
          f,
          kept.shape.slice(0, -1),
          cursors,
          () => {
            f.times(Math.floor(inner / count), () => round2(count));
            if (inner % count > 0) round2(inner % count);
          },
          ({ pointer }) => inner * stride(pointer.index)
        );
      } else {
        const inner = reduced2.shape.at(-1) ?? 1;
        nest(
          f,
          kept.shape,
          keptCursors(kept.shape.length),
          () => {
            const outer = Math.max(0, reduced2.shape.length - 1);
            const pointers = reducedCursors(outer);
            const vectors2 = Math.floor(inner / count);
            const sums = Array.from({ length: vectors2 >= 8 ? 2 : 1 }, () => accumulator(f, reducing, resultType2));
            const advance = (elements) => pointers.forEach(({ pointer }, k) => f.advance(pointer, elements * (lastReduced[k] ?? 1) * bytes[k]));
            nest(
              f,
              reduced2.shape.slice(0, outer),
              pointers,
              () => {
                alongRow(f, sums, vectors2, inner % count, {
                  value: (vector3, lanes = count) => value(pointers, lastReduced, vector3 * count, lanes),
                  advance: (whole) => advance(whole * count),
                  beyond: (rest2) => laneMask(width, rest2)
                });
                advance(inner % count);
              },
              ({ pointer }) => {
                const k = pointers.findIndex((cursor) => cursor.pointer === pointer);
                return inner * (lastReduced[k] ?? 1) * bytes[k];
              }
            );
            const [first2, ...others] = sums;
            for (const other of others) first2.join(f, other);
            storeLanes(f, resultType2, width, out.value, first2.total(), 0, 1);
          },
          () => 0
        );
      }
      return void 0;
    }
  );
  return { callee, byReference };
}
function alongRow(f, sums, vectors2, rest2, row) {
  f.times(Math.floor(vectors2 / sums.length), () => {
    sums.forEach((sum, i) => {
      sum.take(f, row.value(i));
    });
    row.advance(sums.length);
  });
  f.times(vectors2 % sums.length, () => {
    sums[0].take(f, row.value(0));
    row.advance(1);
  });
  if (rest2 > 0) sums[0].take(f, v128.select(row.beyond(rest2), row.value(0, rest2), sums[0].identity));
}
var laneMask = (width, lanes) => i32x4.lanes([0, 1, 2, 3].map((i) => i < lanes * width / 32 ? -1 : 0));

// packages/wasm/src/plan/groups.ts
var nameOf = (register) => `r${register}`;
var mostPointers = 20;
var largestFormula = 2e3;
var Groups = class {
  constructor(program2, setting, emit) {
    this.program = program2;
    this.setting = setting;
    this.emit = emit;
  }
  program;
  setting;
  emit;
  pending = /* @__PURE__ */ new Map();
  open = /* @__PURE__ */ new Set();
  groupOf(register) {
    return this.pending.get(register);
  }
  /** Takes a formula in, if there is code for it. */
  add(instruction) {
    const [output] = instruction.outputs;
    const { shape, dtype } = this.program.types[output];
    const { formula: formula2 } = instruction.parameters;
    const width = this.widthFor(instruction);
    if (width === void 0 || !this.canCompile(instruction, formula2, width, dtype)) return false;
    const fits = (group2) => sameShape(group2.shape, shape) && group2.width === width;
    const makers = new Set(instruction.inputs.map((register) => this.pending.get(register)).filter((group2) => group2 !== void 0));
    for (const group2 of makers) if (!fits(group2)) this.flush(group2);
    const joined = [...makers].filter(fits);
    const sharing = [...this.open].filter(
      (group2) => fits(group2) && instruction.inputs.some((register) => group2.inputs.has(register) && sizeOf(this.program.types[register].shape) > 1)
    );
    let group = joined[0] ?? sharing[0] ?? this.start(shape, width);
    for (const other of joined.slice(1)) this.merge(group, other);
    if (group.inputs.size + group.definitions.length >= mostPointers) {
      this.flush(group);
      group = this.start(shape, width);
    }
    const renamed = substitute(
      formula2,
      Object.fromEntries(instruction.inputs.map((register, i) => [`#${i}`, Expr.variable(nameOf(register))]))
    );
    for (const register of instruction.inputs) if (this.pending.get(register) !== group) group.inputs.add(register);
    group.definitions.push({ name: nameOf(output), register: output, expr: group.pool.intern(renamed), dtype });
    this.pending.set(output, group);
    return true;
  }
  /** Computes the group a value waits in. */
  settle(register) {
    const group = this.pending.get(register);
    if (group) this.flush(group);
  }
  flush(group) {
    this.drop(group);
    this.emit(group);
  }
  /** Forgets a group: its formulas are computed elsewhere. */
  drop(group) {
    for (const { register } of group.definitions) this.pending.delete(register);
    this.open.delete(group);
  }
  flushAll() {
    for (const group of [...this.open]) this.flush(group);
  }
  start(shape, width) {
    const group = { shape, width, definitions: [], inputs: /* @__PURE__ */ new Set(), pool: new Pool() };
    this.open.add(group);
    return group;
  }
  merge(into, other) {
    for (const definition of other.definitions) {
      into.definitions.push({ ...definition, expr: into.pool.intern(definition.expr) });
      this.pending.set(definition.register, into);
    }
    for (const register of other.inputs) into.inputs.add(register);
    for (const { register } of into.definitions) into.inputs.delete(register);
    this.open.delete(other);
  }
  widthFor({ inputs, outputs }) {
    const widths = new Set(
      [...inputs, ...outputs].map((register) => widthOf(this.program.types[register].dtype)).filter((width) => width !== void 0)
    );
    return widths.size > 1 ? void 0 : [...widths][0] ?? 32;
  }
  canCompile({ inputs }, formula2, width, dtype) {
    if (postOrder(formula2).length > largestFormula) return false;
    if (isFloat(dtype) && inputs.every((register) => this.program.types[register].dtype === dtype)) return true;
    try {
      define(this.setting, width, [{ name: "", expr: formula2, dtype }], (name) => ({
        dtype: this.program.types[inputs[Number(name.slice(1))]].dtype,
        term: zeros2
      }));
      return true;
    } catch (error) {
      if (error instanceof NoVectorCode) return false;
      throw error;
    }
  }
};

// packages/wasm/src/plan/operations/copy.ts
function copier({ module, setting, once }, { place: { dtype }, shape, strides }, scattered) {
  const pass = {
    shape,
    width: widthOf(dtype) ?? 32,
    operands: [{ name: "x", dtype, strides }],
    definitions: [{ name: "y", expr: Expr.variable("x"), dtype }],
    results: ["y"],
    ...scattered && { scattered }
  };
  return once(["copy", pass], () => elementwise(module, setting, pass)).callee;
}
function fillZero(f, at, bytes) {
  f.do([252, 11, 0], at, i32.const(0), i32.const(bytes));
}
function copyBytes(f, to, from, bytes) {
  f.do([252, 10, 0, 0], to, from, bytes);
}
function embedder(workshop, view2, size, start, strides) {
  const bytes = bytesPerElement(view2.place.dtype);
  const copy = copier(workshop, view2, strides);
  return workshop.module.function(["i32", "i32"], [], (f) => {
    const [from, to] = f.parameters;
    fillZero(f, to.value, size * bytes);
    f.call(copy, from.value, i32.add(to.value, i32.const(start * bytes)));
    return void 0;
  });
}
var rowMajor = (shape, index) => index.reduce((sum, at, axis) => sum * shape[axis] + at, 0);

// packages/wasm/src/plan/operations/rows.ts
function inRange(f, indices, count, limit, body, otherwise) {
  const [at, bad] = [f.local("i32"), f.let(i32.const(0))];
  const pointer = f.let(indices);
  f.count(at, i32.const(0), i32.const(count), 1, () => {
    f.set(bad, i32.or(bad.value, i32.sub(i32.const(1), i32.below(i32.load(pointer.value), i32.const(limit)))));
    f.advance(pointer, 4);
  });
  f.when(bad.value, otherwise, body);
}
function take(lowering, instruction) {
  const { batch = 0 } = instruction.parameters;
  if (batch !== 0) return false;
  const [table, indices] = instruction.inputs.map((register) => lowering.dense(lowering.view(register)));
  const bytes = bytesPerElement(table.place.dtype);
  const width = sizeOf(table.shape.slice(1)) * bytes;
  const count = sizeOf(indices.shape);
  lowering.emitChecked(instruction, [table, indices], `take ${count} rows`, (f, [from, index, to], refuse) => {
    inRange(
      f,
      index.value,
      count,
      table.shape[0],
      () => {
        const [at, source] = [f.local("i32"), f.local("i32")];
        f.count(at, i32.const(0), i32.const(count), 1, () => {
          f.set(source, i32.add(from.value, i32.mul(i32.load(index.value), i32.const(width))));
          copyBytes(f, to.value, source.value, i32.const(width));
          f.advance(index, 4);
          f.advance(to, width);
        });
      },
      refuse
    );
  });
  return true;
}
function addRows(lowering, instruction) {
  const { batch = 0, rows } = instruction.parameters;
  const { dtype, shape } = lowering.program.types[instruction.outputs[0]];
  if (batch !== 0 || !isFloat(dtype)) return false;
  const [given, indices] = instruction.inputs.map((register) => lowering.dense(lowering.view(register)));
  const lanes = lanesOf(dtype);
  const elements = sizeOf(shape.slice(1));
  const count = sizeOf(indices.shape);
  const width = lanes.bytes === 4 ? 32 : 64;
  lowering.emitChecked(instruction, [given, indices], `add ${count} rows`, (f, [from, index, to], refuse) => {
    inRange(
      f,
      index.value,
      count,
      rows,
      () => {
        fillZero(f, to.value, sizeOf(shape) * lanes.bytes);
        const [at, target] = [f.local("i32"), f.local("i32")];
        const add2 = (n) => {
          storeLanes(
            f,
            dtype,
            width,
            target.value,
            lanes.add(loadLanes(dtype, width, "dense", target.value, 0), loadLanes(dtype, width, "dense", from.value, 0)),
            0,
            n
          );
          f.advance(from, n * lanes.bytes);
          f.advance(target, n * lanes.bytes);
        };
        f.count(at, i32.const(0), i32.const(count), 1, () => {
          f.set(target, i32.add(to.value, i32.mul(i32.load(index.value), i32.const(elements * lanes.bytes))));
          f.times(Math.floor(elements / lanes.count), () => add2(lanes.count));
          if (elements % lanes.count > 0) add2(elements % lanes.count);
          f.advance(index, 4);
        });
      },
      refuse
    );
  });
  return true;
}

// packages/wasm/src/plan/operations/along.ts
function takeAlong(lowering, instruction) {
  const { axis } = instruction.parameters;
  const [x, indices] = instruction.inputs.map((register) => lowering.program.types[register]);
  const { dtype } = x;
  if (axis !== -1 || !sameShape(x.shape.slice(0, -1), indices.shape.slice(0, -1)) || dtype !== "float32" && dtype !== "float64")
    return false;
  const bytes = bytesPerElement(dtype);
  const views = instruction.inputs.map((register) => lowering.dense(lowering.view(register)));
  const [line, picks, lines] = [x.shape.at(-1), indices.shape.at(-1), sizeOf(x.shape.slice(0, -1))];
  lowering.emitChecked(instruction, views, `take ${picks} of ${line} in ${lines} lines`, (f, [from, index, to], refuse) => {
    inRange(
      f,
      index.value,
      lines * picks,
      line,
      () => {
        const element = () => i32.add(from.value, i32.mul(i32.load(index.value), i32.const(bytes)));
        f.times(lines, () => {
          f.times(picks, () => {
            f.do(storeLane(bytes === 4 ? 2 : 3, 0, 0), to.value, lanesOf(dtype).loadSplat(element()));
            f.advance(index, 4);
            f.advance(to, bytes);
          });
          f.advance(from, line * bytes);
        });
      },
      refuse
    );
  });
  return true;
}
function addAlong(lowering, instruction) {
  const { axis, size } = instruction.parameters;
  const [g, indices] = instruction.inputs.map((register) => lowering.program.types[register]);
  const { dtype } = g;
  if (axis !== -1 || !sameShape(g.shape, indices.shape) || dtype !== "float32" && dtype !== "float64") return false;
  const lanes = lanesOf(dtype);
  const bytes = lanes.bytes;
  const views = instruction.inputs.map((register) => lowering.dense(lowering.view(register)));
  const [picks, lines] = [g.shape.at(-1), sizeOf(g.shape.slice(0, -1))];
  lowering.emitChecked(instruction, views, `add ${picks} into ${size} in ${lines} lines`, (f, [from, index, to], refuse) => {
    inRange(
      f,
      index.value,
      lines * picks,
      size,
      () => {
        fillZero(f, to.value, lines * size * bytes);
        const target = f.local("i32");
        f.times(lines, () => {
          f.times(picks, () => {
            f.set(target, i32.add(to.value, i32.mul(i32.load(index.value), i32.const(bytes))));
            f.do(
              storeLane(bytes === 4 ? 2 : 3, 0, 0),
              target.value,
              lanes.add(lanes.loadSplat(target.value), lanes.loadSplat(from.value))
            );
            f.advance(index, 4);
            f.advance(from, bytes);
          });
          f.advance(to, size * bytes);
        });
      },
      refuse
    );
  });
  return true;
}

// packages/wasm/src/kernels/matmul/tile.ts
var tileRows = (relaxed) => relaxed ? 6 : 5;
var vectors = 2;
var tileColumns = (lanes) => vectors * lanes.count;
var unrolled = 4;
var madd = (lanes, relaxed) => relaxed ? lanes.relaxedMadd : (a, b, c) => lanes.add(c, lanes.mul(a, b));
function tile(module, lanes, layout, relaxed) {
  const { bytes } = lanes;
  const multiplyAdd = madd(lanes, relaxed);
  const height = tileRows(relaxed);
  return module.function(Array(8).fill("i32"), [], (f) => {
    const [k, a, aStep, b, c, cRow, add2, rows] = f.parameters;
    const sums = Array.from({ length: height * vectors }, () => f.let(lanes.const(0)));
    const columns = Array.from({ length: vectors }, () => f.local("v128"));
    const element = f.local("v128");
    const pointers = layout === "panel" ? [a] : rowPointers(f, height, a, aStep, rows);
    const step = (at2) => {
      columns.forEach((column, j) => f.set(column, v128.load(b.value, at2 * tileColumns(lanes) * bytes + 16 * j)));
      for (let i = 0; i < height; i++) {
        f.set(element, layout === "panel" ? lanes.loadSplat(a.value, i * bytes) : lanes.loadSplat(pointers[i].value, at2 * bytes));
        columns.forEach((column, j) => {
          const sum = sums[i * vectors + j];
          f.set(sum, multiplyAdd(element.value, column.value, sum.value));
        });
      }
      if (layout === "panel") f.set(a, i32.add(a.value, aStep.value));
    };
    const round2 = (steps) => {
      for (let at2 = 0; at2 < steps; at2++) step(at2);
      f.advance(b, steps * tileColumns(lanes) * bytes);
      if (layout === "rows") for (const pointer of pointers) f.advance(pointer, steps * bytes);
    };
    const at = f.local("i32");
    f.count(at, i32.const(0), i32.sub(k.value, i32.const(unrolled - 1)), unrolled, () => round2(unrolled));
    f.count(at, i32.and(k.value, i32.const(-unrolled)), k.value, 1, () => round2(1));
    const store = (value) => {
      for (let i = 0; i < height; i++) {
        for (let j = 0; j < vectors; j++) f.do(storeVector(16 * j), c.value, value(sums[i * vectors + j], c.value, 16 * j));
        f.set(c, i32.add(c.value, cRow.value));
      }
    };
    f.when(
      add2.value,
      () => store((sum, place, offset) => lanes.add(v128.load(place, offset), sum.value)),
      () => store((sum) => sum.value)
    );
    return void 0;
  });
}
function rowPointers(f, height, a, aStep, rows) {
  const pointers = [f.let(a.value)];
  for (let i = 1; i < height; i++) {
    const before = pointers[i - 1];
    pointers.push(f.let(i32.select(i32.gt(rows.value, i32.const(i)), i32.add(before.value, aStep.value), before.value)));
  }
  return pointers;
}

// packages/wasm/src/kernels/matmul/pack.ts
var words = (...indices) => indices.flatMap((i) => [4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3]);
function transposedSquare(f, lanes, rows) {
  if (lanes === f64x2) {
    const [a2, b2] = rows;
    return f.evaluate([v128.shuffle(a2, b2, words(0, 1, 4, 5)), v128.shuffle(a2, b2, words(2, 3, 6, 7))]);
  }
  const [a, b, c, d] = rows;
  const [ab, cd, AB, CD] = f.evaluate([
    v128.shuffle(a, b, words(0, 4, 1, 5)),
    v128.shuffle(c, d, words(0, 4, 1, 5)),
    v128.shuffle(a, b, words(2, 6, 3, 7)),
    v128.shuffle(c, d, words(2, 6, 3, 7))
  ]);
  return f.evaluate([
    v128.shuffle(ab, cd, words(0, 1, 4, 5)),
    v128.shuffle(ab, cd, words(2, 3, 6, 7)),
    v128.shuffle(AB, CD, words(0, 1, 4, 5)),
    v128.shuffle(AB, CD, words(2, 3, 6, 7))
  ]);
}
var lane2 = (lanes) => lanes.bytes === 4 ? 2 : 3;
function packColumns(module, lanes) {
  const width = tileColumns(lanes);
  const { bytes, count } = lanes;
  return module.function(Array(6).fill("i32"), [], (f) => {
    const [k, n, b, bRow, bColumn, to] = f.parameters;
    const [j, i, from] = [f.local("i32"), f.local("i32"), f.local("i32")];
    const rowByRow = () => {
      f.count(i, i32.const(0), k.value, 1, () => {
        for (let v = 0; v < width / count; v++) f.do(storeVector(16 * v), to.value, v128.load(from.value, 16 * v));
        f.set(from, i32.add(from.value, bRow.value));
        f.advance(to, width * bytes);
      });
    };
    const columnByColumn = () => {
      const columns = [from, ...Array.from({ length: width - 1 }, () => f.local("i32"))];
      columns.slice(1).forEach((column, c) => f.set(column, i32.add(columns[c].value, bColumn.value)));
      f.count(i, i32.const(0), i32.sub(k.value, i32.const(count - 1)), count, () => {
        for (let group = 0; group < width / count; group++) {
          const rows = f.evaluate(columns.slice(group * count, (group + 1) * count).map(({ value }) => v128.load(value)));
          transposedSquare(f, lanes, rows).forEach((row, r) => f.do(storeVector((r * width + group * count) * bytes), to.value, row));
        }
        for (const column of columns) f.advance(column, 16);
        f.advance(to, count * width * bytes);
      });
      f.count(i, i32.and(k.value, i32.const(-count)), k.value, 1, () => {
        columns.forEach((column, c) => {
          f.do(storeLane(lane2(lanes), 0, c * bytes), to.value, lanes.loadSplat(column.value));
          f.advance(column, bytes);
        });
        f.advance(to, width * bytes);
      });
    };
    const oneByOne = () => {
      const [c, at] = [f.local("i32"), f.local("i32")];
      const columns = f.let(i32.select(i32.lt(i32.sub(n.value, j.value), i32.const(width)), i32.sub(n.value, j.value), i32.const(width)));
      f.count(i, i32.const(0), k.value, 1, () => {
        for (let v = 0; v < width / count; v++) f.do(storeVector(16 * v), to.value, zeros2);
        f.set(at, from.value);
        f.count(c, i32.const(0), columns.value, 1, () => {
          f.do(storeLane(lane2(lanes), 0, 0), i32.add(to.value, i32.mul(c.value, i32.const(bytes))), lanes.loadSplat(at.value));
          f.set(at, i32.add(at.value, bColumn.value));
        });
        f.set(from, i32.add(from.value, bRow.value));
        f.advance(to, width * bytes);
      });
    };
    f.count(j, i32.const(0), n.value, width, () => {
      f.set(from, i32.add(b.value, i32.mul(j.value, bColumn.value)));
      f.when(
        i32.lt(i32.sub(n.value, j.value), i32.const(width)),
        oneByOne,
        () => f.when(
          i32.eq(bColumn.value, i32.const(bytes)),
          rowByRow,
          () => f.when(i32.eq(bRow.value, i32.const(bytes)), columnByColumn, oneByOne)
        )
      );
    });
    return void 0;
  });
}
function packRows(module, lanes, height) {
  const { bytes } = lanes;
  return module.function(Array(6).fill("i32"), [], (f) => {
    const [m, k, a, aRow, aColumn, to] = f.parameters;
    const [i, p, first2] = [f.local("i32"), f.local("i32"), f.local("i32")];
    const pointers = Array.from({ length: height }, () => f.local("i32"));
    f.count(i, i32.const(0), m.value, height, () => {
      f.set(first2, i32.add(a.value, i32.mul(i.value, aRow.value)));
      pointers.forEach((pointer, r) => {
        const inside = i32.lt(i32.add(i.value, i32.const(r)), m.value);
        f.set(pointer, r === 0 ? first2.value : i32.select(inside, i32.add(pointers[r - 1].value, aRow.value), pointers[r - 1].value));
      });
      f.count(p, i32.const(0), k.value, 1, () => {
        pointers.forEach((pointer, r) => {
          f.do(storeLane(lane2(lanes), 0, r * bytes), to.value, lanes.loadSplat(pointer.value));
          f.set(pointer, i32.add(pointer.value, aColumn.value));
        });
        f.advance(to, height * bytes);
      });
    });
    return void 0;
  });
}

// packages/wasm/src/kernels/matmul/multiply.ts
var [blockInner, blockColumns, mostRows] = [256, 512, 192];
var tileRoom = 1024;
var leftLayouts = { rows: 0, columns: 1, packed: 2 };
function scratchBytes(lanes, m, n, k, layout) {
  const inner = Math.min(k, blockInner);
  const width = tileColumns(lanes);
  const panels = Math.ceil(Math.min(n, blockColumns) / width) * width * inner;
  const rows = layout === "packed" ? (Math.min(m, mostRows) + tileRows(true)) * inner : 0;
  return tileRoom + (panels + rows) * lanes.bytes + 64;
}
function multiply2(module, lanes, relaxed) {
  const { bytes } = lanes;
  const width = tileColumns(lanes);
  const height = tileRows(relaxed);
  const blockRows = mostRows - mostRows % height;
  const [fromRows, fromPanel] = [tile(module, lanes, "rows", relaxed), tile(module, lanes, "panel", relaxed)];
  const [packB, packA] = [packColumns(module, lanes), packRows(module, lanes, height)];
  return module.function(Array(14).fill("i32"), [], (f) => {
    const [m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, add2, layout, scratch2] = f.parameters;
    const variables = (count) => Array.from({ length: count }, () => f.local("i32"));
    const [j0, columns, p0, inner, i0, rows, j, i, panel, left, source, target, adding, restRows, restColumns] = variables(15);
    const packedB = f.let(i32.add(scratch2.value, i32.const(tileRoom)));
    const least = (x, limit) => i32.select(i32.lt(x, i32.const(limit)), x, i32.const(limit));
    const packedA = f.local("i32");
    const is = (name) => i32.eq(layout.value, i32.const(leftLayouts[name]));
    const compute = (to, toRow, plus) => {
      f.when(
        is("rows"),
        () => f.call(fromRows, inner.value, source.value, aRow.value, panel.value, to, toRow, plus, restRows.value),
        () => f.call(
          fromPanel,
          inner.value,
          source.value,
          i32.select(is("packed"), i32.const(height * bytes), aColumn.value),
          panel.value,
          to,
          toRow,
          plus,
          restRows.value
        )
      );
    };
    const oneTile = () => {
      f.set(restRows, i32.sub(rows.value, i.value));
      f.set(
        target,
        i32.add(c.value, i32.add(i32.mul(i32.add(i0.value, i.value), cRow.value), i32.mul(i32.add(j0.value, j.value), i32.const(bytes))))
      );
      f.set(
        source,
        i32.select(
          is("packed"),
          i32.add(packedA.value, i32.mul(i32.mul(i.value, inner.value), i32.const(bytes))),
          i32.add(left.value, i32.mul(i.value, aRow.value))
        )
      );
      f.when(
        i32.or(i32.lt(restRows.value, i32.const(height)), i32.lt(restColumns.value, i32.const(width))),
        () => {
          compute(scratch2.value, i32.const(width * bytes), i32.const(0));
          copyTile(f, lanes, {
            from: scratch2.value,
            to: target,
            toRow: cRow.value,
            rows: least(restRows.value, height),
            columns: least(restColumns.value, width),
            add: adding.value
          });
        },
        () => compute(target.value, cRow.value, adding.value)
      );
    };
    f.count(j0, i32.const(0), n.value, blockColumns, () => {
      f.set(columns, least(i32.sub(n.value, j0.value), blockColumns));
      f.count(p0, i32.const(0), k.value, blockInner, () => {
        f.set(inner, least(i32.sub(k.value, p0.value), blockInner));
        f.set(adding, i32.or(add2.value, p0.value));
        f.call(
          packB,
          inner.value,
          columns.value,
          i32.add(b.value, i32.add(i32.mul(p0.value, bRow.value), i32.mul(j0.value, bColumn.value))),
          bRow.value,
          bColumn.value,
          packedB.value
        );
        const panelColumns = i32.mul(i32.and(i32.add(columns.value, i32.const(width - 1)), i32.const(-width)), inner.value);
        f.set(packedA, i32.add(packedB.value, i32.mul(panelColumns, i32.const(bytes))));
        f.count(i0, i32.const(0), m.value, blockRows, () => {
          f.set(rows, least(i32.sub(m.value, i0.value), blockRows));
          f.set(left, i32.add(a.value, i32.add(i32.mul(i0.value, aRow.value), i32.mul(p0.value, aColumn.value))));
          f.when(is("packed"), () => f.call(packA, rows.value, inner.value, left.value, aRow.value, aColumn.value, packedA.value));
          f.count(j, i32.const(0), columns.value, width, () => {
            f.set(panel, i32.add(packedB.value, i32.mul(i32.mul(j.value, inner.value), i32.const(bytes))));
            f.set(restColumns, i32.sub(columns.value, j.value));
            f.count(i, i32.const(0), rows.value, height, oneTile);
          });
        });
      });
    });
    return void 0;
  });
}
function copyTile(f, lanes, { from, to, toRow, rows, columns, add: add2 }) {
  const { bytes } = lanes;
  const width = tileColumns(lanes);
  const [i, j, read, write] = [f.local("i32"), f.local("i32"), f.local("i32"), f.local("i32")];
  const [rowCount, columnCount] = [f.let(rows), f.let(columns)];
  const line = f.let(from);
  f.count(i, i32.const(0), rowCount.value, 1, () => {
    f.set(read, line.value);
    f.set(write, to.value);
    f.count(j, i32.const(0), columnCount.value, 1, () => {
      const value = lanes.loadSplat(read.value);
      f.when(
        add2,
        () => f.do(storeLane(bytes === 4 ? 2 : 3, 0, 0), write.value, lanes.add(value, lanes.loadSplat(write.value))),
        () => f.do(storeLane(bytes === 4 ? 2 : 3, 0, 0), write.value, value)
      );
      f.advance(read, bytes);
      f.advance(write, bytes);
    });
    f.advance(line, width * bytes);
    f.set(to, i32.add(to.value, toRow));
  });
}

// packages/wasm/src/plan/operations/convolution.ts
function convolution(lowering, { inputs, outputs, parameters }) {
  const convolving = parameters;
  const { shape } = lowering.program.types[outputs[0]];
  const x = lowering.view(inputs[0]);
  if (!isFloat(x.place.dtype) || sizeOf(shape) === 0 || sizeOf(x.shape) === 0) return false;
  const padded = withPadding(lowering, x, convolving);
  const w = uniform(lowering, lowering.view(inputs[1]));
  const windows = windowsOf(padded, w.shape.slice(2), shape.slice(2), convolving);
  const result = lowering.place(outputs[0]);
  const [places, perExample] = [sizeOf(w.shape.slice(2)), sizeOf(shape.slice(2))];
  if (perExample < places && convolving.groups === 1) byChannels(lowering, padded, w, windows, shape, result);
  else byExamples(lowering, padded, w, windows, shape, result, convolving.groups);
  return true;
}
function withPadding(lowering, x, { padding, inputDilation }) {
  const cut = sliced(
    x,
    x.shape.map((_, axis) => axis < 2 || inputDilation[axis - 2] !== 1 ? 0 : Math.max(0, -padding[axis - 2][0])),
    x.shape.map(() => 1),
    x.shape.map(
      (n, axis) => axis < 2 || inputDilation[axis - 2] !== 1 ? n : n - Math.max(0, -padding[axis - 2][0]) - Math.max(0, -padding[axis - 2][1])
    )
  );
  const before = padding.map(([low], i) => inputDilation[i] === 1 ? Math.max(0, low) : Math.max(0, low));
  const after = padding.map(([, high]) => Math.max(0, high));
  if ([...before, ...after].every((n) => n === 0) && inputDilation.every((n) => n === 1)) return cut;
  const sizes = cut.shape.slice(2).map((n, i) => before[i] + (n - 1) * inputDilation[i] + 1 + after[i]);
  const shape = [...cut.shape.slice(0, 2), ...sizes];
  const dense = stridesOf(shape);
  const place = { dtype: x.place.dtype, size: sizeOf(shape), name: "padded" };
  const start = before.reduce((sum, n, i) => sum + n * dense[i + 2], 0);
  const strides = dense.map((stride, axis) => axis < 2 ? stride : stride * inputDilation[axis - 2]);
  lowering.emit({
    callee: embedder(lowering.workshop, cut, place.size, start, strides),
    reads: [cut],
    writes: [place],
    inOrder: false,
    text: `padding to [${shape.join(", ")}]`
  });
  return sliced(
    wholeView(place, shape),
    shape.map((_, axis) => axis < 2 || inputDilation[axis - 2] === 1 ? 0 : Math.max(0, -padding[axis - 2][0])),
    shape.map(() => 1),
    shape.map(
      (n, axis) => axis < 2 || inputDilation[axis - 2] === 1 ? n : n - Math.max(0, -padding[axis - 2][0]) - Math.max(0, -padding[axis - 2][1])
    )
  );
}
function uniform(lowering, w) {
  const { shape, strides } = w;
  const inner = coalesce(shape.slice(2), [strides.slice(2)]);
  return inner.shape.length <= 1 && (inner.shape.length === 0 || inner.strides[0][0] > 0) ? w : lowering.dense(w);
}
function windowsOf({ place, offset, shape, strides }, window2, outputs, { strides: moves2, kernelDilation }) {
  const spatial = strides.slice(2);
  return {
    place,
    offset,
    shape: [...shape.slice(0, 2), ...window2, ...outputs],
    strides: [
      ...strides.slice(0, 2),
      ...spatial.map((stride, i) => stride * kernelDilation[i]),
      ...spatial.map((stride, i) => stride * moves2[i])
    ]
  };
}
var layoutOf = (row, column) => column === 1 ? "rows" : row === 1 ? "columns" : "packed";
function byExamples(lowering, padded, kernels2, windows, shape, result, groups) {
  const { workshop } = lowering;
  const dtype = padded.place.dtype;
  const [bytes, lanes] = [bytesPerElement(dtype), lanesOf(dtype)];
  const w = coalesce(kernels2.shape.slice(1), [kernels2.strides.slice(1)]).shape.length <= 1 ? kernels2 : lowering.dense(kernels2);
  const inGroup = kernels2.shape[1];
  const [m, k, n] = [shape[1] / groups, sizeOf(kernels2.shape.slice(1)), sizeOf(shape.slice(2))];
  const perGroup = { ...windows, shape: [inGroup, ...windows.shape.slice(2)], strides: windows.strides.slice(1) };
  const rank = shape.length - 2;
  const rows = coalesce(perGroup.shape.slice(0, 1 + rank), [perGroup.strides.slice(0, 1 + rank)]);
  const columns = coalesce(perGroup.shape.slice(1 + rank), [perGroup.strides.slice(1 + rank)]);
  const direct = rows.shape.length <= 1 && columns.shape.length <= 1;
  const matrix = { dtype, size: direct ? 1 : k * n, name: "windows" };
  const layout = layoutOf(w.strides[0], coalesce(w.shape.slice(1), [w.strides.slice(1)]).strides[0][0] ?? 1);
  const wColumn = coalesce(w.shape.slice(1), [w.strides.slice(1)]).strides[0][0] ?? 1;
  const scratch2 = scratchPlace(dtype, scratchBytes(lanes, m, n, k, layout));
  const copy = direct ? void 0 : copier(workshop, perGroup);
  const callee = workshop.module.function(Array(5).fill("i32"), [], (f) => {
    const [x, a, out, cells, room] = f.parameters;
    nest(
      f,
      [shape[0], groups],
      [
        { pointer: x, steps: [windows.strides[0] * bytes, inGroup * windows.strides[1] * bytes] },
        { pointer: a, steps: [0, m * w.strides[0] * bytes] },
        { pointer: out, steps: [shape[1] * n * bytes, m * n * bytes] }
      ],
      () => {
        if (copy) f.call(copy, x.value, cells.value);
        const [source, row, column] = direct ? [x, rows.strides[0][0] ?? 0, columns.strides[0][0] ?? 1] : [cells, n, 1];
        f.call(
          workshop.multiply[dtype],
          ...constants(m, n, k),
          a.value,
          ...constants(w.strides[0] * bytes, wColumn * bytes),
          source.value,
          ...constants(row * bytes, column * bytes),
          out.value,
          ...constants(n * bytes, 0, leftLayouts[layout]),
          room.value
        );
      },
      () => 0
    );
    return void 0;
  });
  lowering.emit({
    callee,
    reads: [padded, w],
    writes: [result, matrix, scratch2],
    inOrder: false,
    text: `convolution to [${shape.join(", ")}]: ${shape[0] * groups} products of ${m} \xD7 ${k} \xD7 ${n}`
  });
}
function byChannels(lowering, padded, kernels2, windows, shape, result) {
  const { workshop } = lowering;
  const dtype = padded.place.dtype;
  const [bytes, lanes] = [bytesPerElement(dtype), lanesOf(dtype)];
  const rank = shape.length - 2;
  const [channels, outputs] = [kernels2.shape[1], shape[1]];
  const places = kernels2.shape.slice(2);
  const positions = shape.slice(2);
  const [m, k] = [shape[0] * sizeOf(positions), sizeOf(places)];
  const pick = (list) => [list[0], ...list.slice(2 + rank), ...list.slice(2, 2 + rank)];
  const channel = { ...windows, shape: pick(windows.shape), strides: pick(windows.strides) };
  const matrix = { dtype, size: m * k, name: "windows" };
  const sums = { dtype, size: m * outputs, name: "sums" };
  const scratch2 = scratchPlace(dtype, scratchBytes(lanes, m, outputs, k, "rows"));
  const copy = copier(workshop, channel);
  const place = coalesce(places, [kernels2.strides.slice(2)]).strides[0][0] ?? 1;
  const turned3 = {
    place: sums,
    offset: 0,
    shape: [shape[0], outputs, sizeOf(positions)],
    strides: [sizeOf(positions) * outputs, 1, outputs]
  };
  const turn = copier(workshop, turned3);
  const callee = workshop.module.function(Array(6).fill("i32"), [], (f) => {
    const [x, w, out, cells, sum, room] = f.parameters;
    const add2 = f.let(i32.const(0));
    f.times(channels, () => {
      f.call(copy, x.value, cells.value);
      f.call(
        workshop.multiply[dtype],
        ...constants(m, outputs, k),
        cells.value,
        ...constants(k * bytes, bytes),
        w.value,
        ...constants(place * bytes, kernels2.strides[0] * bytes),
        sum.value,
        ...constants(outputs * bytes),
        add2.value,
        ...constants(leftLayouts.rows),
        room.value
      );
      f.set(add2, i32.const(1));
      f.advance(x, windows.strides[1] * bytes);
      f.advance(w, kernels2.strides[1] * bytes);
    });
    f.call(turn, sum.value, out.value);
    return void 0;
  });
  lowering.emit({
    callee,
    reads: [padded, kernels2],
    writes: [result, matrix, sums, scratch2],
    inOrder: false,
    text: `convolution to [${shape.join(", ")}]: ${channels} products of ${m} \xD7 ${k} \xD7 ${outputs}, added up`
  });
}
var constants = (...values) => values.map((value) => i32.const(value));
var scratchPlace = (dtype, bytes) => ({
  dtype,
  size: Math.ceil(bytes / bytesPerElement(dtype)),
  name: "scratch"
});

// packages/wasm/src/plan/operations/marks.ts
function firstEqual(lowering, { inputs, outputs, parameters }) {
  const { axes } = parameters;
  const { dtype, shape } = lowering.program.types[inputs[0]];
  if (!isFloat(dtype)) return false;
  const x = lowering.view(inputs[0]);
  const y2 = lowering.dense(lowering.view(inputs[1]));
  const bytes = bytesPerElement(dtype);
  const { scalar: scalar2, const: constant2 } = lanesOf(dtype);
  const own = stridesOf(shape);
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const pick = (of, from) => from.map((axis) => of[axis] * bytes);
  const sizes = (from) => from.map((axis) => shape[axis]);
  const place = lowering.place(outputs[0]);
  const callee = lowering.workshop.module.function(["i32", "i32", "i32"], [], (f) => {
    const [from, wanted, to] = f.parameters;
    const found = f.local("i32");
    fillZero(f, to.value, place.size * bytes);
    nest(
      f,
      sizes(kept),
      [
        { pointer: from, steps: pick(x.strides, kept) },
        { pointer: wanted, steps: stridesOf(sizes(kept)).map((stride) => stride * bytes) },
        { pointer: to, steps: pick(own, kept) }
      ],
      () => {
        f.set(found, i32.const(0));
        const [read, write] = [f.let(from.value), f.let(to.value)];
        nest(
          f,
          sizes(axes),
          [
            { pointer: read, steps: pick(x.strides, axes) },
            { pointer: write, steps: pick(own, axes) }
          ],
          () => {
            const element = f.let(scalar2.load(read.value)).value;
            const hit = i32.or(scalar2.eq(element, scalar2.load(wanted.value)), scalar2.ne(element, element));
            f.when(i32.gt(hit, found.value), () => {
              f.do(storeLane(bytes === 4 ? 2 : 3, 0, 0), write.value, constant2(1));
              f.set(found, i32.const(1));
            });
          },
          () => 0
        );
      },
      () => 0
    );
    return void 0;
  });
  lowering.emit({
    callee,
    reads: [x, y2],
    writes: [place],
    inOrder: false,
    text: `first of the largest or smallest in [${shape.join(", ")}]`
  });
  return true;
}
function oneHot(lowering, instruction) {
  const { depth } = instruction.parameters;
  const { dtype, shape } = lowering.program.types[instruction.outputs[0]];
  if (!isFloat(dtype)) return false;
  const lanes = lanesOf(dtype);
  const indices = lowering.dense(lowering.view(instruction.inputs[0]));
  const count = sizeOf(indices.shape);
  lowering.emitChecked(instruction, [indices], `one-hot rows [${shape.join(", ")}]`, (f, [index, to], refuse) => {
    inRange(
      f,
      index.value,
      count,
      depth,
      () => {
        fillZero(f, to.value, sizeOf(shape) * lanes.bytes);
        f.times(count, () => {
          f.do(
            storeLane(lanes.bytes === 4 ? 2 : 3, 0, 0),
            i32.add(to.value, i32.mul(i32.load(index.value), i32.const(lanes.bytes))),
            lanes.const(1)
          );
          f.advance(index, 4);
          f.advance(to, depth * lanes.bytes);
        });
      },
      refuse
    );
  });
  return true;
}

// packages/wasm/src/plan/operations/moving.ts
function embed(lowering, { inputs, outputs, parameters }) {
  const { starts, steps, shape } = parameters;
  const view2 = lowering.view(inputs[0]);
  const strides = stridesOf(shape).map((stride, axis) => stride * steps[axis]);
  const place = lowering.place(outputs[0]);
  const start = sizeOf(view2.shape) === 0 ? 0 : rowMajor(shape, starts);
  lowering.emit({
    callee: embedder(lowering.workshop, view2, place.size, start, strides),
    reads: [view2],
    writes: [place],
    inOrder: false,
    text: `embed in [${shape.join(", ")}]`
  });
  return true;
}
function concatenate(lowering, { inputs, outputs, parameters }) {
  const { axis } = parameters;
  const { shape, dtype } = lowering.program.types[outputs[0]];
  const views = inputs.map((register) => lowering.view(register));
  const strides = stridesOf(shape);
  const place = lowering.place(outputs[0]);
  const copies = views.map((view2) => copier(lowering.workshop, view2, strides));
  const callee = lowering.workshop.module.function(
    [...views, place].map(() => "i32"),
    [],
    (f) => {
      const to = f.parameters.at(-1);
      copies.forEach((copy, i) => {
        f.call(copy, f.parameters[i].value, to.value);
        f.advance(to, views[i].shape[axis] * strides[axis] * bytesPerElement(dtype));
      });
      return void 0;
    }
  );
  lowering.emit({ callee, reads: views, writes: [place], inOrder: false, text: `concatenate to [${shape.join(", ")}]` });
  return true;
}
var loads = {
  float32: { code: 42, align: 2, type: "f32" },
  float64: { code: 43, align: 3, type: "f64" },
  int32: { code: 40, align: 2, type: "i32" },
  uint32: { code: 40, align: 2, type: "i32" },
  bool: { code: 45, align: 0, type: "i32" }
};
function conversion(from, to) {
  if (to === "float32") return { float32: void 0, float64: 182, int32: 178, uint32: 179, bool: 178 }[from];
  return { float32: 187, float64: void 0, int32: 183, uint32: 184, bool: 183 }[from];
}
function cast2(lowering, { inputs, outputs, parameters }) {
  const { dtype: to } = parameters;
  const { dtype: from, shape } = lowering.program.types[inputs[0]];
  if (from === to) {
    lowering.rename(outputs[0], lowering.view(inputs[0]));
    return true;
  }
  const real = to === "float32" || to === "float64";
  if (!real && !(from === "bool" && (to === "int32" || to === "uint32"))) return false;
  const view2 = lowering.dense(lowering.view(inputs[0]));
  const place = lowering.place(outputs[0]);
  const code = real ? conversion(from, to) : void 0;
  const { code: load, align, type } = loads[from];
  const store = { float32: [56, 2, 0], float64: [57, 3, 0], int32: [54, 2, 0], uint32: [54, 2, 0], bool: [58, 0, 0] }[to];
  const callee = lowering.workshop.module.function(["i32", "i32"], [], (f) => {
    const [source, target] = f.parameters;
    f.times(sizeOf(shape), () => {
      const read = term(type, [load, align, 0], source.value);
      f.do(store, target.value, code === void 0 ? read : term(to === "float32" ? "f32" : "f64", [code], read));
      f.advance(source, bytesPerElement(from));
      f.advance(target, bytesPerElement(to));
    });
    return void 0;
  });
  lowering.emit({ callee, reads: [view2], writes: [place], inOrder: false, text: `cast of [${shape.join(", ")}] to ${to}` });
  return true;
}

// packages/wasm/src/plan/operations/pooling.ts
var largestWindow = 64;
function windowArgmax(lowering, { inputs, outputs, parameters }) {
  const { window: window2, strides, padding, dilation } = parameters;
  const { dtype, shape } = lowering.program.types[inputs[0]];
  const found = lowering.program.types[outputs[0]].shape;
  if (!isFloat(dtype) || padding.flat().some((n) => n !== 0) || sizeOf(window2) > largestWindow || sizeOf(found) === 0) return false;
  const x = lowering.dense(lowering.view(inputs[0]));
  const rank = window2.length;
  const lanes = lanesOf(dtype);
  const bytes = bytesPerElement(dtype);
  const own = stridesOf(shape).slice(-rank);
  let taps = [0];
  window2.forEach((size, axis) => {
    taps = taps.flatMap((tap) => Array.from({ length: size }, (_, i) => tap + i * dilation[axis] * own[axis]));
  });
  const inner = sizeOf(shape.slice(-rank));
  const moves2 = strides.map((stride, axis) => stride * own[axis]);
  const result = lowering.place(outputs[0]);
  const callee = lowering.workshop.module.function(["i32", "i32"], [], (f) => {
    const [from, to] = f.parameters;
    const [base, best, value, index] = [f.local("i32"), f.local(scalarOf(dtype)), f.local(scalarOf(dtype)), f.local("i32")];
    const { scalar: scalar2 } = lanes;
    f.times(sizeOf(shape.slice(0, -rank)), () => {
      const place = f.let(from.value);
      f.set(base, i32.const(0));
      const cursors = [
        { pointer: place, steps: moves2.map((move) => move * bytes) },
        { pointer: base, steps: moves2 }
      ];
      nest(
        f,
        found.slice(-rank),
        cursors,
        () => {
          taps.forEach((tap, i) => {
            if (i === 0) {
              f.set(best, scalar2.load(place.value));
              f.set(index, base.value);
              return;
            }
            f.set(value, scalar2.load(place.value, tap * bytes));
            const firstNaN = i32.and(scalar2.ne(value.value, value.value), scalar2.eq(best.value, best.value));
            const wins = f.let(i32.or(scalar2.gt(value.value, best.value), firstNaN));
            f.set(best, i32.select(wins.value, value.value, best.value));
            f.set(index, i32.select(wins.value, i32.add(base.value, i32.const(tap)), index.value));
          });
          f.do([54, 2, 0], to.value, index.value);
          f.advance(to, 4);
        },
        () => 0
      );
      f.advance(from, inner * bytes);
    });
    return void 0;
  });
  lowering.emit({ callee, reads: [x], writes: [result], inOrder: false, text: `largest of every window to [${found.join(", ")}]` });
  return true;
}
var scalarOf = (dtype) => dtype === "float32" ? "f32" : "f64";

// packages/wasm/src/plan/operations/product.ts
var packedFrom = 256;
function productStep({ module, multiply: multiply3, once }, a, b, shape, result) {
  const dtype = a.place.dtype;
  const lanes = lanesOf(dtype);
  const bytes = bytesPerElement(dtype);
  const batch = shape.slice(0, -2);
  const k = a.shape.at(-1);
  const [left, right] = [stretched2(a, [...batch, shape.at(-2), k]).strides, stretched2(b, [...batch, k, shape.at(-1)]).strides];
  const own = stridesOf(shape);
  const lead = (strides2) => strides2.slice(0, -2);
  const single3 = lead(right).every((stride) => stride === 0);
  const rows = coalesce(shape.slice(0, -1), [left.slice(0, -1), own.slice(0, -1)]);
  const merged = single3 && rows.shape.length <= 1;
  const m = merged ? sizeOf(shape.slice(0, -1)) : shape.at(-2);
  const n = shape.at(-1);
  const loops = merged ? { shape: [], strides: [[], [], []] } : coalesce(batch, [lead(left), lead(right), lead(own)]);
  const aRow = merged ? rows.strides[0][0] ?? 0 : left.at(-2);
  const aColumn = left.at(-1);
  const layout = n >= packedFrom && Math.min(m, k) >= packedFrom / 4 || aColumn !== 1 && aRow !== 1 && k > 1 ? "packed" : aColumn === 1 || k === 1 ? "rows" : "columns";
  const scratch2 = { dtype, size: Math.ceil(scratchBytes(lanes, m, n, k, layout) / bytes), name: "scratch" };
  const strides = [aRow, aColumn, right.at(-2), right.at(-1)];
  const make = () => module.function(["i32", "i32", "i32", "i32"], [], (f) => {
    const [x, y2, z, room] = f.parameters;
    const cursors = [x, y2, z].map((pointer, i) => ({ pointer, steps: loops.strides[i].map((stride) => stride * bytes) }));
    const constants2 = (...values) => values.map((value) => i32.const(value));
    nest(
      f,
      loops.shape,
      cursors,
      () => {
        f.call(
          multiply3[dtype],
          ...constants2(m, n, k),
          x.value,
          ...constants2(aRow * bytes, aColumn * bytes),
          y2.value,
          ...constants2(right.at(-2) * bytes, right.at(-1) * bytes),
          z.value,
          ...constants2(n * bytes, 0, leftLayouts[layout]),
          room.value
        );
      },
      () => 0
    );
    return void 0;
  });
  return {
    callee: once(["product", dtype, m, n, k, layout, strides, loops], make),
    reads: [a, b],
    writes: [result, scratch2],
    inOrder: false,
    text: `matmul [${a.shape.join(", ")}] \xD7 [${b.shape.join(", ")}]: ${loops.shape.length === 0 ? "one product" : `${sizeOf(loops.shape)} products`} of ${m} \xD7 ${k} \xD7 ${n}`
  };
}
function contracted(a, b, shape) {
  const batch = shape.slice(0, -2);
  const [m, n] = shape.slice(-2);
  const k = a.shape.at(-1);
  const [left, right] = [stretched2(a, [...batch, m, k]).strides, stretched2(b, [...batch, k, n]).strides];
  const inner = [...batch, k];
  const along2 = [coalesce(inner, [[...left.slice(0, -2), left.at(-1)]]), coalesce(inner, [right.slice(0, -1)])];
  if (along2.some((axes) => axes.shape.length > 1)) return void 0;
  const [leftStep, rightStep] = along2.map(({ strides }) => strides[0][0] ?? 1);
  const length = sizeOf(inner);
  return {
    a: { ...a, shape: [m, length], strides: [left.at(-2), leftStep] },
    b: { ...b, shape: [length, n], strides: [rightStep, right.at(-1)] },
    shape: [m, n]
  };
}

// packages/wasm/src/plan/lowering.ts
var moves = {
  reshape: (view2, _, shape) => reshaped(view2, shape),
  transpose: (view2, { axes }) => transposed(view2, axes),
  broadcast: (view2, _, shape) => stretched2(view2, shape),
  slice: (view2, { starts, steps, counts }) => sliced(view2, starts, steps, counts),
  barrier: (view2) => view2,
  alias: (view2) => view2,
  stopGradient: (view2) => view2
};
var reductions = {
  sum: () => "sum",
  product: () => "product",
  extreme: ({ which }) => which
};
var operations = {
  addAlong,
  addRows,
  cast: cast2,
  concatenate,
  convolution,
  embed,
  firstEqual,
  oneHot,
  take,
  takeAlong,
  windowArgmax
};
var Lowering = class {
  constructor(program2, workshop) {
    this.program = program2;
    this.workshop = workshop;
    this.groups = new Groups(program2, workshop.setting, (group) => {
      this.computeGroup(group);
    });
  }
  program;
  workshop;
  steps = [];
  references = [];
  views = /* @__PURE__ */ new Map();
  groups;
  /** Products that are summed over their batch, which one longer product does. */
  contractions = /* @__PURE__ */ new Map();
  readers = /* @__PURE__ */ new Map();
  /** How often each value is still to be read. */
  uses = /* @__PURE__ */ new Map();
  lower() {
    const { program: program2 } = this;
    for (const register of [...program2.instructions.flatMap(({ inputs: inputs2 }) => inputs2), ...program2.outputs])
      this.uses.set(register, (this.uses.get(register) ?? 0) + 1);
    for (const instruction of program2.instructions)
      for (const register of instruction.inputs) this.readers.set(register, [...this.readers.get(register) ?? [], instruction]);
    const inputs = program2.inputs.map((register, i) => this.place(register, `input ${i}`));
    const constants2 = program2.constants.map(({ register }) => this.place(register, `constant ${register}`));
    for (const instruction of program2.instructions) {
      this.lowerInstruction(instruction);
      for (const register of instruction.inputs) this.uses.set(register, this.uses.get(register) - 1);
    }
    this.groups.flushAll();
    const fixed = /* @__PURE__ */ new Set([...inputs, ...constants2]);
    const outputs = program2.outputs.map((register) => {
      const view2 = this.view(register);
      const place = isWhole(view2) && !fixed.has(view2.place) ? view2.place : this.copied(view2, `copy of ${nameOf(register)}`);
      fixed.add(place);
      return place;
    });
    return { steps: this.steps, inputs, constants: constants2, outputs, references: this.references };
  }
  /** Where a value is found, computed now at the latest. */
  view(register) {
    this.groups.settle(register);
    return this.views.get(register);
  }
  /** A new place for an instruction's result. */
  place(register, name = nameOf(register)) {
    const { dtype, shape } = this.program.types[register];
    const place = { dtype, size: sizeOf(shape), name };
    this.views.set(register, wholeView(place, shape));
    return place;
  }
  emit(step) {
    this.steps.push(step);
  }
  /** The elements of a view in order, in a place of their own where they are not. */
  dense(view2) {
    return isWhole(view2) ? view2 : wholeView(this.copied(view2, "copy"), view2.shape);
  }
  lowerInstruction(instruction) {
    const { operation, inputs, outputs, parameters } = instruction;
    if (operation === formula.name && this.groups.add(instruction)) return;
    const move = moves[operation];
    if (move) {
      const view2 = this.view(inputs[0]);
      const { shape } = this.program.types[outputs[0]];
      this.views.set(outputs[0], move(view2, parameters, shape) ?? move(this.dense(view2), parameters, shape));
      return;
    }
    if (operation in reductions && this.reduce(instruction)) return;
    if (operation === "matmul" && this.product(instruction)) return;
    if (Object.hasOwn(operations, operation) && operations[operation](this, instruction)) return;
    this.byReference(instruction);
  }
  product({ inputs, outputs }) {
    const [a, b] = [this.view(inputs[0]), this.view(inputs[1])];
    if (!isFloat(a.place.dtype) || a.shape.at(-1) === 0) return false;
    const { shape } = this.program.types[outputs[0]];
    const [reader, ...others] = this.readers.get(outputs[0]) ?? [];
    const batch = shape.length - 2;
    if (batch > 0 && others.length === 0 && reader?.operation === "sum" && this.uses.get(outputs[0]) === 1) {
      const { axes } = reader.parameters;
      const one6 = axes.length === batch && axes.every((axis) => axis < batch) ? contracted(a, b, shape) : void 0;
      if (one6) {
        this.contractions.set(outputs[0], one6);
        return true;
      }
    }
    this.emit(productStep(this.workshop, a, b, shape, this.place(outputs[0])));
    return true;
  }
  computeGroup({ shape, width, definitions, inputs }) {
    const kept = definitions.filter(({ register }) => this.uses.get(register) > 0);
    const reads = [...inputs].map((register) => ({ register, view: this.view(register) }));
    const operands = reads.map(({ register, view: view2 }) => ({
      name: nameOf(register),
      dtype: view2.place.dtype,
      strides: stretched2(view2, shape).strides
    }));
    const { callee, byReference } = this.elementwise({
      shape,
      width,
      operands,
      definitions,
      results: kept.map(({ name }) => name)
    });
    this.emit({
      callee,
      reads: reads.map(({ view: view2 }) => view2),
      writes: kept.map(({ register }) => this.place(register)),
      inOrder: true,
      text: `${definitions.length} formula${definitions.length === 1 ? "" : "s"} in one pass over [${shape.join(", ")}]${listed(byReference)}`
    });
  }
  reduce(instruction) {
    const [input] = instruction.inputs;
    const [output] = instruction.outputs;
    const contraction = this.contractions.get(input);
    if (contraction) {
      this.emit(productStep(this.workshop, contraction.a, contraction.b, contraction.shape, this.place(output)));
      return true;
    }
    const { shape, dtype } = this.program.types[input];
    const { axes } = instruction.parameters;
    const reducing = reductions[instruction.operation](instruction.parameters);
    if (axes.some((axis) => shape[axis] === 0) && (reducing === "max" || reducing === "min")) return false;
    const group = this.wholeGroup(input);
    if (group) this.groups.drop(group);
    const registers = group ? [...group.inputs] : [input];
    const views = registers.map((register) => this.view(register));
    const operands = registers.map((register, k) => ({
      name: nameOf(register),
      dtype: views[k].place.dtype,
      strides: stretched2(views[k], shape).strides
    }));
    const definitions = group?.definitions ?? [{ name: "reduced", expr: Expr.variable(nameOf(input)), dtype }];
    const width = group?.width ?? widthOf(dtype) ?? 32;
    const { callee, byReference } = this.reduction({ shape, axes, width, operands, definitions, reducing });
    this.emit({
      callee,
      reads: views,
      writes: [this.place(output)],
      inOrder: false,
      text: `${instruction.operation} of [${shape.join(", ")}]${group ? " with its formulas" : ""}${listed(byReference)}`
    });
    return true;
  }
  elementwise(pass) {
    const { once, module, setting } = this.workshop;
    const canonical = {
      ...canonicalNames(pass),
      results: pass.results.map((result) => `d${pass.definitions.findIndex(({ name }) => name === result)}`)
    };
    return once(["elementwise", canonical], () => elementwise(module, setting, canonical));
  }
  reduction(reduced2) {
    const { once, module, setting } = this.workshop;
    const canonical = canonicalNames(reduced2);
    return once(["reduction", canonical], () => reduction(module, setting, canonical));
  }
  /** The group a value waits in, where nothing else in it is wanted by anyone. */
  wholeGroup(register) {
    const group = this.groups.groupOf(register);
    if (!group || group.definitions.at(-1).register !== register) return void 0;
    const wanted = (of) => this.uses.get(of);
    return wanted(register) === 1 && group.definitions.every((definition) => definition.register === register || wanted(definition.register) === 0) ? group : void 0;
  }
  copied(view2, name) {
    const place = { dtype: view2.place.dtype, size: sizeOf(view2.shape), name };
    this.emit({
      callee: copier(this.workshop, view2),
      reads: [view2],
      writes: [place],
      inOrder: true,
      text: `${name} of [${view2.shape.join(", ")}]`
    });
    return place;
  }
  /** A step that may find its inputs unfit and then leaves it to the reference value to say so. */
  emitChecked(instruction, reads, text, build2) {
    const writes = instruction.outputs.map((register) => this.place(register));
    const number = this.refer(instruction, reads, writes);
    const callee = this.workshop.module.function(
      [...reads, ...writes].map(() => "i32"),
      [],
      (f) => {
        build2(f, f.parameters, () => f.call(this.workshop.reference, i32.const(number)));
        return void 0;
      }
    );
    this.emit({ callee, reads, writes, inOrder: false, mayRefuse: true, text });
  }
  /** A value that is another's. */
  rename(register, view2) {
    this.views.set(register, view2);
  }
  byReference(instruction) {
    const reads = instruction.inputs.map((register) => this.dense(this.view(register)));
    const writes = instruction.outputs.map((register) => this.place(register));
    const number = this.refer(instruction, reads, writes);
    this.emit({
      callee: this.workshop.reference,
      reads,
      writes,
      numbers: [i32.const(number)],
      inOrder: false,
      mayRefuse: true,
      text: `${instruction.operation}: by its reference value`
    });
  }
  /** The number under which an instruction can be run by reference. */
  refer(instruction, reads, writes) {
    return this.references.push({ instruction, reads, writes, types: instruction.outputs.map((register) => this.program.types[register]) }) - 1;
  }
};
var listed = (names) => names.length === 0 ? "" : `, ${names.join(", ")} by reference values`;

// packages/wasm/src/code.ts
function generate(program2, donated) {
  const module = new ModuleBuilder();
  const scalar2 = module.import("function", { parameters: ["i32", "f64", "f64", "f64"], results: ["f64"] });
  const reference2 = module.import("instruction", { parameters: ["i32"], results: [] });
  const product2 = (name) => module.import(name, { parameters: Array(14).fill("i32"), results: [] });
  const multiply3 = { float32: product2("multiplyFloat32"), float64: product2("multiplyFloat64") };
  const functions = [];
  const inOrder = new Lowering(program2, {
    module,
    once: remembering(),
    setting: settingFor(module, scalar2, functions),
    reference: reference2,
    multiply: multiply3
  }).lower();
  const { lowered, taken } = takeOver(inOrder, donated);
  const workspace = planWorkspace(lowered);
  return {
    lowered,
    workspace,
    taken,
    functions,
    module: ({ pointers, constants: constants2, workspace: base }) => {
      const { inputs, outputs } = lowered;
      const addressOf = (place) => {
        const input = inputs.indexOf(taken.get(place) ?? place);
        const output = outputs.indexOf(place);
        if (input !== -1 || output !== -1) return i32.load(i32.const(pointers), 4 * (input === -1 ? inputs.length + output : input));
        const constant2 = lowered.constants.indexOf(place);
        return i32.const(constant2 === -1 ? base + workspace.offsets.get(place) : constants2[constant2]);
      };
      const run = module.function([], [], (f) => {
        for (const { callee, reads, writes, numbers: numbers2 = [] } of lowered.steps) {
          const from = reads.map(({ place, offset }) => shifted(addressOf(place), offset * bytesPerElement(place.dtype)));
          f.call(callee, ...callee === reference2 ? numbers2 : [...from, ...writes.map(addressOf), ...numbers2]);
        }
        return void 0;
      });
      module.export("run", run);
      return module.finish();
    }
  };
}
function remembering() {
  const keys = new StructureKeys();
  const made = /* @__PURE__ */ new Map();
  return (description, make) => {
    const key = keys.of(description);
    const known = made.get(key) ?? make();
    made.set(key, known);
    return known;
  };
}
var shifted = (address, bytes) => bytes === 0 ? address : i32.add(address, i32.const(bytes));
function settingFor(module, scalar2, functions) {
  const made = /* @__PURE__ */ new Map();
  return {
    byReference: (fn, lanes, args) => {
      const key = `${fn.name} ${lanes.type}`;
      let callee = made.get(key);
      if (callee === void 0) {
        const number = functions.includes(fn) ? functions.indexOf(fn) : functions.push(fn) - 1;
        callee = module.function(
          args.map(() => "v128"),
          ["v128"],
          (f) => {
            const asked = (values) => callTerm(scalar2, i32.const(number), ...[0, 1, 2].map((i) => values[i] ?? f64.const(0)));
            return laneByLane(
              lanes,
              asked,
              f.parameters.map(({ value }) => value)
            );
          }
        );
        made.set(key, callee);
      }
      return callTerm(callee, ...args);
    }
  };
}

// packages/wasm/src/memory/resident.ts
var Buffer = class {
  constructor(arena, dtype, size) {
    this.arena = arena;
    this.dtype = dtype;
    this.size = size;
    this.at = arena.hold(this, size * bytesPerElement(dtype));
  }
  arena;
  dtype;
  size;
  at;
  /** Whose numbers are in it now. */
  holder;
  /** The array whose numbers were copied in: need not be copied again. */
  source;
  /** The last run that reads it. */
  run = 0;
  numbers;
  fill(array) {
    if (this.numbers?.buffer !== this.arena.memory.buffer) this.numbers = this.arena.view(this.dtype, this.at, this.size);
    this.numbers.set(array.data);
    this.source = array;
  }
  copy() {
    if (this.numbers?.buffer !== this.arena.memory.buffer) this.numbers = this.arena.view(this.dtype, this.at, this.size);
    return this.numbers.slice();
  }
  /** Makes the buffer free to be written: numbers that someone may still want are copied out. */
  vacate() {
    this.holder?.leave();
    this.source = void 0;
  }
};
var Resident = class {
  constructor(dtype, shape, buffer) {
    this.dtype = dtype;
    this.shape = shape;
    this.buffer = buffer;
    if (buffer) buffer.holder = this;
  }
  dtype;
  shape;
  buffer;
  numbers;
  read() {
    if (this.numbers !== void 0) return this.numbers;
    if (this.buffer === void 0)
      throw new ChainruleError("donated", "these numbers were handed over to a compiled program, which has reused their memory", {
        operation: "read",
        hint: "read them before, or do not donate them"
      });
    return this.numbers = { dtype: this.dtype, shape: this.shape, data: this.buffer.copy() };
  }
  /** Takes the numbers out of the buffer, which is needed for others. */
  leave() {
    this.read();
    this.detach();
  }
  /** The numbers belong to someone else from now on. */
  handOver() {
    this.numbers = void 0;
    this.detach();
  }
  detach() {
    if (this.buffer?.holder === this) this.buffer.holder = void 0;
    this.buffer = void 0;
  }
};

// packages/wasm/src/executable.ts
var Workspace = class {
  constructor(arena, size) {
    this.size = size;
    this.at = arena.hold(this, size);
  }
  size;
  at;
};
var mostBuffers = 2;
var WasmExecutable = class {
  constructor(shared, program2, operations3, donated) {
    this.operations = operations3;
    this.donated = donated;
    const { arena } = shared;
    this.arena = arena;
    this.inputTypes = program2.inputs.map((register) => program2.types[register]);
    this.outputTypes = program2.outputs.map((register) => program2.types[register]);
    this.code = generate(program2, donated);
    const { lowered, taken } = this.code;
    if (shared.workspace.size < this.code.workspace.size) shared.workspace = new Workspace(arena, this.code.workspace.size);
    this.workspace = shared.workspace;
    const constants2 = program2.constants.map(({ value }) => {
      const at = arena.hold(this, value.data.byteLength);
      arena.view(value.dtype, at, value.data.length).set(value.data);
      return at;
    });
    this.taken = lowered.outputs.map((place) => lowered.inputs.indexOf(taken.get(place)));
    this.staged = this.inputTypes.map(() => []);
    this.results = this.outputTypes.map(() => []);
    this.addresses = {
      pointers: arena.hold(this, 4 * (program2.inputs.length + program2.outputs.length)),
      constants: constants2,
      workspace: this.workspace.at
    };
    this.table = this.pointerTable();
    this.call = this.instantiate(shared.library());
  }
  operations;
  donated;
  arena;
  code;
  /** Kept so that its memory is not given back. */
  workspace;
  addresses;
  call;
  /** One pointer for each input and each output. */
  table;
  inputTypes;
  outputTypes;
  /** For each output the donated input whose memory it takes over, or −1. */
  taken;
  /** Where plain arrays given as inputs are copied to. */
  staged;
  results;
  run(inputs) {
    const { inputTypes, outputTypes, taken } = this;
    const run = ++this.arena.runs;
    const buffers = [];
    let twice = false;
    for (let i = 0; i < inputTypes.length; i++) {
      const buffer = this.resident(inputs[i], inputTypes[i]);
      buffers.push(buffer);
      if (buffer === void 0) continue;
      twice ||= buffer.run === run;
      buffer.run = run;
    }
    if (twice) this.separate(buffers);
    for (let i = 0; i < inputTypes.length; i++) buffers[i] ??= this.stage(i, readArray(inputs[i]), run);
    for (let k = 0; k < outputTypes.length; k++)
      buffers.push(taken[k] === -1 ? this.vacant(this.results[k], outputTypes[k], run) : buffers[taken[k]]);
    if (this.table.buffer !== this.arena.memory.buffer) this.table = this.pointerTable();
    for (let i = 0; i < buffers.length; i++) this.table[i] = buffers[i].at;
    this.call();
    for (const i of this.donated) {
      const given = inputs[i];
      if (given instanceof Resident) given.handOver();
    }
    const results = [];
    for (let k = 0; k < outputTypes.length; k++) {
      const { dtype, shape } = outputTypes[k];
      results.push(new Resident(dtype, shape, buffers[inputTypes.length + k]));
    }
    return results;
  }
  explain() {
    return this.code.lowered.steps.map(({ text }) => text).join("\n");
  }
  /** The memory an input is in already. Throws `shape` when its type is not the program's. */
  resident(input, type) {
    if (input.dtype !== type.dtype || !sameShape(input.shape, type.shape))
      throw new ChainruleError("shape", `an input is ${typeText(input)}, the program was made for ${typeText(type)}`, { operation: "run" });
    return input instanceof Resident && input.buffer?.arena === this.arena ? input.buffer : void 0;
  }
  /** A donated input that will be written over, and is an input in another place too, gets memory of its own. */
  separate(buffers) {
    for (const i of this.taken) if (i !== -1 && buffers.indexOf(buffers[i]) !== buffers.lastIndexOf(buffers[i])) buffers[i] = void 0;
  }
  /** A plain array copied into memory; one that was copied the last time is there already. */
  stage(i, array, run) {
    const pool = this.staged[i];
    let known;
    for (const buffer2 of pool) if (buffer2.source === array) known = buffer2;
    const buffer = known ?? this.vacant(pool, this.inputTypes[i], run);
    if (!known) buffer.fill(array);
    buffer.run = run;
    if (this.taken.includes(i)) buffer.source = void 0;
    return buffer;
  }
  /** A buffer that this run neither reads nor writes elsewhere. */
  vacant(pool, { dtype, shape }, run) {
    let found;
    for (const buffer of pool) if (buffer.run !== run && buffer.holder === void 0) found ??= buffer;
    if (!found && pool.length >= mostBuffers) {
      found = pool.find((buffer) => buffer.run !== run);
      if (found) pool.push(...pool.splice(pool.indexOf(found), 1));
      found?.vacate();
    }
    if (!found) {
      found = new Buffer(this.arena, dtype, sizeOf(shape));
      pool.push(found);
    }
    found.run = run;
    found.source = void 0;
    return found;
  }
  pointerTable() {
    return new Int32Array(this.arena.memory.buffer, this.addresses.pointers, this.inputTypes.length + this.outputTypes.length);
  }
  instantiate(library) {
    const { functions, lowered } = this.code;
    const module = new WebAssembly.Module(this.code.module(this.addresses));
    const env = {
      ...library,
      memory: this.arena.memory,
      function: (number, a, b, c) => valueOf(functions[number], a, b, c),
      instruction: (number) => {
        this.byReference(lowered.references[number]);
      }
    };
    return new WebAssembly.Instance(module, { env }).exports["run"];
  }
  byReference({ instruction, reads, writes, types }) {
    const inputs = reads.map(({ place, shape }) => ({
      dtype: place.dtype,
      shape,
      data: this.arena.read(place.dtype, this.addressOf(place), place.size)
    }));
    const results = operationOf(this.operations, instruction).value(inputs, instruction.parameters, types);
    writes.forEach((place, k) => {
      this.arena.view(place.dtype, this.addressOf(place), place.size).set(results[k].data);
    });
  }
  addressOf(place) {
    const { lowered, taken, workspace } = this.code;
    const input = lowered.inputs.indexOf(taken.get(place) ?? place);
    if (input !== -1) return this.table[input];
    const output = lowered.outputs.indexOf(place);
    if (output !== -1) return this.table[lowered.inputs.length + output];
    const constant2 = lowered.constants.indexOf(place);
    return constant2 === -1 ? this.addresses.workspace + workspace.offsets.get(place) : this.addresses.constants[constant2];
  }
};
function valueOf(fn, a, b, c) {
  switch (fn.arity) {
    case 0:
      return fn.value();
    case 1:
      return fn.value(a);
    case 2:
      return fn.value(a, b);
    default:
      return fn.value(a, b, c);
  }
}

// packages/wasm/src/kernels/matmul/library.ts
function makeLibrary(memory, relaxed) {
  const code = libraryCode(relaxed);
  const known = relaxed && !WebAssembly.validate(code) ? libraryCode(false) : code;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(known), { env: { memory } });
  return exports;
}
function libraryCode(relaxed) {
  const module = new ModuleBuilder();
  module.export("multiplyFloat32", multiply2(module, f32x4, relaxed));
  module.export("multiplyFloat64", multiply2(module, f64x2, relaxed));
  return module.finish();
}

// packages/wasm/src/memory/arena.ts
var alignment2 = 64;
var withRoom = (bytes) => (Math.ceil(bytes / alignment2) + 1) * alignment2;
var page = 65536;
var constructors2 = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array };
var Arena = class {
  /** How many runs of programs there were: tells what the present one uses. */
  runs = 0;
  memory = new WebAssembly.Memory({ initial: 1 });
  /** Free stretches in order of address. The first line stays unused: address 0 is nobody's. */
  free = [{ at: alignment2, bytes: page - alignment2 }];
  held = new FinalizationRegistry(({ at, bytes }) => {
    this.give(at, bytes);
  });
  /** The address of so many bytes that nobody else has. */
  take(bytes) {
    const wanted = withRoom(bytes);
    const found = this.free.find((stretch) => stretch.bytes >= wanted) ?? this.grow(wanted);
    const { at } = found;
    found.at += wanted;
    found.bytes -= wanted;
    if (found.bytes === 0) this.free.splice(this.free.indexOf(found), 1);
    return at;
  }
  /** The same, given back when the owner is no longer reachable. */
  hold(owner, bytes) {
    const at = this.take(bytes);
    this.held.register(owner, { at, bytes });
    return at;
  }
  give(at, bytes) {
    const wanted = withRoom(bytes);
    this.free.push({ at, bytes: wanted });
    this.free.sort((a, b) => a.at - b.at);
    this.free = this.free.reduce((merged, stretch) => {
      const last = merged.at(-1);
      if (last && last.at + last.bytes === stretch.at) last.bytes += stretch.bytes;
      else merged.push(stretch);
      return merged;
    }, []);
  }
  /** The memory as numbers; gone when the memory grows. */
  view(dtype, at, size) {
    return new constructors2[dtype](this.memory.buffer, at, size);
  }
  /** A copy of the numbers at an address. */
  read(dtype, at, size) {
    return new constructors2[dtype](this.memory.buffer.slice(at, at + size * bytesPerElement(dtype)));
  }
  grow(wanted) {
    const end = this.memory.buffer.byteLength;
    const last = this.free.at(-1);
    const room = last && last.at + last.bytes === end ? last : { at: end, bytes: 0 };
    const least = Math.ceil((wanted - room.bytes) / page);
    const pages = Math.max(least, Math.min(Math.ceil(end / page / 4), 1024));
    try {
      this.memory.grow(pages);
    } catch {
      try {
        this.memory.grow(least);
      } catch (cause) {
        throw new ChainruleError("limit", `no memory for ${wanted} more bytes beside ${end}`, {
          operation: "wasm",
          hint: "a WebAssembly memory holds up to 4 GiB",
          cause
        });
      }
    }
    room.bytes = this.memory.buffer.byteLength - room.at;
    if (room !== last) this.free.push(room);
    return room;
  }
};

// packages/wasm/src/wasm.ts
function wasm({ relaxedSimd = false } = {}) {
  const arena = new Arena();
  let library;
  const shared = { arena, workspace: new Workspace(arena, 0), library: () => library ??= makeLibrary(arena.memory, relaxedSimd) };
  return definePlugin("backend", "wasm", {
    compile: (program2, operations3, { donate = [] } = {}) => new WasmExecutable(shared, program2, operations3, donate)
  });
}

// packages/wasm/tooling/checks/.generated/examples/run/README-md-15-0.ts
var vector2 = { dtype: "float64", shape: [3] };
var program = {
  types: [vector2, vector2],
  inputs: [0],
  constants: [],
  instructions: [{ operation: "formula", inputs: [0], outputs: [1], parameters: { formula: tanh.of(Expr.variable("#0")).times(2) } }],
  outputs: [1]
};
var operations2 = /* @__PURE__ */ new Map([["formula", formula]]);
var executable = wasm().compile(program, operations2);
__check.value(executable.explain(), "'1 formula in one pass over [3]'", "README.md:32");
var [y] = executable.run([ndarray([0, 40, -40], { dtype: "float64" })]);
__check.value([...readArray(y).data], "[0, 2, -2]", "README.md:34");
