import type { ErrorFacts } from '../errors.ts';

/** In quotes; empty for nothing. */
export function named(name: string | undefined): string {
  return name ? `“${name}”` : '';
}

/** With the colon that introduces a cause; empty for nothing. */
export function after(text: string | undefined): string {
  return text ? `：${text}` : '';
}

/** The store's own words, to close a sentence with; empty where it gave none. */
export function said({ detail }: ErrorFacts): string {
  return detail ? `，回复为“${detail}”` : '';
}

/** To begin a sentence with; with the space that Latin letters want before Chinese ones. */
export function theStore({ host }: ErrorFacts): string {
  return host ? `存储服务 ${host} ` : '存储服务';
}

/** By its name, where that is known. */
export function bucket({ bucket }: ErrorFacts): string {
  return bucket ? `存储桶“${bucket}”` : '该存储桶';
}

/** @param seconds at least 0: in minutes from 2 of them on, then in hours, then in days, rounded */
export function duration(seconds: number): string {
  if (seconds < 120) return ` ${seconds} 秒`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return ` ${minutes} 分钟`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? ` ${hours} 小时` : ` ${Math.round(hours / 24)} 天`;
}
