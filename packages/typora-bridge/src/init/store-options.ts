import { type ConfigIssue, ImbedError, openProviderIds, parseKeyTemplate } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import { isName, issueWith, type KnownStore, ownServer, type StoreField, storeNamed } from './settings.ts';

/** What the options say of the store; what they leave open is absent. Throws a `UsageError` for a store that nobody knows. */
export function storeOptions(args: Args): Partial<KnownStore> {
  const given = args.value('provider');
  const named = given === undefined ? {} : (storeNamed(given) ?? unknownStore(given));
  const { endpoint, bucket } = placeOption(args);
  const region = args.value('region');
  return {
    ...named,
    ...(endpoint !== undefined && { endpoint }),
    ...(bucket !== undefined && { bucket }),
    ...(region !== undefined && { region }),
  };
}

/** `--endpoint http://localhost:9000/my-notes` names the bucket as well. A longer path is the store's own. */
function placeOption(args: Args): Pick<Partial<KnownStore>, 'endpoint' | 'bucket'> {
  const [endpoint, bucket] = [args.value('endpoint'), args.value('bucket')];
  const pasted = bucket === undefined && /^([a-z]+:\/\/)?[^/]+\/[^/]+\/?$/i.test(endpoint ?? '');
  const own = pasted ? ownServer(endpoint ?? '') : undefined;
  return own ?? { ...(endpoint !== undefined && { endpoint }), ...(bucket !== undefined && { bucket }) };
}

function unknownStore(given: string): never {
  const own = ownServer(given);
  const reason =
    own === undefined
      ? `is no store and no address of one; choose one of: ${openProviderIds.join(', ')}`
      : `is no address of a store that Imbed knows; for a server of your own: --provider minio --endpoint ${given}`;
  throw new UsageError(`--provider "${given}" ${reason}`);
}

const storeFields = [
  ['endpoint', 'endpoint'],
  ['bucket', 'bucket'],
  ['region', 'region'],
  ['public-url', 'publicBaseUrl'],
] as const satisfies readonly (readonly [option: string, field: StoreField])[];

/**
 * The options that are answers, held against the rules before anything is asked.
 * Throws a `UsageError`, or `config/invalid` with the options as fields.
 */
export function checkOptions(args: Args): void {
  const publicBaseUrl = args.value('public-url');
  const store: KnownStore = {
    // Any store: its rules are those that hold everywhere.
    ...{ provider: 'custom', ...storeOptions(args) },
    ...(publicBaseUrl !== undefined && { publicBaseUrl }),
  };
  const wrong = storeFields.flatMap(([option, field]): readonly ConfigIssue[] => {
    const issue = args.has(option) ? issueWith(field, store) : undefined;
    return issue === undefined ? [] : [{ ...issue, field: `--${option}` }];
  });
  const template = parseKeyTemplate(args.value('key-template') ?? '{hash}');
  const templateIssues = template.ok ? [] : template.issues;
  const issues = [...wrong, ...templateIssues.map((issue) => ({ ...issue, field: '--key-template' }))];
  if (issues.length > 0) throw new ImbedError('config/invalid', { issues });
  const name = args.value('profile');
  if (name !== undefined && !isName(name))
    throw new UsageError('option --profile needs a name without spaces and slashes');
}
