/** As much of `node:path` as the host uses, in a page. */
export const sep = '/';

export function resolve(...parts: readonly string[]): string {
  const steps: string[] = [];
  for (const step of parts.join('/').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}

export const join = resolve;

export function dirname(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

export function relative(from: string, to: string): string {
  return to === from ? '' : to.slice(from.length + 1);
}
