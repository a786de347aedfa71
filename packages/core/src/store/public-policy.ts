import { ImbedError } from '../errors.ts';

/** The objects that everybody is to read. */
export interface PublicFolder {
  readonly bucket: string;
  readonly region: string;
  /** Without slash; empty for all. */
  readonly folder: string;
}

/**
 * The policy of a bucket with a statement that lets everybody read below a folder; `undefined` when it has that one.
 * Throws `store/rejected` for a policy that cannot be read, and so not be added to.
 *
 * @param policy as the store has it; `undefined` for none
 */
export function withPublicStatement(policy: string | undefined, where: PublicFolder): string | undefined {
  const { Version = '2012-10-17', Statement = [], ...rest } = parsed(policy ?? '{}');
  const statements = [Statement].flat();
  const partition = where.region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const path = where.folder === '' ? '*' : `${where.folder}/*`;
  const statement = {
    Sid: `ImbedPublicRead${hex(where.folder)}`,
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:GetObject'],
    Resource: [`arn:${partition}:s3:::${where.bucket}/${path}`],
  };
  if (statements.some((one) => sidOf(one) === statement.Sid)) return undefined;
  return JSON.stringify({ Version, ...rest, Statement: [...statements, statement] });
}

interface PolicyDocument {
  readonly Version?: unknown;
  readonly Statement?: unknown;
}

function parsed(text: string): PolicyDocument {
  try {
    return JSON.parse(text) as PolicyDocument;
  } catch (cause) {
    throw new ImbedError('store/rejected', { detail: 'the policy of the bucket is not JSON' }, { cause });
  }
}

function sidOf(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && 'Sid' in statement
    ? statement.Sid
    : undefined;
}

/** A Sid has letters and digits only. */
function hex(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
