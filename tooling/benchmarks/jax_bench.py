"""JAX's jit on one CPU thread: the same cases as the others."""
import os, json, time
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["JAX_PLATFORMS"] = "cpu"
# The flags do not keep matrix products from the other cores: XLA makes as many threads as the process may have.
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
import numpy as np, jax, jax.numpy as jnp
PEER = "jax-" + jax.__version__
CASES = os.environ.get("CASES", "")
want = lambda c: not CASES or c in CASES.split(",")
def rnd(shape, seed, scale=1.0):
    n = int(np.prod(shape))
    with np.errstate(over="ignore"):
        x = np.arange(n, dtype=np.uint32) * np.uint32(0x9e3779b1) + np.uint32((seed * 0x85ebca77) & 0xffffffff)
        x ^= x >> np.uint32(16); x *= np.uint32(0x85ebca6b)
        x ^= x >> np.uint32(13); x *= np.uint32(0xc2b2ae35)
        x ^= x >> np.uint32(16)
    return jnp.asarray(((x.astype(np.float64) / 4294967296 * 2 - 1) * scale).astype(np.float32).reshape(shape))
ints = lambda n, seed, k: np.minimum(k - 1, np.floor((np.asarray(rnd((n,), seed), dtype=np.float64) + 1) / 2 * k)).astype(np.int32)
onehot = lambda idx, k: jnp.asarray(np.eye(k, dtype=np.float32)[idx])
def timeit(fn, min_ms=1500, batch=1):
    for _ in range(3 * batch): fn()
    ts = []; t0 = time.perf_counter()
    while (time.perf_counter() - t0) * 1e3 < min_ms or len(ts) < 5:
        t = time.perf_counter()
        for _ in range(batch): fn()
        ts.append((time.perf_counter() - t) * 1e3 / batch)
    ts.sort(); return ts[len(ts) // 2], ts[0]
def emit(c, t, **extra): print(json.dumps(dict(peer=PEER, case=c, ms_per_iter=float("%.4g" % t[0]), min_ms=float("%.4g" % t[1]), **extra)), flush=True)
if want("a"):
    for n in (256, 512, 1024, 2048):
        a, b = rnd((n, n), 1), rnd((n, n), 2); f = jax.jit(lambda a, b: a @ b)
        emit(f"a.matmul{n}", timeit(lambda: f(a, b).block_until_ready()), chk=float(f(a, b)[1, 2]))
if want("b"):
    x = rnd((1000000,), 3, 2.0)
    f = lambda x: (jnp.tanh(x * x + jnp.sin(x)) * 0.5 + jnp.exp(-x)).sum()
    v, g = jax.jit(f), jax.jit(jax.value_and_grad(f))
    emit("b.elementwise.value", timeit(lambda: v(x).block_until_ready()), chk=float(v(x)))
    emit("b.elementwise.grad", timeit(lambda: g(x)[1].block_until_ready()), chk=float(g(x)[1][7]))
def sgd(loss, rate):
    def step(p, *d):
        l, g = jax.value_and_grad(loss)(p, *d)
        return l, [q - rate * h for q, h in zip(p, g)]
    return jax.jit(step, donate_argnums=0)
def adam(loss, rate):
    def step(s, c1, c2, *d):
        p, m, v = s
        l, g = jax.value_and_grad(loss)(p, *d)
        m = [0.9 * a + 0.1 * h for a, h in zip(m, g)]; v = [0.999 * a + 0.001 * h * h for a, h in zip(v, g)]
        return l, ([q - rate * (a / c1) / (jnp.sqrt(b / c2) + 1e-8) for q, a, b in zip(p, m, v)], m, v)
    return jax.jit(step, donate_argnums=0)
def run_sgd(c, loss, rate, p, data, k, batch=1):
    step = sgd(loss, rate); st = [p]
    def go():
        l, st[0] = step(st[0], *data); return float(l)
    for _ in range(k): last = go()
    emit(c, timeit(go, batch=batch), chk=last)
def run_adam(c, loss, rate, p, data, k=10):
    step = adam(loss, rate); st = [(p, [jnp.zeros_like(x) for x in p], [jnp.zeros_like(x) for x in p])]; n = [0]
    def go():
        n[0] += 1; l, st[0] = step(st[0], 1 - 0.9 ** n[0], 1 - 0.999 ** n[0], *data); return float(l)
    for _ in range(k): last = go()
    emit(c, timeit(go), chk=last)
ce = lambda z, Y, n: -(jax.nn.log_softmax(z) * Y).sum() / n
mk = lambda spec: [jnp.ones(s) if seed == "ones" else jnp.zeros(s) if seed == "zeros" else rnd(s, seed, sc) for s, seed, sc in spec]
if want("c"):
    loss = lambda p, X, Y: jnp.mean((jnp.tanh(jnp.tanh(jnp.tanh(X @ p[0] + p[1]) @ p[2] + p[3]) @ p[4] + p[5]) - Y) ** 2)
    run_sgd("c.tinymlp", loss, 0.03, mk([((2, 8), 10, .7), ((8,), 11, .1), ((8, 8), 12, .35), ((8,), 13, .1), ((8, 1), 14, .35), ((1,), 15, .1)]), [rnd((10, 2), 16), rnd((10, 1), 17)], 100, 50)
if want("d"):
    def loss(W, X, Y):
        h = jax.nn.relu(X @ W[0] + W[1]); h = jax.nn.relu(h @ W[2] + W[3]); return ce(h @ W[4] + W[5], Y, 128)
    run_adam("d.mlp", loss, 1e-3, mk([((784, 256), 20, .05), ((256,), 21, .05), ((256, 128), 22, .08), ((128,), 23, .05), ((128, 10), 24, .1), ((10,), 25, .05)]), [rnd((128, 784), 26), onehot(ints(128, 27, 10), 10)])
if want("e"):
    pool = lambda x: jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
    def loss(W, X, Y):
        h = pool(jax.nn.relu(jax.lax.conv_general_dilated(X, W[0], (1, 1), "SAME") + W[1]))
        h = pool(jax.nn.relu(jax.lax.conv_general_dilated(h, W[2], (1, 1), "SAME") + W[3]))
        return ce(h.reshape(64, 1568) @ W[4] + W[5], Y, 64)
    run_sgd("e.cnn", loss, 0.01, mk([((16, 1, 3, 3), 30, .3), ((16, 1, 1), 31, .1), ((32, 16, 3, 3), 32, .1), ((32, 1, 1), 33, .1), ((1568, 10), 34, .03), ((10,), 35, .1)]), [rnd((64, 1, 28, 28), 36), onehot(ints(64, 37, 10), 10)], 10)
if want("f"):
    d, H, S, B, V, L = 128, 4, 64, 8, 65, 2
    spec = [((V, d), 40, .05), ((S, d), 41, .05), ((d,), "ones", 0), ((d,), "zeros", 0), ((d, V), 42, .08)]
    for l in range(L):
        o = 50 + 10 * l
        spec += [((d, 3 * d), o, .08), ((3 * d,), "zeros", 0), ((d, d), o + 1, .08), ((d,), "zeros", 0), ((d, 4 * d), o + 2, .08), ((4 * d,), "zeros", 0), ((4 * d, d), o + 3, .05), ((d,), "zeros", 0), ((d,), "ones", 0), ((d,), "zeros", 0), ((d,), "ones", 0), ((d,), "zeros", 0)]
    mask = jnp.triu(jnp.full((S, S), -1e9), 1)
    def ln(x, g, b):
        c = x - x.mean(-1, keepdims=True); return c / jnp.sqrt((c * c).mean(-1, keepdims=True) + 1e-5) * g + b
    gelu = lambda x: 0.5 * x * (1 + jnp.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    def loss(p, X, Y):
        emb, pos, lg, lb, head = p[:5]; h = emb[X].reshape(B, S, d) + pos
        for l in range(L):
            wq, bq, wo, bo, w1, b1, w2, b2, g1, e1, g2, e2 = p[5 + 12 * l:17 + 12 * l]
            q, k, v = (ln(h, g1, e1) @ wq + bq).reshape(B, S, 3, H, d // H).transpose(2, 0, 3, 1, 4)
            att = jax.nn.softmax(q @ k.swapaxes(-1, -2) * (d / H) ** -0.5 + mask)
            h = h + (att @ v).swapaxes(1, 2).reshape(B, S, d) @ wo + bo
            h = h + gelu(ln(h, g2, e2) @ w1 + b1) @ w2 + b2
        return ce((ln(h, lg, lb) @ head).reshape(B * S, V), Y, B * S)
    run_adam("f.transformer", loss, 1e-3, mk(spec), [jnp.asarray(ints(B * S, 46, V)), onehot(ints(B * S, 47, V), V)])
if want("g"):
    x0, v0 = rnd((50,), 60, 1.5), rnd((50,), 61)
    f = lambda x: (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()
    hvp = jax.jit(lambda x, v: jax.jvp(jax.grad(f), (x,), (v,))[1]); hs = jax.jit(jax.hessian(f))
    emit("g.hvp50", timeit(lambda: hvp(x0, v0).block_until_ready(), batch=20), chk=float(hvp(x0, v0)[3]))
    emit("g.hessian50", timeit(lambda: hs(x0).block_until_ready(), batch=20), chk=float(hs(x0)[3, 4]))
