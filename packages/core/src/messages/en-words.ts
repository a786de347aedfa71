import type { ErrorFacts } from '../errors.ts';

export function named(name: string | undefined): string {
  return name ? ` "${name}"` : '';
}

export function after(text: string | undefined): string {
  return text ? `: ${text}` : '';
}

export function said({ detail }: ErrorFacts): string {
  return detail ? ` and said: "${detail}"` : '';
}

export function theStore({ host }: ErrorFacts): string {
  return host ? `The store at ${host}` : 'The store';
}

export function bucket({ bucket }: ErrorFacts): string {
  return bucket ? `the bucket "${bucket}"` : 'the bucket';
}

export function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}

export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
