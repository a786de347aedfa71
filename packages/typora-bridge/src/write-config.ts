import { accepted, addProfiles, type ExtendedConfig, type NamedProfile } from '@imbed/core';
import { changeConfigFile } from '@imbed/core/node';

/**
 * Adds profiles to the configuration, or makes one of them. Rejects as `changeConfigFile` does.
 *
 * @param active as `addProfiles` takes it
 */
export async function writeProfiles(
  path: string,
  added: readonly NamedProfile[],
  active?: string,
): Promise<ExtendedConfig> {
  const { extended } = await changeConfigFile(path, (before) => {
    const extended = accepted(addProfiles(before ?? '', added, active));
    const isMore = extended.placed.some(({ isNew }) => isNew);
    return { extended, text: isMore ? extended.text : undefined };
  });
  return extended;
}
