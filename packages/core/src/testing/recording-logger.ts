import type { Logger } from '../ports.ts';

/** Keeps what was warned of. */
export interface RecordingLogger extends Logger {
  readonly warnings: readonly string[];
}

export function createRecordingLogger(): RecordingLogger {
  const warnings: string[] = [];
  return {
    warnings,
    debug: () => undefined,
    warn: (message) => {
      warnings.push(message);
    },
  };
}
