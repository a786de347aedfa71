import type { BucketStep } from '@imbed/core';
import type { Opening } from './settings.ts';
import type { InitWords } from './words.ts';

const steps: Readonly<Record<BucketStep, string>> = {
  create: '创建存储桶',
  public: '允许所有人读取其中的图片',
  cors: '允许浏览器中的页面访问',
  expiry: '自动删除 tmp/ 中到期的文件',
};

function opened(opening: Opening): string {
  return opening.how === 'folder' ? ` ${opening.folder} ` : '的全部内容（可能还能列举）';
}

function block(opening: Opening): string {
  return 'liftsBlock' in opening && opening.liftsBlock
    ? '这会取消 Amazon 对此存储桶策略的“阻止公开访问”。'
    : '';
}

/** Of a bucket that is there already. */
function besides(opening: Opening): string {
  const replaced =
    'replacesAcl' in opening && opening.replacesAcl ? '它的 ACL 中现有的其他授权会被替换。' : '';
  return `${block(opening)}${replaced}`;
}

export const zhCn: InitWords = {
  listKeys: '↑↓ 和回车选择，输入文字可筛选，Ctrl-C 退出',
  hidden: '（输入内容不显示）',
  yesNo: { yes: '是', no: '否', error: () => '请回答 y 或 n' },
  intro: '下面创建一个配置：图片存到哪个存储桶（Bucket），用哪些密钥。到最后一步之前不会写入任何内容。',
  startQuestion: '发现了其他程序的设置，要导入吗？',
  anew: '不导入，重新设置',
  found: (program, name, bucket) => `来自 ${program}：${name}，存储桶 ${bucket}`,
  store: '使用哪个存储？输入名称，或粘贴 Endpoint、存储桶地址或控制台页面地址：',
  recognised: (name, { bucket, region, endpoint }) =>
    [name, bucket && `存储桶 ${bucket}`, region && `地域 ${region}`, endpoint && `Endpoint ${endpoint}`]
      .filter(Boolean)
      .join('，'),
  runsAt: (name, address) => `${name}，地址 ${address}`,
  endpoint: 'Endpoint：',
  bucket: '存储桶（Bucket，可以尚未创建）：',
  region: '地域：',
  usualRegion: '常用',
  unknownRegion: 'Imbed 不认识的地域，按原样使用',
  needed: '此项必填。',
  keys: '访问密钥：',
  keysFrom: (where) => `密钥在这里创建：${where}`,
  narrowKeys: (command) =>
    command === undefined
      ? '请创建权限最小的密钥：如果存储支持，只授权这一个存储桶。'
      : `请创建权限最小的密钥；此命令打印所需的权限策略：${command}`,
  keysTyped: '现在输入；保存在只有您能读取的配置文件中',
  keysInEnvironment: (names) => `来自环境变量 ${names.join(' 和 ')}`,
  keysOfAws: '来自 AWS 工具的配置（~/.aws/credentials）',
  isSet: '当前终端中已设置。启动编辑器的环境中也必须有。',
  isNotSet: '当前终端中没有设置。',
  accessKeyId: 'Access Key ID：',
  secretAccessKey: 'Secret Access Key：',
  awsProfile: 'AWS 配置名称：',
  noSpaces: '密钥中不含空格。',
  access: '谁可以打开链接？',
  accessPublic: '得到链接的任何人，长期有效：适合笔记和博客',
  accessSigned: '只有带签名的链接可以打开，最长一周：存储桶保持私有',
  publicUrl: '链接前缀，如果存储桶有自己的域名或 CDN（没有请直接回车）：',
  publicUrlNeeded: '链接前缀；此存储没有自己的公开地址：',
  publicUrlExplained: '使用指向存储桶的自有域名，例如 https://img.example.com，以后更换存储时链接仍然有效。',
  publicUrlOfOss:
    '使用默认域名时，浏览器会下载图片而不是显示；新账号在中国内地还完全不能使用默认域名。在内地需要为存储桶绑定已备案（ICP）的自有域名，或者使用内地以外的存储桶，例如 cn-hongkong。',
  keyTemplate: '图片如何命名：',
  templateHint: 'imbed help template 列出花括号中可用的变量。',
  preview: (url) => `链接示例：${url}`,
  name: '此配置的名称：',
  nameTaken: '已有同名的配置。',
  nameWrong: '名称不含空格和斜杠，最多 64 个字符。',
  looking: '正在查看存储桶…',
  state: (state, bucket) =>
    ({
      there: `存储桶“${bucket}”存在，密钥有效。`,
      absent: `还没有存储桶“${bucket}”。`,
      denied: `存储桶“${bucket}”存在，但这些密钥不能列出其内容：它可能属于别人。稍后的检查会给出结论。`,
    })[state],
  create(bucket, opening) {
    if (opening.how === 'private') return `创建私有的存储桶“${bucket}”吗？`;
    if (opening.how === 'each-image') return `创建存储桶“${bucket}”吗？其中的图片会逐个设为公开。`;
    if (opening.how === 'by-hand') return `创建存储桶“${bucket}”吗？之后需要在存储的控制台中设为公开。`;
    return `创建存储桶“${bucket}”，并允许所有人读取${opened(opening)}吗？${besides(opening)}`;
  },
  ownerNeeded:
    '创建和公开存储桶需要账号所有者的密钥；只能上传的密钥没有这个权限。没有这样的密钥时，请在控制台中操作。',
  rightNeeded: (rights, command) =>
    `这些密钥没有所需的权限：${rights.join('、')}。此命令打印包含该权限的策略：${command}`,
  wayBack: '接下来怎么做？',
  ways: {
    keys: '重新输入密钥',
    store: '重新输入 Endpoint、存储桶和地域',
    again: '再试一次',
    write: '仍然继续，以后再解决',
  },
  publish: (bucket, opening) =>
    opening.how === 'all' || opening.how === 'folder'
      ? `允许所有人读取存储桶“${bucket}”中${opened(opening)}吗？${besides(opening)}`
      : undefined,
  more: '还要设置存储桶的其他功能吗？',
  moreNothing: '不用',
  moreCors: '允许浏览器中的 VS Code（https://vscode.dev）访问：CORS 规则',
  moreExpiry: '到期后自动删除临时文件（tmp/1d/、tmp/7d/、tmp/30d/）：生命周期规则',
  moreBoth: '两者都要',
  write: (path) => `写入 ${path} 吗？`,
  nothingWritten: '没有写入任何内容。',
  written: (name, path, hasKeys) =>
    `配置 “${name}” 已写入 ${path}${hasKeys ? '，包括密钥；只有您可以读取' : ''}。`,
  otherDefault: '默认配置没有改变：用 --profile 选择新配置，或修改 "defaultProfile"。',
  step: (step) => steps[step],
  byHand: (step) => `“${steps[step]}”需要在存储的控制台中设置`,
  where: '位置',
  link: '参考',
  mend: '配置已写入。请解决失败的项目，然后运行：imbed doctor',
  typora: '现在设置 Typora 吗？',
  next: (name) => `试一试：imbed upload${name === undefined ? '' : ` --profile ${name}`} picture.png`,
};
