import { presignedGetUrl, type SigningInit, toImbedError } from '@imbed/core';
import { nodeCredentials, nodeDigests, readConfigFile, systemClock } from '@imbed/core/node';
import type { Args } from './args.ts';
import { secondsFrom } from './bucket/durations.ts';
import { configPath } from './config-location.ts';
import type { Io } from './io.ts';
import { messageLocale } from './locale.ts';
import { prepare, secretsOf } from './profile/recall-or-prepare.ts';
import type { InputResult } from './results.ts';

/**
 * The same results with links that whoever has them can open for a while, which the bucket being private they could
 * not; the ledger keeps those that last. Rejects with `config/*`.
 *
 * @param name of the profile that stored the images
 */
export async function withSignedLinks(
  results: readonly InputResult[],
  name: string,
  args: Args,
  io: Io,
): Promise<readonly InputResult[]> {
  const seconds = secondsFrom(args.value('for') ?? '7d');
  const init = await signingInit(name, args, io);
  const expiresAt = new Date(init.clock.now().getTime() + seconds * 1000);
  const sign = async (result: InputResult): Promise<InputResult> => {
    // What a note is to link locally, or could not be stored, stays as it is.
    if (result.status !== 'done' || result.url !== result.stored?.url) return result;
    try {
      return { ...result, url: await presignedGetUrl(init, result.stored.key, seconds), expiresAt };
    } catch (error) {
      return { input: result.input, status: 'failed', error: toImbedError(error) };
    }
  };
  const signed = await Promise.all(results.map(sign));
  const isSigned = signed.some((result) => result.status === 'done' && result.expiresAt === expiresAt);
  if (isSigned && !args.has('quiet')) io.warn(expiryWarning(expiresAt, io));
  return signed;
}

async function signingInit(name: string, args: Args, io: Io): Promise<SigningInit> {
  const path = configPath(args, io);
  const { text, value } = await readConfigFile(path);
  const { store, credentialVariables } = await prepare({ path, text, value }, name, io);
  const { credentials } = secretsOf(value, name);
  return {
    store,
    credentials: nodeCredentials(credentials, credentialVariables, io.env),
    digests: nodeDigests,
    clock: systemClock,
  };
}

function expiryWarning(expiresAt: Date, { env }: Io): string {
  const until = `${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return messageLocale(env) === 'zh-CN'
    ? `imbed：警告：链接带签名，${until} 之后失效，写进笔记的也一样。\n`
    : `imbed: warning: these links are signed and open until ${until}; in notes they will be dead after that\n`;
}
