import { type Args, UsageError } from '../args.ts';
import { getAll } from '../bucket/get-all.ts';
import { prefixFrom } from '../bucket/prefixes.ts';
import { runOnBucket } from '../bucket/run-on-bucket.ts';
import type { ExitCode, Io } from '../io.ts';

/** `imbed get`: fetches objects into a folder, and prints the path of each. */
export async function get(args: Args, io: Io): Promise<ExitCode> {
  const isFolder = (operand: string) => operand.endsWith('/');
  const keys = args.operands.filter((operand) => !isFolder(operand));
  const prefixes = [
    ...args.values('prefix').map(prefixFrom),
    ...args.operands.filter(isFolder).map(prefixFrom),
  ];
  if (keys.length + prefixes.length === 0) throw new UsageError('"imbed get" needs a KEY or --prefix');
  // What an unset variable of a script comes to.
  if (args.values('prefix').includes(''))
    throw new UsageError('an empty --prefix would be the whole bucket: "*" names that');
  const names = keys.map((key) => key.slice(key.lastIndexOf('/') + 1));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UsageError(`two KEYs would become one file, ${twice}: get them one by one`);
  const wanted = { keys, prefixes, folder: args.value('into') ?? '.' };
  return runOnBucket([...keys, ...prefixes].join(' '), args, io, (client) =>
    getAll(client, wanted, args, io),
  );
}
