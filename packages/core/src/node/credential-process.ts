import { exec } from 'node:child_process';
import type { ImbedError } from '../errors.ts';
import type { ProblemCode, ProblemFacts } from '../problems.ts';
import type { Credentials } from '../store/credentials.ts';
import { type LeasedCredentials, missingSecret } from './leased-credentials.ts';

/** Long enough to type a second factor into a window that the command opens. */
const timeoutMs = 60_000;

/** Temporary credentials are renewed this long before they end, as the AWS SDKs do. */
const renewBeforeMs = 5 * 60 * 1000;

/**
 * Runs `command` in the shell and reads what it prints.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 *
 * Neither the command nor anything it printed gets into an error: either may hold a secret.
 */
export async function runCredentialProcess(command: string): Promise<LeasedCredentials> {
  return parseOutput(await outputOf(command));
}

function outputOf(command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    exec(command, { timeout: timeoutMs, windowsHide: true }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if (error.killed) reject(failed('command-slow', { seconds: timeoutMs / 1000 }));
      else reject(failed('command-failed', { exit: String(error.code ?? error.signal) }));
    });
  });
}

function failed<C extends ProblemCode>(code: C, ...facts: ProblemFacts<C>): ImbedError {
  return missingSecret('command', code, ...facts);
}

function parseOutput(output: string): LeasedCredentials {
  const document = parseObject(output);
  if (document?.['Version'] !== 1) throw failed('command-no-json');
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = document as Readonly<
    Record<string, unknown>
  >;
  if (!isText(AccessKeyId) || !isText(SecretAccessKey)) {
    throw failed('command-no-keys');
  }
  const credentials: Credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(isText(SessionToken) && { sessionToken: SessionToken }),
  };
  if (Expiration === undefined) return { credentials };
  return { credentials, renewAt: renewalBefore(Expiration) };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function renewalBefore(expiration: unknown): Date {
  const end = isText(expiration) ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(end)) throw failed('command-no-date');
  return new Date(end - renewBeforeMs);
}
