import type { ParseResult } from '../parse-result.ts';
import { importDotenv } from './environment.ts';
import { importImbed } from './imbed.ts';
import type { Imported, ImportOptions } from './imported.ts';
import { importPicGo } from './picgo.ts';
import { importRclone } from './rclone.ts';
import { importS3ImageUploader } from './s3-image-uploader.ts';
import { importSiYuan } from './siyuan.ts';

export const importPrograms = [
  'picgo',
  'piclist',
  'siyuan',
  'rclone',
  's3-image-uploader',
  'env',
  'imbed',
] as const;

/** Where settings can be taken over from; `env` is a `.env` file, `imbed` the text of `profileText`. */
export type ImportProgram = (typeof importPrograms)[number];

const importers: Readonly<
  Record<ImportProgram, (text: string, options: ImportOptions) => ParseResult<Imported>>
> = {
  picgo: importPicGo,
  piclist: importPicGo,
  siyuan: importSiYuan,
  rclone: importRclone,
  's3-image-uploader': importS3ImageUploader,
  env: importDotenv,
  imbed: importImbed,
};

/**
 * What the settings file of another program says, as profiles. Touches nothing but the text.
 * Issues when it is no such file; what of it could not be taken over is in the notes.
 */
export function importProfiles(
  program: ImportProgram,
  text: string,
  options: ImportOptions = {},
): ParseResult<Imported> {
  return importers[program](text, options);
}
