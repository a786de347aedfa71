/** Whether a walk passes over a file or folder of this name, wherever it is. */
export type IsHidden = (name: string) => boolean;

/**
 * What stays out of a walk through a workspace: names that begin with a dot (`.git`, `.obsidian`, `.imbed`, `.trash`)
 * and installed packages. A note may all the same name a file in such a folder, and a person such a folder.
 */
export function isHiddenName(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/**
 * What even a walk leaves out that misses no text in which an image may be named: installed packages, what programs
 * remember (versions in `.git`, our own records and drafts), and what macOS puts into every folder that it shows.
 */
export function isRecordName(name: string): boolean {
  return /^(?:node_modules|\.(?:git|hg|svn|jj|DS_Store|imbed(?:-.*)?)|\._.*)$/s.test(name);
}
