import type { Settings } from '../settings/profile.ts';
import type { StoragePlan } from './storage-plan.ts';
export function planFor(settings: Settings, note: { path: string; text: string }): StoragePlan | undefined {
  if (/^imbed: off$/m.test(note.text)) return undefined;
  const { mode, link, folder } = settings.storage;
  return { mode, link, folder, profile: settings.defaultProfile, mirrors: [] };
}
