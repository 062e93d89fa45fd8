import fc from 'fast-check';

// The same code gets the same verdict: random tests draw from a fixed seed. To look for what it does not show: FAST_CHECK_SEED=random npm test
const seed = process.env.FAST_CHECK_SEED ?? '20261123';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
