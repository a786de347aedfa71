import type { ProblemWords } from '../problems.ts';
import { importProblemsZhCn, list } from './import-problems-zh-cn.ts';
import { problemsZhCnComputers } from './problems-zh-cn-computers.ts';

interface Choice {
  readonly known: readonly string[];
  readonly meant: string | undefined;
}

function choice({ known, meant }: Choice, others: string): string {
  return meant === undefined ? `${others}${list(known)}` : `是否想写“${meant}”？`;
}

const units = { bytes: '字节数', seconds: '秒数' } as const;

/** Chinese words, one entry a code. */
export const problemsZhCn: ProblemWords = {
  ...importProblemsZhCn,
  ...problemsZhCnComputers,
  missing: () => '缺失',
  'missing-default': ({ known }) => `缺失；请从 ${list(known)} 中选择一个`,
  empty: () => '不能为空',
  'not-text': () => '必须是带引号的文本',
  'not-object': () => '必须是对象',
  'not-boolean': () => '必须是 true 或 false',
  'not-type': ({ type }) => `类型必须是 ${type}`,
  'not-number': ({ unit }) => `必须是数字（${units[unit]}）`,
  'not-whole': () => '必须是整数',
  'too-small': ({ min }) => `至少为 ${min}`,
  'too-large': ({ max }) => `至多为 ${max}`,
  'out-of-range': ({ min, max }) => `必须是 ${min} 到 ${max} 的整数`,
  'unknown-setting': ({ meant }) => (meant === undefined ? '不是设置项' : `不是设置项；是否想写“${meant}”？`),
  'unknown-choice': ({ known, meant }) =>
    meant === undefined ? `必须是以下之一：${list(known)}` : `不是可选值；是否想写“${meant}”？`,
  'no-source': ({ known }) => `必须是带有“source”的对象，其值为以下之一：${list(known)}`,
  'unknown-source': ({ known }) => `“source”必须是以下之一：${list(known)}`,
  'unknown-mode': ({ known, meant }) =>
    meant === undefined ? `必须是以下之一：${list(known)}` : `不是存储方式；是否想写“${meant}”？`,
  'newer-version': () => '必须是 1；如果文件由更新的 Imbed 写入，请更新 Imbed',
  'not-profiles': () => '必须是以名称为键、存放各个配置的对象',
  'no-profiles': () => '至少要有一个配置',
  'not-names': () => '必须是配置名称的列表',
  'not-texts': () => '必须是文本的列表',
  'not-rules': () => '必须是规则的列表',
  'profile-name': () => '必须有名称，且不含空格和斜杠',
  'profile-name-length': ({ max }) => `名称至多 ${max} 个字符`,
  'no-such-profile': (facts) => `没有这个配置；${choice(facts, '现有：')}`,
  'wrong-profile': () => '这个配置尚未填完或有错误',
  'one-profile': () => '必须是一个配置的名称（文本）',
  'own-mirror': () => '必须是另一个配置，不能是自己的镜像',
  'plain-ascii': () => '只能使用 ASCII 字符',
  'plain-ascii-word': () => '只能使用 ASCII 字符，且不含空格',
  'header-ascii': () => '只能使用可打印的 ASCII 字符，HTTP 头部要求如此',
  'canned-acl': () => '必须是预设的 ACL，例如 public-read，或留空',
  'acl-refused': () => '必须为空：此存储不支持 ACL；请把存储桶本身设为公开',
  'key-with-spaces': () => '不能含有空格或换行',
  'proxy-address': () => '必须是 http://主机:端口 或 https://主机:端口；需要登录时在主机前写 用户:密码@',
  'not-here': ({ text }) => `不能在这里设置：${text.zh}`,
  'keys-elsewhere': () => '必须去掉：密钥保存在机密存储中，见命令“Imbed: 设置访问密钥”',
  'not-json': ({ error = '', line, column }) => {
    const place = line === undefined ? '' : `第 ${line} 行${column === undefined ? '' : `第 ${column} 列`}`;
    const why = [place, error].filter((part) => part !== '').join(' ');
    return `不是 JSON${why === '' ? '' : `：${why}`}`;
  },
  'not-json-object': () => '不是 JSON 对象',
  'in-workspace': () => '必须位于工作区内',

  'store-says': ({ text }) => text.zh,
  'store-closed': ({ store, date, others }) =>
    `${store.zh} 已于 ${date} 停止服务；请选择其他存储，例如 ${list(others)} 或 custom`,
  'bucket-alone': () => '只能是存储桶的名称：文件夹写在命名模板（keyTemplate）中',
  'bucket-characters': () => '只能使用字母、数字、“-”和“.”',
  'bucket-length': ({ min, max }) => `长度必须为 ${min} 到 ${max} 个字符`,
  'bucket-ends': () => '必须以字母或数字开头和结尾',
  'bucket-dots': () => '不能有两个连续的点',
  'bucket-host': () => '只能使用 a-z、0-9 和“-”：它会成为主机名的一部分',
  'bucket-certificate': () => '这里不能含有点号：TLS 证书不包括这样的名称',
  'unknown-region': ({ store, ...facts }) => `不是 ${store.zh} 的地域；${choice(facts, '可用：')}`,
  'doubtful-region': ({ store, ...facts }) =>
    `不是 Imbed 所知的 ${store.zh} 的地域；${choice(facts, '已知：')}`,
  'region-characters': () => '只能使用字母、数字和“-”',
  'other-region': ({ inHost, region }) => `位于地域“${inHost}”，而 region 设为“${region}”`,
  'other-bucket': ({ inHost, bucket }) => `是存储桶“${inHost}”的地址，而存储桶设为“${bucket}”`,
  'endpoint-needed': ({ example }) => `必须是存储服务的地址，例如 ${example}`,
  'no-such-endpoint': ({ store, kind }) => `${store.zh} 没有单独的 ${kind} Endpoint：请留空`,
  'host-alone': () => '只能是主机，不带路径',
  'no-address': () => '不是网址',
  'no-http': () => '必须以 https:// 或 http:// 开头',
  'has-user': () => '不能含有用户名或密码',
  'has-query': () => '不能含有“?”或“#”及其后的内容',
  'path-on-accelerate': () => '使用加速 Endpoint 时不能是“path”',
  'path-refused': ({ text }) => `不能是“path”：${text.zh}`,
  'ip-address': () => '不能是“virtual-hosted”：IP 地址没有子域名；请选择“path”',
  'oss-dialect': ({ store }) => `不能是“oss”：那是阿里云 OSS 自己的接口，${store.zh} 使用 S3`,

  'double-braces': () => '变量用单层花括号，例如 {year}',
  'dollar-sign': ({ variable }) => `变量前没有“$”：请写 ${variable}`,
  'unclosed-brace': ({ text }) => `“${text}”缺少右花括号“}”`,
  'unopened-brace': () => '有“}”而没有对应的“{”',
  'unknown-variable': ({ name, known, meant }) =>
    `没有变量 {${name}}；${meant === undefined ? `可用的有 ${list(known)}` : `是否想写 ${meant}？`}`,
  'no-argument': ({ name }) => `{${name}} 不带参数：请写 {${name}}`,
  'argument-range': ({ name, max, text }) => `{${name}:N} 需要 1 到 ${max} 的整数，而不是“${text}”`,
  'slice-range': ({ name, max, text }) => `{${name}:START,LENGTH} 不能超出 ${max} 位，而“${text}”超出了`,
  'leading-slash': ({ rest }) => `不能以“/”开头：请写“${rest}”`,
  'trailing-slash': () => '必须以文件名结尾，例如 {hash:16}.{ext}，不能以“/”结尾',
  'empty-segment': () => '含有空的一段（“//”）',
  'folder-variable': ({ variable }) => `${variable} 必须单独位于两个斜杠之间，后面还要有文件名`,
  'not-for-image': ({ variable }) => `${variable} 对这张图片无法得出`,
  'key-unicode': () => '必须是有效的 Unicode',
  'key-length': ({ max }) => `至多 ${max} 字节（UTF-8）`,
  'key-characters': () => '不能含有控制字符或反斜杠',
  'key-segments': () => '不能以“/”开头或结尾，也不能含有“//”，或单独的“.”、“..”',
  'folder-empty': () => '不能为空；“.”是笔记所在的文件夹',
  'folder-filename': () => 'Typora 中的 filename 在这里是 {note}，例如 ./{note}.assets',
  'folder-backslash': () => '文件夹之间用“/”，不用“\\”',
  'folder-drive': () => '必须位于工作区内，不能是磁盘',
  'folder-characters': () => '不能含有 < > : " | ? * 或控制字符',
  'folder-hidden': () => '不能位于编辑器隐藏的文件夹中，例如 .name 和 node_modules',
  'folder-note-dir': () => '{noteDir} 必须单独位于两个斜杠之间',
  'folder-outside': ({ folder, note }) =>
    `“${folder}”超出了工作区${note === undefined ? '' : `（笔记“${note}”）`}`,
};
