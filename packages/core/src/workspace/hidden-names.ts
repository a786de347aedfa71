/**
 * What stays out of a walk through a workspace: names that begin with a dot (`.git`, `.obsidian`, `.imbed`, `.trash`)
 * and installed packages. A note may all the same name a file in such a folder, and a person such a folder.
 */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}
