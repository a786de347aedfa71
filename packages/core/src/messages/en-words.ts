import type { ErrorFacts } from '../errors.ts';

/** In quotes, with the space in front of them that joins it to a noun; empty for nothing. */
export function named(name: string | undefined): string {
  return name ? ` "${name}"` : '';
}

/** With the colon that introduces a cause; empty for nothing. */
export function after(text: string | undefined): string {
  return text ? `: ${text}` : '';
}

/** The store's own words, to close a sentence with; empty where it gave none. */
export function said({ detail }: ErrorFacts): string {
  return detail ? ` and said: "${detail}"` : '';
}

/** To begin a sentence with. */
export function theStore({ host }: ErrorFacts): string {
  return host ? `The store at ${host}` : 'The store';
}

/** By its name, where that is known. */
export function bucket({ bucket }: ErrorFacts): string {
  return bucket ? `the bucket "${bucket}"` : 'the bucket';
}

/** For what begins with "the", at the beginning of a sentence. */
export function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}

/** @param seconds at least 0: in minutes from 2 of them on, then in hours, then in days, rounded */
export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
