import zeptomatch from 'zeptomatch';

/**
 * Which names of a tree to leave out, by globs. One without a slash means a file or folder of that name anywhere, one
 * with a slash its path from the top; what is in a folder that is left out is left out with it.
 */
export function createExclusion(globs: readonly string[]): (name: string) => boolean {
  const patterns = globs.map((glob) => glob.replace(/\/+$/, '')).filter((glob) => glob !== '');
  const paths = patterns.map((glob) => (glob.includes('/') ? glob.replace(/^\//, '') : `**/${glob}`));
  const left = zeptomatch.compile(paths.map((path) => `${path}{,/**}`));
  return (name) => left.test(name);
}
