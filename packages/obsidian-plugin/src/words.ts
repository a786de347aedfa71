import { type ErrorFacts, explain, type ImbedError, type MessageLocale, tlsTrouble } from '@imbed/core';
import { imageWordsEn, imageWordsZhCn } from './image-words.ts';

/** The plugin's own words; those of errors and of the doctor live in core. */
const en = {
  ...imageWordsEn,
  uploadImage: 'Upload image to OSS',
  uploadFromDevice: 'Upload images from this device',
  pasteAsLocal: 'Paste image as local file',
  uploadNote: 'Upload all images in this note',
  uploadFolder: 'Upload all images in the folder of this note',
  uploadThisFolder: 'Upload all images in this folder',
  uploadChosen: 'Upload all images in these notes',
  uploadVault: 'Upload all images in the vault',
  flipToLocal: 'Point this note at local copies',
  flipToRemote: 'Point this note at the store',
  syncPending: 'Upload images that are pending',
  checkNote: 'Check links to images in this note',
  checkVault: 'Check links to images in the vault',
  undoJob: 'Undo the last change to many notes',
  switchProfile: 'Switch profile',
  testConnection: 'Test connection',
  chooseImage: 'Choose an image of this vault',
  chooseProfile: 'Choose the profile that images go to',
  profileChosen: (name: string) => `Images go to the profile ${name} now.`,
  uploading: (name: string) => `Uploading ${name}…`,
  pill: {
    failed: (name: string) => `${name} was not uploaded`,
    unknown: (name: string) => `${name}: the upload was interrupted`,
  },
  cancel: 'Cancel',
  retry: 'Try again',
  remove: 'Remove',
  removeOnlyOne: (name: string) => `Remove ${name}? It is not uploaded, and Imbed has no other copy of it.`,
  copyLink: 'Copy link',
  copied: 'Uploaded. The link is in the clipboard.',
  placeholderGone: (name: string) => `${name} is uploaded, but its place in the note is gone.`,
  takenBack: (name: string) =>
    `${name} is not uploaded: its place in the note is gone. Undo brings both back.`,
  keptLocally: (name: string) => `${name} was kept in the vault and will be uploaded later.`,
  notUploaded: (name: string) => `${name} was not uploaded.`,
  draftLost: (name: string) =>
    `${name} is not on this device. If it was pasted on another one, try again there; else remove it, and paste it once more.`,
  leftToObsidian: 'Imbed left the image to Obsidian.',
  noImageInClipboard: 'There is no image in the clipboard.',
  leftAloneHere: 'The settings say to leave images of this note alone.',
  working: (notes: number, images: number) => `Imbed: ${notes} notes, ${images} images…`,
  nothingToDo: 'There is nothing to do.',
  report: (images: number, notes: number) => `Images: ${images}. Notes changed: ${notes}.`,
  forgotten: (images: number) =>
    `Not waited for any more: ${images}. No note shows them; the files stay. Of a note that gets one back, give the command “Upload all images in this note”.`,
  notesLeftAlone: (notes: number) =>
    `Notes whose images are left alone: ${notes}. Their front matter (imbed: off) or the folder rules in the settings say so.`,
  pending: (images: number) => `Waiting for a later upload: ${images}.`,
  problems: (count: number) => `Problems: ${count}.`,
  problemsTitle: 'What did not work',
  stopped: 'Stopped before the end.',
  hints: {
    'config/not-found': 'Choose a store and a bucket in the settings of Imbed.',
    'config/missing-secret':
      'Enter the keys of the profile in the settings of Imbed: each device has its own secret storage, and sync does not bring them.',
    'import/invalid': 'Copy the whole text once more, and choose the program that it is from.',
    'source/not-an-image': 'Convert it to one of these.',
    'source/too-large': 'Make it smaller, or raise “Largest image” of the profile in the settings of Imbed.',
    'network/tls': (facts: ErrorFacts): string | undefined =>
      tlsTrouble(facts) === 'unknown-issuer'
        ? 'On your own server, or behind a company proxy, have this device trust the authority.'
        : undefined,
    'network/proxy': 'Check the proxy, and its user name and password, in the settings of this device.',
    'network/timeout': 'Try again; on a slow line raise “Patience” of the profile in the settings of Imbed.',
    'undo/unreadable': 'Remove it from the folder “undo” in .imbed to undo the job before it.',
    'sync/bytes-lost':
      'Put the file back into the vault, under any name, and give the command “Upload images that are pending” again.',
    'check/waiting': 'Give the command “Upload images that are pending” when the store can be reached.',
    'check/no-copy': 'Give the command “Upload all images in this note” there: it brings the copy back.',
    'check/unreferenced':
      'If no other site or vault needs it either, it can be deleted in the console of the store.',
  },
  testing: 'Testing…',
  testPassed: 'Everything works.',
  testFailed: 'Not everything works yet.',
  settingsUnreadable:
    'The settings of Imbed (data.json in its folder) cannot be read, and are not changed. Wait for sync, or mend the file and start Obsidian again.',
  keysNotKept:
    'The secret storage of this device does not take the keys that stand in the settings of Imbed (data.json), so they stay there and cannot be used. Unlock the keychain of this device, then start Obsidian again.',
  notSetUp: 'Imbed is not set up yet: choose a store and a bucket in its settings.',
};

const zhCn: typeof en = {
  ...imageWordsZhCn,
  uploadImage: '上传图片到 OSS',
  uploadFromDevice: '上传本设备上的图片',
  pasteAsLocal: '将图片粘贴为本地文件',
  uploadNote: '上传本笔记中的所有图片',
  uploadFolder: '上传本笔记所在文件夹中的所有图片',
  uploadThisFolder: '上传此文件夹中的所有图片',
  uploadChosen: '上传所选笔记中的所有图片',
  uploadVault: '上传整个库中的所有图片',
  flipToLocal: '将本笔记的图片切换为本地链接',
  flipToRemote: '将本笔记的图片切换为远程链接',
  syncPending: '上传待上传的图片',
  checkNote: '检查本笔记的图片链接',
  checkVault: '检查整个库的图片链接',
  undoJob: '撤销上一次批量修改',
  switchProfile: '切换配置',
  testConnection: '测试连接',
  chooseImage: '选择库中的一张图片',
  chooseProfile: '选择图片上传使用的配置',
  profileChosen: (name) => `图片将上传到配置“${name}”。`,
  uploading: (name) => `正在上传 ${name}…`,
  pill: {
    failed: (name) => `${name} 未能上传`,
    unknown: (name) => `${name} 的上传被中断`,
  },
  cancel: '取消',
  retry: '重试',
  remove: '移除',
  removeOnlyOne: (name) => `移除 ${name}？它尚未上传，Imbed 没有保存其他副本。`,
  copyLink: '复制链接',
  copied: '上传完成，链接已复制到剪贴板。',
  placeholderGone: (name) => `${name} 已上传，但笔记中的占位符已不在。`,
  takenBack: (name) => `${name} 未上传：笔记中的占位符已不在。撤销即可恢复并上传。`,
  keptLocally: (name) => `${name} 已保存在库中，稍后再上传。`,
  notUploaded: (name) => `${name} 未能上传。`,
  draftLost: (name) => `本设备上没有 ${name}。如果是在其他设备上粘贴的，请在那里重试；否则请移除后重新粘贴。`,
  leftToObsidian: 'Imbed 已将图片交给 Obsidian 处理。',
  noImageInClipboard: '剪贴板中没有图片。',
  leftAloneHere: '按照设置，不处理此笔记的图片。',
  working: (notes, images) => `Imbed：${notes} 篇笔记，${images} 张图片…`,
  nothingToDo: '没有需要处理的内容。',
  report: (images, notes) => `图片：${images}；修改的笔记：${notes}。`,
  forgotten: (images) =>
    `不再等待上传：${images}。没有笔记使用这些图片；文件仍保留。如果将其放回笔记，请在该笔记中运行命令“上传本笔记中的所有图片”。`,
  notesLeftAlone: (notes) =>
    `图片保持原样的笔记：${notes}。笔记的 front matter（imbed: off）或设置中的文件夹规则这样规定。`,
  pending: (images) => `等待稍后上传：${images}。`,
  problems: (count) => `问题：${count}。`,
  problemsTitle: '未能完成的部分',
  stopped: '提前停止。',
  hints: {
    'config/not-found': '请在 Imbed 的设置中选择存储服务和存储桶。',
    'config/missing-secret': '请在 Imbed 的设置中填写该配置的密钥：每台设备各自保存密钥，不会随库同步。',
    'import/invalid': '请重新复制完整内容，并选择它所属的程序。',
    'source/not-an-image': '请转换为上述格式。',
    'source/too-large': '请压缩图片，或在 Imbed 的设置中调大该配置的“图片大小上限”。',
    'network/tls': (facts) =>
      tlsTrouble(facts) === 'unknown-issuer'
        ? '如果是自建服务或经过公司代理，请在本设备上信任该签发机构。'
        : undefined,
    'network/proxy': '请在本设备的系统设置中检查代理及其用户名和密码。',
    'network/timeout': '请重试；如果网速较慢，请在 Imbed 的设置中调大该配置的“超时时间”。',
    'undo/unreadable': '请将其从 .imbed 的 undo 文件夹中移走，即可撤销更早的任务。',
    'sync/bytes-lost': '请把文件放回库中（文件名不限），然后再次运行命令“上传待上传的图片”。',
    'check/waiting': '请在能连接存储服务时运行命令“上传待上传的图片”。',
    'check/no-copy': '请在该笔记中运行命令“上传本笔记中的所有图片”，即可恢复副本。',
    'check/unreferenced': '如果其他网站或库也不需要它，可以在存储服务的控制台中删除。',
  },
  testing: '正在测试…',
  testPassed: '一切正常。',
  testFailed: '仍有问题需要处理。',
  settingsUnreadable:
    '无法读取 Imbed 的设置（其文件夹中的 data.json），因此不会更改。请等待同步完成，或修复该文件后重启 Obsidian。',
  keysNotKept:
    '本设备的机密存储无法保存 Imbed 设置（data.json）中的密钥，因此密钥仍留在该文件中，且无法使用。请解锁本设备的钥匙串，然后重启 Obsidian。',
  notSetUp: 'Imbed 尚未设置：请先在设置中选择存储服务和存储桶。',
};

export type Words = typeof en;

export function wordsOf(locale: MessageLocale): Words {
  return locale === 'zh-CN' ? zhCn : en;
}

/** As {@link explain}, with commands of Obsidian in place of those of the command line. */
export function explained(
  error: Pick<ImbedError, 'code' | 'facts'>,
  locale: MessageLocale,
): ReturnType<typeof explain> {
  return explain(error, locale, wordsOf(locale).hints);
}
