import { explained } from '../api/trouble.ts';
import { doctorSummary } from '../text/doctor-summary.ts';
import type { Context } from './context.ts';

export interface DoctorActions {
  start(): Promise<void>;
  stop(): void;
}

export function createDoctor({ api, store, words }: Context): DoctorActions {
  let current = new AbortController();

  async function start(): Promise<void> {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    store.dispatch({ type: 'doctor/started' });
    try {
      for await (const line of api.doctor(store.get().profile, signal))
        if (!signal.aborted) store.dispatch({ type: 'doctor/checked', line });
    } catch (error) {
      if (!signal.aborted)
        store.dispatch({ type: 'doctor/ended', phase: 'stopped', error: explained(error, words()) });
      return;
    }
    if (signal.aborted) return;
    store.dispatch({ type: 'doctor/ended', phase: 'over' });
    const text = doctorSummary(store.get().doctor.lines, words());
    store.dispatch({ type: 'page/announced', text });
  }

  return {
    start,
    stop() {
      current.abort();
      store.dispatch({ type: 'doctor/ended', phase: 'stopped' });
    },
  };
}
