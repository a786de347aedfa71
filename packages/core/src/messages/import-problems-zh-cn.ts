import type { importProblemWords, ToldIssue } from '../import-problem-words.ts';
import type { Mistake } from '../problems.ts';
import { problemText } from './problem-text.ts';

export function list(words: readonly string[]): string {
  return words.join('、');
}

/** As part of another mistake. */
function wordsOf(issue: ToldIssue): string {
  return problemText(issue as Mistake, 'zh-CN');
}

function told(issues: readonly ToldIssue[]): string {
  return issues.map((issue) => `${issue.field} ${wordsOf(issue)}`).join('；');
}

type ImportProblemWords = {
  readonly [C in keyof typeof importProblemWords]: (
    ...facts: Parameters<(typeof importProblemWords)[C]>
  ) => string;
};

/** What is said of other programs' settings, in Chinese. */
export const importProblemsZhCn: ImportProblemWords = {
  'not-imported': ({ issues }) => `没有导入：${told(issues)}`,
  'imported-with': ({ issues }) => told(issues),
  'proxy-left-out': () => '没有导入代理：Imbed 只支持 http:// 和 https:// 代理',
  'region-left-out': ({ region }) => `没有导入地域“${region}”：存储服务的地域不同`,
  'acl-left-out': ({ acl }) => `没有导入 ACL ${acl}：此存储不支持 ACL`,
  'no-profiles-there': () => '不含 Imbed 的配置',
  'keys-missing': () => '不含密钥：请在此设备上输入',
  'storage-left-out': () => '笔记的图片存到哪里，由每台设备自己设置',
  'no-ini': ({ line }) => `不是 INI 文件：第 ${line} 行既不是小节也不是设置`,
  'no-json-object': () => '不是 JSON 对象',
  'region-to-set': () => '需要填写 region：oss-accelerate 中没有地域',
  'kodo-name': () => '此空间在 S3 接口中可能有另一个名称：请与控制台显示的 S3 域名核对',
  'no-s3': () => '不是支持 S3 的存储，Imbed 无法使用',
  'upyun-keys': () => '没有导入：它的 S3 地址使用单独的密钥；请在控制台创建密钥，并选择“custom”',
  'unknown-uploader': () => '没有导入：Imbed 不认识这个图床',
  'no-picgo': () => '不是 PicGo 或 PicList 的配置文件：没有“picBed”，也没有“uploader”',
  'url-rewrite': () => '没有对应的设置：请设置 publicBaseUrl 和 urlSuffix',
  'plugin-left-out': () => '是插件，Imbed 不会执行它的功能',
  'kept-as-is': () => '没有导入：图片按原样存储',
  'rclone-encrypted': () => '已加密；请用“rclone config show”输出到文件，导入后删除该文件',
  'no-rclone': () => '不是 rclone.conf：没有带“type”的小节',
  'signature-v2': () => '不支持第 2 版签名：请尝试第 4 版',
  'remote-without-bucket': () => '没有导入：其中没有存储桶；请用 --bucket 指定',
  'remote-b2': () => '没有导入：类型 b2 是 B2 自己的接口；请为它的 S3 地址创建密钥',
  'remote-type': ({ type }) => `没有导入：类型是 ${type || '（无）'}，不是 S3 存储`,
  'no-s3-image-uploader': () => '不是 S3 Image Uploader 的 data.json：没有“accessKey”和“bucket”',
  'not-in-profiles': ({ name }) => `${name} 在配置中没有对应的设置`,
  'no-counterpart': ({ names }) => `${list(names)} 没有对应的设置`,
  'certificates-checked': () =>
    'Imbed 会检查证书，而 PicList 默认不检查；存储使用自签名证书时，请把 tlsVerify 设为 false',
  'pattern-left-out': ({ pattern }) =>
    `没有导入 outputURLPattern “${pattern}”：Imbed 的链接由前缀、对象键和后缀组成；请设置 publicBaseUrl`,
  'siyuan-encrypted': () => '是思源笔记的加密导出；请改为指定工作空间的 conf/conf.json',
  'no-siyuan': () => '不含思源笔记的 S3 设置（“sync.s3”）',
  'siyuan-private': () => '此存储桶存放思源笔记自己的数据，是私有的；要给别人看的图片最好存到另一个存储桶',
  'word-replaced': ({ word, by }) => `${word} 换成了 Imbed 有的 ${by}`,
  'words-unknown': ({ words }) => `${list(words)} 没有对应的变量`,
  'names-left-out': ({ template, issues }) =>
    `没有导入命名规则“${template}”，使用 Imbed 自己的规则：${issues.map(wordsOf).join('；')}`,
  'no-bucket-set': ({ variable }) => `已设置，但没有存储桶：请用 ${variable} 或 --bucket 指定`,
};
