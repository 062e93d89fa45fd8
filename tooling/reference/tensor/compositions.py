# Functions as users write them. Run by record.py.


def tanh_network(x, w1, b1, w2, b2, w3):
    return jnp.mean((jnp.tanh(jnp.tanh(x @ w1 + b1) @ w2 + b2) @ w3) ** 2)


def layer_norm(x, gain, bias):
    off = x - x.mean(-1, keepdims=True)
    return off / jnp.sqrt((off * off).mean(-1, keepdims=True) + 1e-5) * gain + bias


def attention(q, k, v):
    return jax.nn.softmax(q @ k.T / jnp.sqrt(q.shape[-1]), -1) @ v


def causal(q, k, v):
    mask = jnp.tril(jnp.ones((q.shape[0], q.shape[0]), bool))
    return jax.nn.softmax(jnp.where(mask, q @ k.T, -1e9), -1) @ v


composition("sum of squares", lambda x: (x * x).sum(), real(10))
composition("Rosenbrock", lambda x: (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum(), real(6))
composition("logistic loss", lambda w, x, y: jnp.log1p(jnp.exp(-y * (x @ w))).mean(), real(3, 1), real(6, 3), np.sign(real(6, 1)))
composition("softmax cross-entropy", lambda z, y: -jnp.take_along_axis(jax.nn.log_softmax(z), y[:, None], 1).mean(), real(4, 3), whole(0, 2, 1, 1))
composition("tanh network of three layers", tanh_network, real(4, 3), real(3, 5), real(5), real(5, 4), real(4), real(4, 2))
composition("gelu network", lambda x, w, v: (jax.nn.gelu(x @ w, approximate=False) @ v).sum(0), real(4, 3), real(3, 4), real(4, 2))
composition("sigmoid network with binary cross-entropy", lambda x, w, y: (lambda p: -(y * jnp.log(p) + (1 - y) * jnp.log1p(-p)).mean())(jax.nn.sigmoid(x @ w)), real(5, 3), real(3, 1), positive(5, 1) / 4)
composition("convolutional network", lambda x, w, v: jax.nn.log_softmax(lax.reduce_window(jnp.tanh(convolve(x, w, (1, 1), "SAME")), -jnp.inf, lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID").reshape(2, -1) @ v), real(2, 1, 4, 4), real(2, 1, 3, 3), real(8, 3))
composition("depthwise-separable convolution", lambda x, w, v: convolve(convolve(x, w, (1, 1), "SAME", None, 2), v, (1, 1), "VALID"), real(1, 2, 4, 4), real(2, 1, 3, 3), real(3, 2, 1, 1))
composition("dilated causal convolutions", lambda x, w, v: convolve(jnp.tanh(convolve(x, w, (1,), [(1, 0)])), v, (1,), [(2, 0)], (2,)), real(1, 2, 6), real(3, 2, 2), real(1, 3, 2))
composition("convolution and its adjoint", lambda x, w: convolve(convolve(x, w, (2,), [(0, 0)]), jnp.flip(jnp.swapaxes(w, 0, 1), 2), (1,), [(2, 2)], None, 1, (2,)), real(1, 2, 7), real(3, 2, 3))
composition("average pooling and softmax", lambda x: jax.nn.softmax(x.mean((2, 3)), -1), real(2, 3, 2, 2))
composition("layer normalisation", layer_norm, real(3, 4), real(4), real(4))
composition("batch normalisation", lambda x, g, b: (x - x.mean(0)) / jnp.sqrt(x.var(0) + 1e-5) * g + b, real(5, 3), real(3), real(3))
composition("group normalisation", lambda x: (lambda y: ((y - y.mean((2, 3), keepdims=True)) / jnp.sqrt(y.var((2, 3), keepdims=True) + 1e-5)).reshape(2, 4, 3))(x.reshape(2, 2, 2, 3)), real(2, 4, 3))
composition("root mean square normalisation", lambda x, g: x / jnp.sqrt((x * x).mean(-1, keepdims=True) + 1e-6) * g, real(3, 4), real(4))
composition("attention", attention, real(3, 2), real(4, 2), real(4, 3))
composition("causal attention", causal, real(4, 2), real(4, 2), real(4, 2))
composition("attention of several heads", lambda x, wq, wk, wv: jnp.einsum("hqk,khd->qhd", jax.nn.softmax(jnp.einsum("qhd,khd->hqk", jnp.einsum("ti,ihd->thd", x, wq), jnp.einsum("ti,ihd->thd", x, wk)), -1), jnp.einsum("ti,ihd->thd", x, wv)), real(3, 4), real(4, 2, 2), real(4, 2, 2), real(4, 2, 2))
composition("embedding and mean", lambda table, i: jax.nn.log_softmax(table[i].mean(1)), real(5, 3), np.array([[0, 3, 0], [4, 4, 1]], np.int32))
composition("residual block", lambda x, w, v: x + jax.nn.relu(x @ w) @ v, real(3, 4), real(4, 5), real(5, 4))
composition("gated unit", lambda x, w, v: jax.nn.sigmoid(x @ w) * (x @ v), real(3, 2), real(2, 3), real(2, 3))


def lstm(x, h, c, w, u, b):
    i, f, g, o = jnp.split(x @ w + h @ u + b, 4, -1)
    c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
    return jax.nn.sigmoid(o) * jnp.tanh(c), c


def gru(x, h, w, u):
    a, b = x @ w, h @ u
    r, z = jax.nn.sigmoid(a[:, :3] + b[:, :3]), jax.nn.sigmoid(a[:, 3:6] + b[:, 3:6])
    return (1 - z) * jnp.tanh(a[:, 6:] + r * b[:, 6:]) + z * h


composition("long short-term memory cell", lstm, real(2, 3), real(2, 2), real(2, 2), real(3, 8), real(2, 8), real(8))
composition("gated recurrent cell", gru, real(2, 2), real(2, 3), real(2, 9), real(3, 9))
composition("recurrent network by scan", lambda x, h, w, u: lax.scan(lambda h, x: (lambda k: (k, k))(jnp.tanh(x @ w + h @ u)), h, x)[1], real(6, 2), real(3), real(2, 3), real(3, 3))
composition("Huber loss", lambda x: jnp.where(jnp.abs(x) <= 1, 0.5 * x * x, jnp.abs(x) - 0.5).mean(), real(8, low=-3, high=3))
composition("Kullback-Leibler divergence", lambda a, b: (jax.nn.softmax(a) * (jax.nn.log_softmax(a) - jax.nn.log_softmax(b))).sum(), real(2, 4), real(2, 4))
composition("contrastive loss", lambda a, b: (lambda n, m: -jnp.diagonal(jax.nn.log_softmax(n @ m.T / 0.5)).mean())(a / jnp.linalg.norm(a, axis=1, keepdims=True), b / jnp.linalg.norm(b, axis=1, keepdims=True)), real(3, 4), real(3, 4))
composition("cosine similarity", lambda a, b: (a * b).sum() / jnp.sqrt((a * a).sum() * (b * b).sum()), real(5), real(5))
composition("mixture of Gaussians", lambda x, m, s, l: jsp.special.logsumexp(jax.nn.log_softmax(l) - 0.5 * ((x[:, None] - m) / jnp.exp(s)) ** 2 - s, 1).sum(), real(6), real(3), real(3), real(3))
composition("Gaussian log-likelihood", lambda x, a: (lambda l: -0.5 * (lax.linalg.triangular_solve(l, x, left_side=True, lower=True) ** 2).sum() - jnp.log(jnp.diagonal(l)).sum())(jnp.linalg.cholesky(a)), real(3, 2), definite(3))
composition("Gaussian process", lambda x, y, s: (lambda k: (y.T @ jnp.linalg.solve(k, y))[0, 0] + jnp.linalg.slogdet(k)[1])(jnp.exp(-((x[:, None] - x) / s) ** 2) + 0.1 * jnp.eye(4)), real(4), real(4, 1), positive())
composition("log-determinant", lambda a: jnp.linalg.slogdet(a @ a.T + jnp.eye(4))[1], real(4, 4))
composition("least squares", lambda x, y: jnp.linalg.solve(x.T @ x, x.T @ y), real(6, 3), real(6, 1))
composition("ridge regression by singular values", lambda x, y: (lambda u, s, vt: vt.T @ ((s / (s * s + 0.3))[:, None] * (u.T @ y)))(*jnp.linalg.svd(x, full_matrices=False)), real(5, 3), real(5, 1))
composition("nuclear norm", lambda a: jnp.linalg.svd(a, compute_uv=False).sum(), real(3, 4))
composition("spectral norm", lambda a: jnp.linalg.svd(a, compute_uv=False)[0], real(4, 3))
composition("best approximation of rank one", lambda a: (lambda u, s, vt: s[0] * jnp.outer(u[:, 0], vt[0]))(*jnp.linalg.svd(a, full_matrices=False)), real(3, 3))
composition("exponential of a symmetric matrix", lambda a: (lambda w, v: (v * jnp.exp(w)) @ v.T)(*jnp.linalg.eigh(a)), definite(3) / 4)
composition("projection by qr", lambda a, b: (lambda q: q @ (q.T @ b))(jnp.linalg.qr(a)[0]), real(4, 2), real(4, 1))
composition("determinant of Vandermonde's matrix", lambda x: jnp.linalg.det(x[:, None] ** jnp.arange(4)), real(4))
composition("trace of the inverse", lambda a: jnp.trace(jnp.linalg.inv(a)), regular(3))


def power(a, x):
    for _ in range(5):
        x = a @ x
        x = x / jnp.linalg.norm(x)
    return x @ a @ x


def newton_root(a):
    x = a
    for _ in range(6):
        x = 0.5 * (x + a / x)
    return x


def heat(u, k):
    for _ in range(4):
        u = u + k * (jnp.roll(u, 1) - 2 * u + jnp.roll(u, -1))
    return u


def leapfrog(q, p, k):
    for _ in range(5):
        p = p - 0.05 * k * q
        q = q + 0.1 * p
        p = p - 0.05 * k * q
    return q, p


composition("power iteration", power, definite(3), positive(3))
composition("Newton's square root", newton_root, positive(4))
composition("heat equation", heat, real(6), positive())
composition("harmonic oscillator", leapfrog, real(3), real(3), positive(3))
composition("Horner's scheme", lambda c, x: (((c[3] * x + c[2]) * x + c[1]) * x + c[0]).sum(), real(4), real(5))
composition("trapezoidal rule", lambda y, x: ((y[1:] + y[:-1]) * (x[1:] - x[:-1])).sum() / 2, real(6), jnp.asarray(np.cumsum(positive(6)).astype(np.float32).astype(np.float64)))
composition("bilinear form", lambda x, a, y: jnp.einsum("i,ij,j->", x, a, y), real(3), real(3, 4), real(4))
composition("triple product", lambda t, x, y, z: jnp.einsum("ijk,i,j,k->", t, x, y, z), real(2, 3, 2), real(2), real(3), real(2))
composition("covariance", lambda x: (lambda y: y.T @ y / 4)(x - x.mean(0)), real(5, 3))
composition("pairwise distances", lambda x: jnp.sqrt(((x[:, None] - x) ** 2).sum(-1) + 0.01), real(4, 2))
composition("weighted order statistics", lambda x, w: (jnp.sort(x) * w).sum(), real(6), real(6))
composition("sum of the largest", lambda x: (lax.top_k(x, 3)[0] ** 2).sum(), real(7))
composition("compound returns", lambda r: jnp.cumprod(1 + r / 10)[-1] - jnp.cumprod(1 + r / 10).max(), real(6))
composition("discounted sums", lambda r, g: (jnp.cumsum(r * g ** jnp.arange(5)) ** 2).sum(), real(5), positive())
composition("weighted histogram", lambda w, i: jnp.zeros(4).at[i].add(w ** 2) ** 2, real(6), whole(0, 2, 2, 1, 3, 0))
composition("updates in place", lambda x, u: jnp.sin(x.at[1:3].set(u)), real(4), real(2))
composition("norm clipping", lambda g: g * jnp.minimum(1.0, 1.0 / jnp.linalg.norm(g)), real(6))
composition("standardisation", lambda x: (x - x.mean()) / x.std(), real(6))
composition("power spectrum", lambda x: jnp.abs(jnp.fft.fft(x)) ** 2, real(8))
composition("autocorrelation", lambda x: convolve(x.reshape(1, 1, 6), x.reshape(1, 1, 6), (1,), [(5, 5)]).reshape(-1), real(6))
composition("learnt temperature", lambda z, t: (jax.nn.softmax(z / jnp.exp(t)) * z).sum(), real(2, 4), real())
composition("variational bound", lambda m, s, x: (0.5 * (jnp.exp(2 * s) + m * m - 1 - 2 * s)).sum() + ((x - jnp.tanh(m)) ** 2).sum(), real(4), real(4), real(4))
