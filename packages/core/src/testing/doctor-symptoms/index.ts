import { linkSymptoms } from './link.ts';
import { networkSymptoms } from './network.ts';
import { storeSymptoms } from './store.ts';
import type { Symptom } from './symptom.ts';

export const symptoms: readonly Symptom[] = [...networkSymptoms, ...storeSymptoms, ...linkSymptoms];
