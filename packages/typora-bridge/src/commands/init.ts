import { isImbedError } from '@imbed/core';
import { type Args, UsageError } from '../args.ts';
import { carryOut } from '../init/carry-out.ts';
import { planFromFlags } from '../init/from-flags.ts';
import { openScene, type Scene, tell } from '../init/scene.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';

/** `imbed init`: from nothing to a profile that works. Standard output has the path of the configuration alone. */
export async function init(args: Args, io: Io): Promise<ExitCode> {
  try {
    const scene = await openScene(args, io);
    if (!args.has('yes')) return await ask(scene);
    return (await carryOut(scene, await planFromFlags(scene), undefined)).code;
  } catch (error) {
    if (!isImbedError(error)) throw error;
    const { reportError } = await import('../report.ts');
    return reportError('init', error, io);
  }
}

async function ask(scene: Scene): Promise<ExitCode> {
  const { args, io, words } = scene;
  const misplaced = onlyWithYes.find(args.has);
  if (misplaced !== undefined)
    throw new UsageError(`option --${misplaced} needs --yes; without that, init asks about it`);
  const { askPlan, checkOptions, createPrompts } = await import('../init/interview.ts');
  const prompts = createPrompts(io, words);
  if (prompts === undefined) throw new UsageError(withoutTerminal);
  checkOptions(args);
  let agreed = false;
  try {
    const plan = await askPlan(scene, prompts);
    agreed = true;
    const { name, isOnly, code } = await carryOut(scene, plan, prompts);
    if (code !== exitCodes.ok || !(await prompts.confirm(words.typora, false))) return code;
    const { setupTypora } = await import('../setup/setup-typora.ts');
    return await setupTypora(isOnly ? args : forProfile(args, name), io);
  } catch (error) {
    if (!isImbedError(error) || error.code !== 'cancelled') throw error;
    if (!agreed) tell(scene, `\n${words.nothingWritten}`);
    return exitCodes.interrupted;
  }
}

/** What is asked about where somebody can be asked. */
const onlyWithYes = ['keys', 'create-bucket', 'make-public', 'cors', 'expiry'] as const;

/** Another profile is the default one. */
function forProfile(args: Args, name: string): Args {
  return { ...args, value: (option) => (option === 'profile' ? name : args.value(option)) };
}

const withoutTerminal =
  'init asks questions, and there is no terminal to ask them at; say the answers as options: ' +
  'imbed init --yes --provider ID --bucket NAME';
