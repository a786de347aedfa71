import type { ErrorFacts } from '../errors.ts';

export function named(name: string | undefined): string {
  return name ? `“${name}”` : '';
}

export function after(text: string | undefined): string {
  return text ? `：${text}` : '';
}

export function said({ detail }: ErrorFacts): string {
  return detail ? `，回复为“${detail}”` : '';
}

export function theStore({ host }: ErrorFacts): string {
  return host ? `存储服务 ${host} ` : '存储服务';
}

export function bucket({ bucket }: ErrorFacts): string {
  return bucket ? `存储桶“${bucket}”` : '该存储桶';
}

export function duration(seconds: number): string {
  if (seconds < 120) return ` ${seconds} 秒`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return ` ${minutes} 分钟`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? ` ${hours} 小时` : ` ${Math.round(hours / 24)} 天`;
}
