import { type TlsTrouble, tlsTrouble } from '../http/tls-trouble.ts';
import { isOccupied, missingFrom, type Phrasebook, problems, size } from './phrasebook.ts';
import { zhCnStore } from './zh-cn-store.ts';
import { after, duration, named } from './zh-cn-words.ts';

/** Simplified Chinese words, one entry a code; terms as the consoles of Alibaba and Tencent have them. */
export const zhCn: Phrasebook = {
  ...zhCnStore,
  'config/not-found': ({ name }) => [
    `还没有配置文件${name ? `：${name} 不存在` : ''}。`,
    '请在终端运行“imbed init”：它会询问存储、存储桶和密钥，并当场检查。',
  ],
  'config/invalid': (facts) => [`配置有误${after(problems(facts))}。`, '请修改上述设置项后重试。'],
  'config/missing-secret': (facts) => [
    `缺少 AccessKey ID 或 AccessKey Secret${after(problems(facts))}。`,
    missingHints[missingFrom(facts) ?? 'other'],
  ],
  'config/provider-closed': (facts) => [
    `该存储服务已停止运营${after(problems(facts))}。`,
    '请在配置中改用其他服务商，例如 aliyun-oss、tencent-cos 或 qiniu-kodo。',
  ],
  'import/invalid': (facts) => [
    `无法导入配置文件${named(facts.name)}${after(problems(facts))}。`,
    '请指定该程序保存设置的文件。',
  ],
  'template/invalid': (facts) => [
    `命名模板${facts.name ? `不适用于图片“${facts.name}”` : '无法使用'}${after(problems(facts))}。`,
    facts.name
      ? '其他图片不受影响；对于这张图片，请修改配置中的 keyTemplate，或修改图片本身。'
      : '请修改配置中的 keyTemplate；默认值为 img/{year}/{month}/{hash:16}.{ext}。',
  ],
  'source/not-found': ({ name }) => [`文件${named(name)}不存在。`, '请检查路径，文件可能已被移动或改名。'],
  'source/unreadable': ({ name }) => [
    `无法读取文件${named(name)}。`,
    '请确认它是文件、您有读取权限，并且所在的磁盘或网盘已连接。',
  ],
  'source/empty': ({ name }) => [
    `图片${named(name)}是空文件（0 字节）。`,
    '请重新保存或导出图片；它也可能还在下载或同步中。',
  ],
  'source/not-an-image': ({ name }) => [
    `文件${named(name)}不是图片：其内容不属于 PNG、JPEG、GIF、WebP、SVG、BMP、AVIF、HEIC、TIFF 中的任何一种。`,
    '请转换为上述格式；如果确实要上传其他文件，请允许任意文件（命令行加 --any-file）。',
  ],
  'source/too-large': ({ name, bytes, limitBytes }) => [
    `图片${named(name)}太大${bytes ? `：${size(bytes)}` : ''}${limitBytes ? `，上限为 ${size(limitBytes)}` : ''}。`,
    '请压缩图片，或在配置中调大 maxBytes。',
  ],
  'source/too-large-for-device': ({ name, bytes, limitBytes }) => [
    `图片${named(name)}对此设备来说太大${bytes ? `：${size(bytes)}` : ''}${limitBytes ? `，上限为 ${size(limitBytes)}` : ''}。`,
    '更大的图片可能会使应用崩溃。请压缩图片，或在电脑上上传。',
  ],
  'source/not-searched': ({ name, limitBytes }) => [
    `文件${named(name)}太大${limitBytes ? `（超过 ${size(limitBytes)}）` : ''}，无法确认其中是否引用了图片，因此所有图片都保持原样。`,
    '如果它没有引用图片，请将其移出笔记文件夹，或打包成 .zip。',
  ],
  'source/download-failed': ({ name, detail }) => [
    `图片${named(name)}下载失败${after(detail)}。`,
    '请用浏览器打开该地址；如果看不到图片，说明链接已失效或有防盗链。可以先把图片另存到本地再上传。',
  ],
  'source/private-address': ({ host }) => [
    `图片位于您自己的网络（${host ?? '内网地址'}），Imbed 不会按笔记中的地址去访问。`,
    '请先保存图片，再粘贴或拖入该文件。',
  ],
  'network/dns': ({ host }) => [
    `找不到地址${named(host)}。`,
    '请先检查网络连接，再检查 endpoint、region 和 bucket 是否写对。',
  ],
  'network/unreachable': ({ host, detail }) => [
    detail === undefined
      ? `${host ? `无法连接到 ${host}` : '无法建立网络连接'}。`
      : `浏览器没有得到 ${host ?? '存储服务'} 的响应：存储桶缺少允许 ${detail} 的跨域规则，或者没有连接。`,
    detail === undefined
      ? '请检查网络、防火墙和代理；如果是自建服务，请确认它正在运行并监听该端口。'
      : `请为存储桶添加跨域规则：来源 ${detail}，允许 Methods 为 GET、HEAD、PUT、POST、DELETE，允许 Headers 为 *，暴露 Headers 为 ETag。`,
  ],
  'network/tls': (facts) => [
    `${facts.host ? `与 ${facts.host} 的` : ''}安全连接失败：${tlsMessages[tlsTrouble(facts)]}。`,
    tlsHints[tlsTrouble(facts)],
  ],
  'network/proxy': ({ host, status, detail }) => [
    `代理服务器${named(host)}${status === 407 ? '要求用户名和密码' : '无法使用'}${after(detail)}。`,
    status === 407
      ? '请写入代理设置：http://用户名:密码@主机:端口。'
      : '请检查配置中的 proxy，以及环境变量 https_proxy、http_proxy 和 all_proxy；清空它们即可直接连接。',
  ],
  'network/timeout': ({ host, seconds }) => [
    `${host ? `${host} ` : '存储服务'}${seconds ? `在${duration(seconds)}内` : ''}没有响应。`,
    '请重试；如果网速较慢，请在配置中调大 timeoutSeconds。',
  ],
  'network/interrupted': ({ host }) => [
    `${host ? `与 ${host} 的` : ''}连接中断了。`,
    '请重试；已完整上传的图片不会重复上传。',
  ],
  'network/intercepted': ({ host }) => [
    `回应请求的不是${host ? ` ${host} ` : '存储服务'}，而是途中的其他东西：可能是 Wi-Fi 登录页、代理，或地址写成了某个网站。`,
    '请打开浏览器，如有提示先登录网络；否则请确认 endpoint 是服务商的 S3 Endpoint。',
  ],
  'note/changed': ({ name }) => [
    `笔记${named(name)}在此期间有过改动，已保持原样。`,
    '请在编辑器中保存后重试。',
  ],
  'note/not-utf8': ({ name }) => [
    `笔记${named(name)}不是 UTF-8 文本，已保持原样。`,
    '请用编辑器将其另存为 UTF-8 编码；它可能是 GBK、Big5 或 UTF-16。',
  ],
  'note/read-only': ({ name }) => [`笔记${named(name)}是只读的，已保持原样。`, '请允许写入该文件后重试。'],
  'note/invalid-settings': (facts) => [
    `笔记${named(facts.name)}对其图片的设置无效${after(problems(facts))}。`,
    '该笔记已保持原样。请修改其 front matter 中的设置。',
  ],
  'note/srcset-kept': () => [
    '此标签只处理了“src”，“srcset”中的图片保持原样。',
    '浏览器会优先使用“srcset”：请确认其中的地址正确，或将其删除。',
  ],
  'note/unsafe-edit': ({ name }) => [
    `笔记${named(name)}未作改动：写入新链接后，其中的图片会被读成别的内容。`,
    '请把这篇笔记（或含图片的部分）反馈给我们。',
  ],
  'undo/nothing': () => ['没有可以撤销的任务。', '已经撤销过的任务不会再次撤销。'],
  'undo/unreadable': ({ name }) => [
    `文件${named(name)}不是任务记录。`,
    '请指定 .imbed 中 undo 文件夹里的文件，或不指定以撤销最近一次任务。',
  ],
  'undo/changed': ({ name }) => [
    `文件${named(name)}在任务之后有过改动，已保持原样。`,
    '请手动修改或从备份恢复；其余内容均已恢复。',
  ],
  'sync/bytes-lost': ({ name }) => [
    `图片${named(name)}尚未上传，但在工作区中已经找不到它。`,
    '请把文件放回工作区（文件名不限），然后重新运行 sync；如果文件已无法找回，请运行“imbed sync --forget-lost”。',
  ],
  'sync/not-shown': ({ name }) => [
    `已没有笔记显示图片${named(name)}，因此不会上传。`,
    '文件保持原样。如仍要上传，请把它放回笔记；一天之后将不再等待它。',
  ],
  'check/waiting': ({ name, detail }) => [
    `图片${named(name)}还没有上传${detail ? `（配置“${detail}”）` : ''}。`,
    '请在能连接存储服务时运行“imbed sync”。',
  ],
  'check/no-copy': ({ name }) => [
    `图片${named(name)}在存储中，但笔记所需的本地副本（dual 模式）已不存在。`,
    '请对该笔记运行“imbed note”以取回副本。',
  ],
  'check/unreferenced': ({ key }) => [
    `工作区中没有任何文件引用${key ? `文件“${key}”` : '该文件'}。`,
    '如果其他网站或工作区也不需要它，可运行“imbed check --delete-unreferenced”将其移走，“--restore”可恢复。',
  ],
  'check/unmarked': () => [
    '这里没有标出笔记的最上层文件夹，其他地方可能还有笔记引用这些文件，因此没有移走任何文件。',
    '请在全部笔记的最上层新建文件夹“.imbed”，然后在那里运行。',
  ],
  'local/write-failed': (facts) => [
    `无法写入文件${named(facts.name)}。`,
    isOccupied(facts)
      ? '该位置已有同名的文件夹，或其上级文件夹的位置是一个文件；请先将其移开。'
      : '请检查磁盘剩余空间，以及您对该文件夹的写入权限。',
  ],
  cancelled: ({ outcome }) =>
    outcome === 'not-fetched'
      ? ['已取消，尚未全部下载。', '可随时重新开始；大文件已下载的部分不会重复下载。']
      : [
          outcome === 'unknown'
            ? '上传过程中已取消，文件可能已存入，也可能没有。'
            : '已取消，尚未发送任何内容。',
          '可以随时重新开始；已在存储中的图片不会重复上传。',
        ],
  internal: ({ detail }) => [
    `Imbed 内部发生了意外错误${after(detail)}。`,
    '请到 Imbed 的问题反馈页面说明您的操作步骤。',
  ],
};

const missingHints = {
  command: '请在终端中运行获取密钥的命令，改到它能以 JSON 形式输出密钥为止。',
  profile: '请改用 AWS 工具中有密钥的 profile，或用“aws configure”为它添加密钥。',
  other: '请同时设置两者：写入环境变量，或写在该配置所指定的位置。',
} as const;

const tlsMessages: Readonly<Record<TlsTrouble, string>> = {
  expired: '对方的证书已过期或尚未生效',
  'wrong-name': '对方的证书属于另一个域名',
  'unknown-issuer': '对方证书的签发机构不受本机信任',
  'not-tls': '对方在该端口上不支持 HTTPS',
  other: '未能建立加密通道',
};

const tlsHints: Readonly<Record<TlsTrouble, string>> = {
  expired: '请检查本机时间；如果时间正确，请更新该域名的证书。',
  'wrong-name': '如果这是您自己的域名，请在存储或 CDN 控制台为它上传证书。',
  'unknown-issuer':
    '如果是自建服务或经过公司代理，请用 NODE_EXTRA_CA_CERTS 指定签发机构的证书；把 tlsVerify 设为 false 是最后的办法，只能用于自己的网络。',
  'not-tls': '请检查 endpoint 的协议和端口：没有 HTTPS 的服务要写成 http:// 开头。',
  other: '请重试；如果一直如此，请检查代理和防火墙，并确认 endpoint 支持 HTTPS。',
};
