import type { ApiError, DoctorLine } from '../../serve/page-api.ts';
import type { DoctorModel } from './model.ts';

export type DoctorEvent =
  | { readonly type: 'doctor/started' }
  | { readonly type: 'doctor/checked'; readonly line: DoctorLine }
  | { readonly type: 'doctor/ended'; readonly phase: 'over' | 'stopped'; readonly error?: ApiError };

export const noChecks: DoctorModel = { lines: [], phase: 'new' };

export function reduceDoctor(doctor: DoctorModel, event: DoctorEvent): DoctorModel {
  switch (event.type) {
    case 'doctor/started':
      return { lines: [], phase: 'running' };
    case 'doctor/checked':
      return { ...doctor, lines: [...doctor.lines, event.line] };
    case 'doctor/ended':
      return { ...doctor, phase: event.phase, ...(event.error && { error: event.error }) };
  }
}
