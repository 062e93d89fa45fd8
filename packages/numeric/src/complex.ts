/**
 * A complex number with the functions that programs need to be differentiated by the complex step. Immutable.
 *
 * The functions are the principal branches, written so that a tiny imaginary part keeps all its digits.
 *
 * @example
 * ```ts
 * import { Complex } from '@chainrule/numeric';
 * const i = new Complex(0, 1);
 * i.mul(i).real; // → -1
 * ```
 */
export class Complex {
  readonly real: number;
  readonly imaginary: number;

  constructor(real: number, imaginary = 0) {
    this.real = real;
    this.imaginary = imaginary;
  }

  add(other: Complex | number): Complex {
    const w = complex(other);
    return new Complex(this.real + w.real, this.imaginary + w.imaginary);
  }
  sub(other: Complex | number): Complex {
    const w = complex(other);
    return new Complex(this.real - w.real, this.imaginary - w.imaginary);
  }
  mul(other: Complex | number): Complex {
    const w = complex(other);
    return new Complex(this.real * w.real - this.imaginary * w.imaginary, this.real * w.imaginary + this.imaginary * w.real);
  }
  /** Smith's division, which neither overflows nor underflows halfway. */
  div(other: Complex | number): Complex {
    const { real: c, imaginary: d } = complex(other);
    const { real: a, imaginary: b } = this;
    if (Math.abs(c) >= Math.abs(d)) {
      const r = d / c;
      const scale = c + d * r;
      return new Complex((a + b * r) / scale, (b - a * r) / scale);
    }
    const r = c / d;
    const scale = c * r + d;
    return new Complex((a * r + b) / scale, (b * r - a) / scale);
  }
  neg(): Complex {
    return new Complex(-this.real, -this.imaginary);
  }
  exp(): Complex {
    const size = Math.exp(this.real);
    return new Complex(size * Math.cos(this.imaginary), size * Math.sin(this.imaginary));
  }
  log(): Complex {
    return new Complex(Math.log(Math.hypot(this.real, this.imaginary)), Math.atan2(this.imaginary, this.real));
  }
  sqrt(): Complex {
    const size = Math.hypot(this.real, this.imaginary);
    if (size === 0) return new Complex(0, 0);
    const larger = Math.sqrt((size + Math.abs(this.real)) / 2);
    const smaller = this.imaginary / (2 * larger);
    return this.real >= 0 ? new Complex(larger, smaller) : new Complex(Math.abs(smaller), this.imaginary < 0 ? -larger : larger);
  }
  /** zʷ; whole powers by repeated multiplication, others as exp(w·log z). */
  pow(exponent: Complex | number): Complex {
    if (typeof exponent === 'number' && Number.isInteger(exponent) && Math.abs(exponent) <= 1024) {
      let [result, square] = [new Complex(1), exponent < 0 ? new Complex(1).div(this) : this];
      for (let n = Math.abs(exponent); n > 0; n = Math.floor(n / 2), square = square.mul(square))
        if (n % 2 === 1) result = result.mul(square);
      return result;
    }
    return this.log().mul(exponent).exp();
  }
  sin(): Complex {
    return new Complex(Math.sin(this.real) * Math.cosh(this.imaginary), Math.cos(this.real) * Math.sinh(this.imaginary));
  }
  cos(): Complex {
    return new Complex(Math.cos(this.real) * Math.cosh(this.imaginary), -Math.sin(this.real) * Math.sinh(this.imaginary));
  }
  tan(): Complex {
    return this.sin().div(this.cos());
  }
  sinh(): Complex {
    return new Complex(Math.sinh(this.real) * Math.cos(this.imaginary), Math.cosh(this.real) * Math.sin(this.imaginary));
  }
  cosh(): Complex {
    return new Complex(Math.cosh(this.real) * Math.cos(this.imaginary), Math.sinh(this.real) * Math.sin(this.imaginary));
  }
  /** (tanh a + i tan b) / (1 + i tanh a · tan b), multiplied out, with 1 − tanh² a as 1/cosh² a: neither overflows nor cancels. */
  tanh(): Complex {
    const [a, b] = [Math.tanh(this.real), Math.tan(this.imaginary)];
    const scale = 1 + a * a * b * b;
    return new Complex((a * (1 + b * b)) / scale, b / Math.cosh(this.real) ** 2 / scale);
  }
  atan(): Complex {
    const [a, b] = [this.real, this.imaginary];
    const real = Math.atan2(2 * a, 1 - a * a - b * b) / 2;
    return new Complex(real, Math.log1p((4 * b) / (a * a + (1 - b) ** 2)) / 4);
  }
}

const complex = (z: Complex | number): Complex => (typeof z === 'number' ? new Complex(z) : z);
