/**
 * What other uploaders call a variable, said as a piece of a key template; `undefined` for a word that none of them
 * has. For suggestions only: a word such as `timestamp` means one thing here and another there.
 * The words are those of PicList, of picgo-plugin-s3, and of the date formats that others rename by.
 */
export function habitOf(name: string): string | undefined {
  const [, word = name, length = ''] = /^([a-z0-9]+)-(\d+)$/i.exec(name) ?? [];
  const habit = habits().find(([theirs]) => theirs.includes(word.toLowerCase()) || theirs.includes(word));
  if (habit === undefined) return undefined;
  return length === '' ? habit[1] : habit[1].replace(/}$/, `:${length}}`);
}

/** Words in small letters fit any capitals; one with a capital fits only itself. */
function habits(): readonly (readonly [theirs: readonly string[], ours: string])[] {
  return [
    [['fullname'], '{name}.{ext}'],
    [['filename'], '{name}'],
    [['extname', 'extension', 'suffix'], '{ext}'],
    [['yyyy', 'Y'], '{year}'],
    [['yy', 'y'], '{year:2}'],
    [['MM', 'm'], '{month}'],
    [['dd', 'd'], '{day}'],
    [['hh', 'h'], '{hour}'],
    [['mm', 'i'], '{minute}'],
    [['ss', 's'], '{second}'],
    [['sss', 'millisecond', 'milliseconds'], '{ms}'],
    [['timestampms'], '{timestampMs}'],
    [['date'], '{year}-{month}-{day}'],
    [['time'], '{hour}{minute}{second}'],
    [['md5'], '{md5}'],
    [['sha256', 'sha1'], '{hash}'],
    [['str'], '{random}'],
    [['localfolder'], '{noteDir}'],
  ];
}
