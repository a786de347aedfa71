import { linkSymptoms } from './link.ts';
import { networkSymptoms } from './network.ts';
import { operationSymptoms } from './operations.ts';
import { quirkSymptoms } from './quirks.ts';
import { storeSymptoms } from './store.ts';
import type { Symptom } from './symptom.ts';

/** In the order in which the doctor would come upon them. */
export const symptoms: readonly Symptom[] = [
  ...networkSymptoms,
  ...storeSymptoms,
  ...operationSymptoms,
  ...linkSymptoms,
  ...quirkSymptoms,
];
