import { type PhrasesOnComputers, problems } from './phrasebook.ts';
import { after, named, theStore } from './zh-cn-words.ts';

/** Simplified Chinese words for what goes wrong only where there are files and terminals. */
export const zhCnComputers: PhrasesOnComputers = {
  'config/exists': ({ name }) => [
    `配置文件已经存在${name ? `：${name}` : ''}。`,
    '请直接编辑它，或用 --config 指定另一个文件。',
  ],
  'config/unreadable': ({ name }) => [
    `无法读取配置文件${named(name)}。`,
    '请确认它是文件而不是文件夹，并且您有读取权限。',
  ],
  'import/not-found': ({ name, detail }) => [
    `没有找到${name ? ` ${name} ` : '该程序'}的配置文件${after(detail)}。`,
    '请在命令后面写上配置文件的路径。',
  ],
  'source/empty-folder': ({ name }) => [
    `文件夹${named(name)}中没有文件。`,
    '请检查路径，并确认该文件夹所在的磁盘已连接。',
  ],
  'source/changed': ({ name }) => [
    `文件${named(name)}在此期间发生了变化。`,
    '请等到没有程序再写入该文件后重试。',
  ],
  'source/outside': ({ name }) => [
    `路径${named(name)}指向当前工作文件夹之外。`,
    'Imbed 不会跟随指向外部的链接：请把文件本身放进该文件夹，或从包含两者的上级文件夹开始。',
  ],
  'source/clipboard-empty': () => ['剪贴板里没有图片。', '请复制图片本身（不是文件或文字）后重试。'],
  'source/clipboard-unavailable': ({ detail }) => [
    `无法读取剪贴板${after(detail)}。`,
    'Linux 请安装 xclip（X11）或 wl-clipboard（Wayland），macOS 请安装 pngpaste；也可以把图片存成文件再上传。',
  ],
  'store/invalid-key': (facts) => [
    `${facts.key ? `“${facts.key}”` : '该名称'}不能用作存储桶中的文件名${after(problems(facts))}。`,
    '请换一个名称。',
  ],
  'store/unusable-key': ({ key }) => [
    `文件${named(key)}的名称不能用作本地路径。`,
    '请在控制台中改名：各级名称不能为空，也不能只由句点组成，并且不能含有反斜杠和控制字符。',
  ],
  'store/object-exists': ({ key }) => [
    `${key ? `“${key}”处` : '该位置'}已有另一个文件，没有改动它。`,
    '请换一个名称，或明确要求替换（--replace）。',
  ],
  'store/download-mismatch': ({ key }) => [
    `下载到的内容与存储桶中的文件${named(key)}不一致，因此没有留下文件。`,
    '请重试；如果一直如此，请换一个网络，或用完好的副本重新上传。',
  ],
  'store/not-comparable': ({ key }) => [
    `文件${named(key)}已按完整长度下载，但存储服务没有提供可供比对的内容摘要。`,
    '文件已保存。如需确认，请与上传时的原文件比对，或重新上传后再用 --verify 下载。',
  ],
  'store/no-lifecycle': (facts) => [
    `${theStore(facts)}不支持通过 S3 地址设置生命周期规则。`,
    facts.detail === undefined || facts.seconds === undefined
      ? '请在其控制台中查看。'
      : `请手动添加一条规则，删除“${facts.detail}”下超过 ${Math.ceil(facts.seconds / 86_400)} 天的文件；之后把文件上传到该前缀下，不再指定有效期。`,
  ],
  'bucket/opens-more': ({ bucket }) => [
    `存储桶${named(bucket)}的策略还允许所有人读取其他内容，目前由 Amazon 的“阻止公开访问”挡住：公开该文件夹会连同这些内容一起公开。`,
    '没有做任何改动。请先在控制台中查看策略，删去应保持私有的部分；然后在“阻止公开访问”中允许此存储桶使用公开策略，再重试。',
  ],
  'bucket/block-lifted': ({ bucket }) => [
    `存储桶${named(bucket)}没有公开，但它的“阻止公开访问”设置未能恢复。`,
    '请在 Amazon S3 控制台中重新开启此存储桶的“阻止公开访问”。',
  ],
  'bucket/wildcards': ({ name }) => [
    `为文件夹${named(name)}设置的策略也会对其他文件夹生效：在策略中，“*”和“?”等符号代表任意内容。`,
    '请修改 keyTemplate 中的文件夹，或在存储的控制台中手动公开并限制密钥。',
  ],
  'bucket/edited-statement': ({ bucket, name }) => [
    `存储桶${named(bucket)}的策略中，由 Imbed 添加的声明${named(name)}已被修改。`,
    '没有做任何改动。请在存储的控制台中查看：删除该声明后重试，或手动公开文件夹。',
  ],
  'note/not-a-note': ({ name }) => [
    `文件${named(name)}不是 Markdown 笔记。`,
    '请指定笔记（.md 等）、文件夹，或“posts/**/*.md”这样的通配符；上传图片请用“imbed upload”。',
  ],
  'note/outside': ({ name }) => [
    `路径${named(name)}与第一个路径不属于同一个笔记文件夹，Imbed 对它们分别记录。`,
    '请单独用此路径再运行一次该命令。',
  ],
  'sync/empty-source': ({ name }) => [
    `来源${named(name)}是空的，继续会删除另一侧的全部内容。`,
    '请确认文件夹或前缀是否写对、磁盘是否已挂载。如果确实要全部删除，请使用 imbed rm --prefix。',
  ],
  'serve/port-in-use': ({ host, detail }) => [
    `地址${host ? ` ${host} ` : ''}已被${portOwner(detail)}占用。`,
    '请退出该程序，或用“--port”换一个端口，并在调用它的程序中填写同一端口。',
  ],
  'serve/running': ({ host }) => [
    `服务已在运行${host ? `，地址为 ${host}` : ''}。`,
    '请直接使用它，或先将其停止。',
  ],
  'serve/token-needed': ({ host }) => [
    `网络中的其他人可以访问此服务${host ? `（${host}）` : ''}，但没有设置令牌。`,
    '请把一段足够长的随机文本存入自己的文件，用“--token-file”指定该文件，或去掉“--host”。',
  ],
  'serve/refused': ({ detail }) => [
    `服务不接受这类请求${after(detail)}。`,
    '本机程序可以直接上传；网页不可以，除非用“--allow-origin”允许其来源。',
  ],
  'serve/old-page': () => ['此页面来自服务的上一次启动。', '请刷新页面。'],
  'serve/unauthorized': () => [
    '缺少令牌或令牌不正确。',
    '请以“Authorization: Bearer TOKEN”发送服务的令牌，或在地址末尾加上“?key=TOKEN”。',
  ],
  'serve/invalid-request': ({ detail }) => [`无法理解该请求${after(detail)}。`, '请对照服务文档中的示例。'],
  'serve/unsupported-type': ({ detail }) => [
    `不接受这种类型的请求内容${after(detail)}。`,
    'JSON 请以“application/json”发送，文件请以“multipart/form-data”发送，字段名为“files”。',
  ],
  'serve/no-such-address': () => ['服务没有这个地址。', '请对照服务文档检查地址和请求方法。'],
  'serve/unknown-profile': ({ name, detail }) => [
    `没有这个配置${named(name)}${after(detail)}。`,
    '请填写配置文件中已有的名称，或留空以使用默认配置。',
  ],
  'serve/unknown-object': () => [
    '这不是由 Imbed 存入的文件，或者已被删除。',
    '请刷新历史记录；其他程序存入的文件可用“imbed rm”删除。',
  ],
  'serve/uploaded-since': () => [
    '您要求删除之后它又被上传，因此已保留。',
    '请查看历史记录；如确实不再需要，可在那里删除。',
  ],
  'serve/outside-folders': ({ name }) => [
    `文件${named(name)}不在服务允许读取的文件夹中。`,
    '请将其移到您的主文件夹内，或在启动服务时用“--root”指定它所在的文件夹。',
  ],
  'serve/busy': () => ['该客户端同时处理的请求过多。', '请等部分请求完成后再次发送。'],
  'serve/stopping': () => ['服务即将停止。', '请等它恢复后再次发送。'],
  'local/same-file': ({ name }) => [
    `另一个文件已存为${named(name)}，因此没有下载这一个。`,
    '请单独下载它，并放到另一个文件夹。',
  ],
  'local/exists': ({ name }) => [
    `要写入的位置已经有文件或链接${after(name)}。`,
    '请指定另一个文件名，或者先移走已有的文件（也可能是失效的链接）。',
  ],
  'local/in-use': ({ name }) => [`另一个 Imbed 正在传输文件${named(name)}。`, '请等它结束后再试。'],
};

function portOwner(name: string | undefined): string {
  if (name === 'Imbed') return '另一个 Imbed 服务（属于其他用户或使用其他状态文件夹）';
  return name === undefined ? '其他程序' : ' PicGo 或同类程序';
}
