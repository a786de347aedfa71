import type { ErrorFacts, HostHints, MessageLocale } from '@imbed/core';

/** Only those of the editor's own secret storage: the configuration of the command line says itself what is missing. */
const ofEditor =
  (hint: string) =>
  ({ issues }: ErrorFacts) =>
    issues === undefined ? hint : undefined;

/** The same, and another one where there are keys for another place. */
const missingKeys =
  (hint: string, elsewhere: (name: string, place: string) => string) => (facts: ErrorFacts) => {
    const { name = '', host } = facts;
    return ofEditor(host === undefined ? hint : elsewhere(name, host))(facts);
  };

const en: HostHints = {
  'config/not-found': 'Give the command "Imbed: Add a bucket".',
  'config/missing-secret': missingKeys(
    'Give the command "Imbed: Set credentials": each computer keeps its own keys, and settings sync does not bring them.',
    (name, place) =>
      `The keys of the profile "${name}" were given for ${place}, and it leads elsewhere now. If you want that, give the command "Imbed: Set credentials"; else correct the profile in the settings.`,
  ),
  'config/invalid': ({ name }) => name && `Correct it in ${name} and try again.`,
  'import/invalid': 'Choose the file in which the program keeps its settings.',
  'source/not-an-image': 'Convert it to one of these.',
  'source/too-large': 'Make it smaller, or raise "maxBytes" of the profile in the settings.',
  'sync/bytes-lost':
    'Put the file back, under any name, and give the command "Imbed: Sync pending" again; if it is gone for good, press "Forget lost images" there.',
  'check/waiting': 'Give the command "Imbed: Sync pending" when the store can be reached.',
  'check/no-copy':
    'Give the command "Imbed: Upload all local images in this note" there: it brings the copy back.',
  'check/unreferenced':
    'If no other site or workspace needs it either, it can be deleted in the console of the store.',
  'check/unmarked': 'Make a folder ".imbed" at the top of all your notes, and open that folder.',
};

const zhCn: HostHints = {
  'config/not-found': '请运行命令“Imbed: 添加存储桶”。',
  'config/missing-secret': missingKeys(
    '请运行命令“Imbed: 设置访问密钥”：每台电脑各自保存密钥，不会随设置同步。',
    (name, place) =>
      `配置“${name}”的密钥是为 ${place} 设置的，而该配置现在指向别处。如果确实如此，请运行命令“Imbed: 设置访问密钥”；否则请在设置中改正该配置。`,
  ),
  'config/invalid': ({ name }) => name && `请在 ${name} 中改正后重试。`,
  'import/invalid': '请选择该程序保存设置的文件。',
  'source/not-an-image': '请转换为上述格式。',
  'source/too-large': '请压缩图片，或在设置中调大该配置的 "maxBytes"。',
  'sync/bytes-lost':
    '请把文件放回工作区（文件名不限），然后再次运行命令“Imbed: 上传待处理的图片”；如果文件已无法找回，请在那里按“不再等待丢失的图片”。',
  'check/waiting': '请在能连接存储服务时运行命令“Imbed: 上传待处理的图片”。',
  'check/no-copy': '请在该笔记中运行命令“Imbed: 上传此笔记的所有本地图片”，即可恢复副本。',
  'check/unreferenced': '如果其他网站或工作区也不需要它，可以在存储服务的控制台中删除。',
  'check/unmarked': '请在所有笔记的顶层新建文件夹“.imbed”，并打开该文件夹。',
};

/** Commands of the editor, in place of those of a terminal. */
export function hintsIn(locale: MessageLocale): HostHints {
  return locale === 'zh-CN' ? zhCn : en;
}
