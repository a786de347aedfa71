/** Everything that only asking needs, in one file that is loaded for it. */
export { askPlan } from './ask.ts';
export { createPrompts } from './prompts.ts';
export { checkOptions } from './store-options.ts';
