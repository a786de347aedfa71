import { issue, ok, type ParseResult } from '../parse-result.ts';
import type { WrittenObject } from '../settings/written-object.ts';
import { type Candidate, settle } from './candidate.ts';
import { createFields, type Fields, recordOf } from './fields.ts';
import { type Imported, type ImportNote, importNote } from './imported.ts';
import { parseJsonText } from './json-text.ts';
import { readAliyun, readQiniu, readTencent } from './native-uploaders.ts';
import { readPicListS3, readS3Plugin } from './s3-uploaders.ts';
import { type FileNaming, proxyOf, type ReadUploader } from './uploader.ts';

interface Uploader {
  /** What a profile made from it is called. */
  readonly name: string;
  readonly read: ReadUploader;
}

const uploaders: Readonly<Record<string, Uploader>> = {
  aliyun: { name: 'aliyun', read: readAliyun },
  tcyun: { name: 'tencent', read: readTencent },
  qiniu: { name: 'qiniu', read: readQiniu },
  'aws-s3': { name: 's3', read: readS3Plugin },
  'picgo-plugin-s3': { name: 's3', read: readS3Plugin },
  'aws-s3-plist': { name: 's3', read: readPicListS3 },
};

/** Those that people have most, and what there is to say about each. */
const reasons: Readonly<Record<string, 'upyun-keys' | 'no-s3'>> = {
  upyun: 'upyun-keys',
  'picgo-cloud': 'no-s3',
  smms: 'no-s3',
  github: 'no-s3',
  imgur: 'no-s3',
  weibo: 'no-s3',
  local: 'no-s3',
};

/**
 * Configuration of PicGo, PicGo-Core, PicList, PicList-Core, or of vs-picgo in VS Code's settings. Several
 * configurations of an uploader are in `uploader`; older versions have one each, in `picBed`.
 */
export function importPicGo(text: string): ParseResult<Imported> {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  const root = createFields(withoutDots(parsed.value));
  const picBed = root.inside('picBed');
  const uploader = root.inside('uploader');
  const types = [...new Set([...uploader.names(), ...picBed.names()])];
  if (types.length === 0) return issue('file', 'no-picgo');
  const naming = namingOf(root);
  const current = picBed.text('current') || picBed.text('uploader');
  const proxy = proxyOf(picBed.text('proxy'));
  const configurations = types.flatMap((type) => configurationsOf(type, uploader, picBed, current));
  const candidates = configurations.flatMap((one) => candidateOf(one, naming, proxy));
  const others = configurations.flatMap((one) =>
    Object.hasOwn(uploaders, one.type) ? [] : [otherNote(one)],
  );
  return ok(settle(candidates, [...others, ...documentNotes(root)]));
}

/** VS Code's settings have flat names, `picgo.picBed.aliyun.bucket`; PicGo has objects in objects. */
function withoutDots(written: WrittenObject): WrittenObject {
  return Object.entries(written)
    .filter(([name]) => name.startsWith('picgo.'))
    .reduce((root, [name, value]) => withValue(root, name.split('.').slice(1), value), written);
}

function withValue(
  record: WrittenObject,
  [first = '', ...rest]: readonly string[],
  value: unknown,
): WrittenObject {
  const inner = rest.length === 0 ? value : withValue(recordOf(record[first]), rest, value);
  return { ...record, [first]: inner };
}

interface Configuration {
  readonly type: string;
  /** What the person calls it; empty where there is one without a name. */
  readonly label: string;
  readonly active: boolean;
  readonly fields: Fields;
}

function configurationsOf(
  type: string,
  uploader: Fields,
  picBed: Fields,
  current: string,
): readonly Configuration[] {
  const { list, chosen } = savedConfigurations(uploader.inside(type));
  const all = list.length > 0 ? list : [picBed.inside(type)];
  return all
    .filter((fields) => fields.unread().length > 0)
    .map((fields, index) => {
      const label = fields.text('_configName');
      const first = chosen === '' ? index === 0 : fields.text('_id') === chosen;
      return {
        type,
        label: label.toLowerCase() === 'default' ? '' : label,
        active: type === current && first,
        fields,
      };
    });
}

function savedConfigurations(saved: Fields) {
  return { list: saved.list('configList'), chosen: saved.text('defaultId') };
}

function aboutOf({ type, label }: Configuration): string {
  return label === '' ? type : `${type} "${label}"`;
}

function candidateOf(one: Configuration, naming: FileNaming, proxy: string): readonly Candidate[] {
  const uploader = Object.hasOwn(uploaders, one.type) ? uploaders[one.type] : undefined;
  if (uploader === undefined) return [];
  const { settings, problems } = uploader.read(one.fields, naming);
  // PicGo writes the form of every uploader, filled in or not.
  if (settings['bucket'] === '') return [];
  const name = one.label === '' ? uploader.name : `${uploader.name}-${one.label}`;
  // What an uploader says itself wins, but only if it says something.
  const ownProxy = settings['proxy'] || proxy;
  const candidate = { about: aboutOf(one), name, active: one.active };
  return [{ ...candidate, settings: { ...settings, proxy: ownProxy }, problems }];
}

function otherNote(one: Configuration): ImportNote {
  const known = Object.hasOwn(reasons, one.type) ? reasons[one.type] : undefined;
  return importNote(aboutOf(one), known ?? 'unknown-uploader');
}

/** By PicList's rule where it is on; by the time where PicGo was asked to; else by the file's own name. */
function namingOf(root: Fields): FileNaming {
  const rename = root.inside('buildIn').inside('rename');
  const format = rename.text('format');
  if (rename.flag('enable') === true && format !== '')
    return { dialect: 'piclist', fileName: `${format}.{extName}` };
  const byTime = root.inside('settings').flag('autoRename') === true;
  return { dialect: 'piclist', fileName: byTime ? '{Y}{m}{d}{h}{i}{s}{ms}.{extName}' : '{fullName}' };
}

function documentNotes(root: Fields): readonly ImportNote[] {
  const rules = root.inside('settings').inside('urlRewrite').list('rules');
  const plugins = root.inside('picgoPlugins');
  const others = plugins.unread().filter((name) => name !== 'picgo-plugin-s3');
  const build = root.inside('buildIn');
  const changes = ['compress', 'watermark'].flatMap((name) => switchedOn(build.inside(name)));
  return [
    ...(rules.some((rule) => rule.flag('enable') !== false)
      ? [importNote('settings.urlRewrite', 'url-rewrite')]
      : []),
    ...others.map((about) => importNote(about, 'plugin-left-out')),
    ...changes.map((about) => importNote(about, 'kept-as-is')),
  ];
}

function switchedOn(fields: Fields): readonly string[] {
  return fields.names().filter((name) => fields.flag(name) === true);
}
