import fc from 'fast-check';

/**
 * Property tests try the same cases in every run, so that a change is judged by what it changed and not by luck.
 * `IMBED_FUZZ_SEED=random` tries others, a number those of that run; a failure prints its seed.
 */
const wanted = process.env['IMBED_FUZZ_SEED'] ?? '20261122';

if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
