import picomatch from 'picomatch';

/**
 * Which names of a tree to leave out, by globs. One without a slash means a file or folder of that name anywhere, one
 * with a slash its path from the top; what is in a folder that is left out is left out with it.
 */
export function createExclusion(globs: readonly string[]): (name: string) => boolean {
  const patterns = globs.map((glob) => glob.replace(/\/+$/, '')).filter((glob) => glob !== '');
  const matching = (wanted: readonly string[]) =>
    wanted.length === 0 ? () => false : picomatch([...wanted], { dot: true });
  const byName = matching(patterns.filter((pattern) => !pattern.includes('/')));
  const byPath = matching(
    patterns.filter((pattern) => pattern.includes('/')).map((pattern) => pattern.replace(/^\//, '')),
  );
  return (name) => {
    for (let end = name.indexOf('/'); ; end = name.indexOf('/', end + 1)) {
      const path = end === -1 ? name : name.slice(0, end);
      if (byName(path.slice(path.lastIndexOf('/') + 1)) || byPath(path)) return true;
      if (end === -1) return false;
    }
  };
}
