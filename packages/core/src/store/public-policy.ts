import { ImbedError } from '../errors.ts';
import { type PublicFolder, publicReadStatement } from '../policies/public-read.ts';

/**
 * The policy of a bucket with a statement that lets everybody read below a folder; `undefined` when it has that one.
 * Throws `store/rejected` for a policy that cannot be read, and so not be added to, and `bucket/edited-statement` where
 * somebody made another of it.
 *
 * @param policy as the store has it; `undefined` for none
 */
export function withPublicStatement(policy: string | undefined, where: PublicFolder): string | undefined {
  const { Version = '2012-10-17', Statement = [], ...rest } = parsed(policy);
  const statements = [Statement].flat();
  const statement = publicReadStatement(where);
  if (statements.some((one) => isSame(one, statement))) return undefined;
  if (statements.some((one) => fieldsOf(one).Sid === statement.Sid))
    throw new ImbedError('bucket/edited-statement', { bucket: where.bucket, name: statement.Sid });
  return JSON.stringify({ Version, ...rest, Statement: [...statements, statement] });
}

/** Whether a policy has statements that let everybody in, beside the one for the folder. Throws as above. */
export function letsInElsewhere(policy: string | undefined, where: PublicFolder): boolean {
  const own = publicReadStatement(where);
  return [parsed(policy).Statement ?? []].flat().some((one) => isForEverybody(one) && !isSame(one, own));
}

/** Stores write a statement in their own way: MinIO names everybody `{"AWS":["*"]}`. What it is called does not count. */
function isSame(one: unknown, other: unknown): boolean {
  return plain(one) === plain(other);
}

function plain(statement: unknown): string {
  const { Sid: _, Effect, Principal, Action, Resource, ...rest } = fieldsOf(statement);
  const named = typeof Principal === 'object' && Principal !== null ? Principal : { AWS: Principal };
  const who = Object.entries(named).map(([kind, names]) => [kind, [names].flat()]);
  return JSON.stringify([Effect, who, [Action].flat(), [Resource].flat(), rest]);
}

/** Conditions do not count: whether one keeps everybody out is not to be guessed. */
function isForEverybody(statement: unknown): boolean {
  const { Effect, Principal, NotPrincipal } = fieldsOf(statement);
  if (Effect === 'Deny') return false;
  const named = typeof Principal === 'object' && Principal !== null ? Object.values(Principal) : [Principal];
  return NotPrincipal !== undefined || named.flat().includes('*');
}

interface PolicyDocument {
  readonly Version?: unknown;
  readonly Statement?: unknown;
}

function parsed(text: string = '{}'): PolicyDocument {
  try {
    return JSON.parse(text) as PolicyDocument;
  } catch (cause) {
    throw new ImbedError('store/rejected', { detail: 'the policy of the bucket is not JSON' }, { cause });
  }
}

interface StatementFields {
  readonly Sid?: unknown;
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
}

function fieldsOf(statement: unknown): StatementFields {
  return typeof statement === 'object' && statement !== null ? statement : {};
}
