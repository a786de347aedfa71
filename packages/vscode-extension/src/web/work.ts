import type { OpenWork } from '../extension.ts';
import { createWork } from '../work.ts';
import { createMachine } from './machine.ts';

export { createCommands } from '../commands/commands.ts';

/** Loaded with the first image. */
export const openWork: OpenWork = ({ storage, ...host }) => createWork(createMachine(storage), host);
