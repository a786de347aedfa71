import { ImbedError } from '../errors.ts';
import { type PublicFolder, publicReadStatement } from '../policies/public-read.ts';

/**
 * The policy of a bucket with a statement that lets everybody read below a folder; `undefined` when it has that one.
 * Throws `store/rejected` for a policy that cannot be read, and so not be added to.
 *
 * @param policy as the store has it; `undefined` for none
 */
export function withPublicStatement(policy: string | undefined, where: PublicFolder): string | undefined {
  const { Version = '2012-10-17', Statement = [], ...rest } = parsed(policy);
  const statements = [Statement].flat();
  const statement = publicReadStatement(where);
  if (statements.some((one) => sidOf(one) === statement.Sid)) return undefined;
  return JSON.stringify({ Version, ...rest, Statement: [...statements, statement] });
}

/** Whether a policy has statements that let everybody in, beside the one for the folder. Throws as above. */
export function letsInElsewhere(policy: string | undefined, where: PublicFolder): boolean {
  const own = publicReadStatement(where).Sid;
  return [parsed(policy).Statement ?? []].flat().some((one) => isForEverybody(one) && sidOf(one) !== own);
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

function sidOf(statement: unknown): unknown {
  return fieldsOf(statement).Sid;
}

interface StatementFields {
  readonly Sid?: unknown;
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
}

function fieldsOf(statement: unknown): StatementFields {
  return typeof statement === 'object' && statement !== null ? statement : {};
}
