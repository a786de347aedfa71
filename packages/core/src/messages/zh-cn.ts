import type { ErrorFacts } from '../errors.ts';
import { type TlsTrouble, tlsTrouble } from '../http/tls-trouble.ts';
import { isAliyun, missingFrom, type Phrasebook, problems, size } from './phrasebook.ts';

/** Simplified Chinese words, one entry a code; terms as the consoles of Alibaba and Tencent have them. */
export const zhCn: Phrasebook = {
  'config/not-found': ({ name }) => [
    `还没有配置文件${name ? `：${name} 不存在` : ''}。`,
    '请在终端运行“imbed init”：它会询问存储、Bucket 和密钥，并当场检查。',
  ],
  'config/exists': ({ name }) => [
    `配置文件已经存在${name ? `：${name}` : ''}。`,
    '请直接编辑它，或用 --config 指定另一个文件。',
  ],
  'config/unreadable': ({ name }) => [
    `无法读取配置文件${named(name)}。`,
    '请确认它是文件而不是文件夹，并且您有读取权限。',
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
  'import/not-found': ({ name, detail }) => [
    `没有找到${name ? ` ${name} ` : '该程序'}的配置文件${after(detail)}。`,
    '请在命令后面写上配置文件的路径。',
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
  'source/empty-folder': ({ name }) => [
    `文件夹${named(name)}中没有文件。`,
    '请检查路径，并确认该文件夹所在的磁盘已连接。',
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
  'source/changed': ({ name }) => [
    `文件${named(name)}在上传过程中发生了变化。`,
    '请等到没有程序再写入该文件后重新上传。',
  ],
  'source/outside': ({ name }) => [
    `路径${named(name)}指向当前工作文件夹之外。`,
    'Imbed 不会跟随指向外部的链接：请把文件本身放进该文件夹，或从包含两者的上级文件夹开始。',
  ],
  'source/download-failed': ({ name, detail }) => [
    `图片${named(name)}下载失败${after(detail)}。`,
    '请用浏览器打开该地址；如果看不到图片，说明链接已失效或有防盗链。可以先把图片另存到本地再上传。',
  ],
  'source/private-address': ({ host }) => [
    `图片位于您自己的网络（${host ?? '内网地址'}），Imbed 不会按笔记中的地址去访问。`,
    '请先保存图片，再粘贴或拖入该文件。',
  ],
  'source/clipboard-empty': () => ['剪贴板里没有图片。', '请复制图片本身（不是文件或文字）后重试。'],
  'source/clipboard-unavailable': ({ detail }) => [
    `无法读取剪贴板${after(detail)}。`,
    'Linux 请安装 xclip（X11）或 wl-clipboard（Wayland），macOS 请安装 pngpaste；也可以把图片存成文件再上传。',
  ],
  'store/bad-signature': (facts) => [
    `${theStore(facts)}签名校验不通过：AccessKey Secret 与 AccessKey ID 不匹配，或地域填写有误。`,
    '请重新复制 AccessKey Secret（前后不要带空格），并确认 region 和 endpoint 与存储桶所在地域一致。',
  ],
  'store/unknown-access-key': (facts) => [
    `${theStore(facts)}不认识这个 AccessKey ID。`,
    '请重新复制 AccessKey ID；它可能已被禁用或删除、属于其他服务商，或者是缺少 SecurityToken 的临时密钥。',
  ],
  'store/expired-token': () => [
    '临时访问凭证已过期，或 SecurityToken 无效。',
    '请重新获取临时凭证（AccessKey ID、AccessKey Secret 和 SecurityToken 必须成套使用）后重试。',
  ],
  'store/clock-skew': ({ seconds }) => [
    `本机时间不准${seconds ? `，相差约${duration(seconds)}` : ''}，因此签名被拒绝。`,
    '请在系统设置中开启自动校准日期、时间和时区，然后重试。',
  ],
  'store/access-denied': (facts) => [
    `${theStore(facts)}拒绝访问${bucket(facts)}${said(facts)}。`,
    isAliyun(facts)
      ? `请在 RAM 控制台为该用户授予${bucket(facts)}中图片文件夹的 oss:PutObject 和 oss:GetObject 权限，无需更多；如果配置中填写了 acl，请清空。`
      : '请为该密钥授予此存储桶的对象读写权限（s3:PutObject、s3:GetObject），并确认存储桶与密钥属于同一账号。',
  ],
  'store/account-suspended': (facts) => [
    `${theStore(facts)}已停用该账号，最常见的原因是欠费。`,
    '请登录服务商控制台充值或结清账单，几分钟后重试。',
  ],
  'store/quota-exceeded': (facts) => [
    `空间不足：${bucket(facts)}或账号的配额已用完。`,
    '请删除不再需要的文件，或在控制台提高配额或消费上限。',
  ],
  'store/no-such-bucket': (facts) => [
    `${facts.host ? `在 ${facts.host} 上找不到` : '找不到'}${bucket(facts)}。`,
    '请检查存储桶名称是否写对，以及 region 和 endpoint 是否为其创建时所选的地域。',
  ],
  'store/no-such-key': (facts) => [
    `${bucket(facts)}中没有文件${named(facts.key)}。`,
    '它可能已被删除，请重新上传。',
  ],
  'store/invalid-key': (facts) => [
    `${facts.key ? `“${facts.key}”` : '该名称'}不能用作存储桶中的文件名${after(problems(facts))}。`,
    '请换一个名称。',
  ],
  'store/unusable-key': ({ key }) => [
    `文件${named(key)}的名称不能用作本地路径。`,
    '请在控制台中改名：各级名称不能为空，也不能只由句点组成，并且不能含有反斜杠和控制字符。',
  ],
  'store/wrong-region': (facts) => [
    `${bucket(facts)}在另一个地域${facts.detail ? `：${facts.detail}` : ''}。`,
    facts.detail
      ? `请把配置中的 region 或 endpoint 改为 ${facts.detail}。`
      : '请在控制台查看存储桶所在的地域，并填入配置。',
  ],
  'store/public-endpoint-forbidden': (facts) => [
    `阿里云不允许该账号通过公网默认域名访问${bucket(facts)}：自 2025 年 3 月起，新用户访问中国内地的存储桶受此限制。`,
    '有两种办法：为存储桶绑定自定义域名（需要 ICP 备案和 HTTPS 证书），并填入 endpoint 和 publicBaseUrl；或改用中国内地以外地域的存储桶，例如中国香港（cn-hongkong）。',
  ],
  'store/path-style-forbidden': (facts) => [
    `${theStore(facts)}要求把存储桶名称写在域名里，不接受路径形式。`,
    '请把配置中的 addressing 设为 "auto" 或 "virtual-hosted"，并选用对应服务商的预设；名称带点号的存储桶无法这样访问。',
  ],
  'store/checksum-not-supported': (facts) => [
    `${theStore(facts)}不支持请求中的校验和头部。`,
    '请选用对应服务商的预设，或选 "custom"，不要选 aws-s3：这样就不会发送这些头部。',
  ],
  'store/body-mismatch': ({ host }) => [
    `${host ? `${host} 收到` : '存储服务收到'}的内容与发出的图片不一致。`,
    '请重试；如果一直如此，说明途中的代理、VPN 或杀毒软件改动了上传内容。',
  ],
  'store/acl-not-supported': (facts) => [
    `${bucket(facts)}不接受为单个文件设置 ACL。`,
    '请清空配置中的 acl，改用存储桶策略或在控制台开放公共读。',
  ],
  'store/too-large': ({ bytes, limitBytes }) => [
    `存储服务不接受这么大的文件${bytes ? `（${size(bytes)}）` : ''}${limitBytes ? `，上限为 ${size(limitBytes)}` : ''}。`,
    '请压缩图片；如果是自建服务，请调大前置代理的请求体上限（nginx 的 client_max_body_size）。',
  ],
  'store/key-taken': ({ key }) => [
    `${key ? `“${key}”处` : '该位置'}已有另一张图片，Imbed 从不覆盖已有图片。`,
    '请给图片改名，或在 keyTemplate 中加入 {hash}，或把 onConflict 设为 "suffix"。',
  ],
  'store/object-exists': ({ key }) => [
    `${key ? `“${key}”处` : '该位置'}已有另一个文件，没有改动它。`,
    '请换一个名称（命令行用 --key 或 --prefix），或明确要求替换（--replace）。',
  ],
  'store/precondition-failed': ({ key }) => [
    `此刻有其他程序正在写入${key ? `“${key}”` : '同一个文件'}。`,
    '请等几秒钟后重试。',
  ],
  'store/verification-failed': ({ key }) => [
    `存储服务回复上传成功，但文件${named(key)}不存在或内容不一致，因此没有给出链接。`,
    '请重试；如果一直如此，请在控制台查看该文件并联系服务商。',
  ],
  'store/damaged': ({ key }) => [
    `连续两次下载的文件${named(key)}都与存入时不一致，因此没有使用。`,
    '请换一个网络重试；如果一直如此，说明该文件已损坏或被其他程序替换，请用完好的副本重新上传。',
  ],
  'store/download-mismatch': ({ key }) => [
    `下载到的内容与存储桶中的文件${named(key)}不一致，因此没有留下文件。`,
    '请重试；如果一直如此，请换一个网络，或用完好的副本重新上传。',
  ],
  'store/not-comparable': ({ key }) => [
    `文件${named(key)}已按完整长度下载，但存储服务没有提供可供比对的内容摘要。`,
    '文件已保存。如需确认，请与上传时的原文件比对，或重新上传后再用 --verify 下载。',
  ],
  'store/slow-down': (facts) => [
    `${theStore(facts)}收到的请求过多${facts.seconds ? `，要求等待${duration(facts.seconds)}` : ''}。`,
    '请稍等片刻再执行同样的操作；已上传的图片不会重复上传。',
  ],
  'store/unavailable': (facts) => [
    `${theStore(facts)}暂时出现故障。`,
    '请几分钟后重试；如果持续不恢复，请查看服务商的状态页。',
  ],
  'store/not-supported': (facts) => [
    `${theStore(facts)}不支持该操作${said(facts)}。`,
    '请确认 endpoint 是服务商的 S3 端点，而不是网站或控制台地址，并选用对应服务商的预设。',
  ],
  'store/no-lifecycle': (facts) => [
    `${theStore(facts)}不支持通过 S3 地址设置生命周期规则。`,
    facts.detail === undefined || facts.seconds === undefined
      ? '请在其控制台中查看。'
      : `请手动添加一条规则，删除“${facts.detail}”下超过 ${Math.ceil(facts.seconds / 86_400)} 天的文件；之后把文件上传到该前缀下，不再指定有效期。`,
  ],
  'store/rejected': (facts) => [
    `${theStore(facts)}拒绝了请求${said(facts)}。`,
    '请检查配置中的 provider、endpoint、region 和 bucket；也可以把请求 ID 提供给服务商客服查询。',
  ],
  'bucket/opens-more': ({ bucket }) => [
    `存储空间${named(bucket)}的策略还允许所有人读取其他内容，目前由 Amazon 的“阻止公开访问”挡住：公开该文件夹会连同这些内容一起公开。`,
    '没有做任何改动。请先在控制台中查看策略，删去应保持私有的部分；然后在“阻止公开访问”中允许此存储空间使用公开策略，再重试。',
  ],
  'bucket/block-lifted': ({ bucket }) => [
    `存储空间${named(bucket)}没有公开，但它的“阻止公开访问”设置未能恢复。`,
    '请在 Amazon S3 控制台中重新开启此存储空间的“阻止公开访问”。',
  ],
  'bucket/wildcards': ({ name }) => [
    `为文件夹${named(name)}设置的策略也会对其他文件夹生效：在策略中，“*”和“?”等符号代表任意内容。`,
    '请修改 keyTemplate 中的文件夹，或在存储的控制台中手动公开并限制密钥。',
  ],
  'bucket/edited-statement': ({ bucket, name }) => [
    `存储空间${named(bucket)}的策略中，由 Imbed 添加的声明${named(name)}已被修改。`,
    '没有做任何改动。请在存储的控制台中查看：删除该声明后重试，或手动公开文件夹。',
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
    '请打开浏览器，如有提示先登录网络；否则请确认 endpoint 是服务商的 S3 端点。',
  ],
  'note/changed': ({ name }) => [
    `笔记${named(name)}在此期间有过改动，已保持原样。`,
    '请在编辑器中保存后重试。',
  ],
  'note/not-utf8': ({ name }) => [
    `笔记${named(name)}不是 UTF-8 文本，已保持原样。`,
    '请用编辑器将其另存为 UTF-8 编码；它可能是 GBK、Big5 或 UTF-16。',
  ],
  'note/not-a-note': ({ name }) => [
    `文件${named(name)}不是 Markdown 笔记。`,
    '请指定笔记（.md 等）、文件夹，或“posts/**/*.md”这样的通配符；上传图片请用“imbed upload”。',
  ],
  'note/read-only': ({ name }) => [`笔记${named(name)}是只读的，已保持原样。`, '请允许写入该文件后重试。'],
  'note/outside': ({ name }) => [
    `路径${named(name)}与第一个路径不属于同一个笔记文件夹，Imbed 对它们分别记录。`,
    '请单独用此路径再运行一次该命令。',
  ],
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
  'sync/empty-source': ({ name }) => [
    `来源${named(name)}是空的，继续会删除另一侧的全部内容。`,
    '请确认文件夹或前缀是否写对、磁盘是否已挂载。如果确实要全部删除，请使用 imbed rm --prefix。',
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
    `没有这个存储配置${named(name)}${after(detail)}。`,
    '请填写配置文件中已有的名称，或留空以使用默认的存储配置。',
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
  'local/write-failed': ({ name }) => [
    `无法写入文件${named(name)}。`,
    '请检查磁盘剩余空间，以及您对该文件夹的写入权限。',
  ],
  'local/in-use': ({ name }) => [`另一个 Imbed 正在传输文件${named(name)}。`, '请等它结束后再试。'],
  cancelled: ({ outcome }) => [
    outcome === 'unknown' ? '上传过程中已取消，文件可能已存入，也可能没有。' : '已取消，尚未发送任何内容。',
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

function named(name: string | undefined): string {
  return name ? `“${name}”` : '';
}

function after(text: string | undefined): string {
  return text ? `：${text}` : '';
}

function portOwner(name: string | undefined): string {
  if (name === 'Imbed') return '另一个 Imbed 服务（属于其他用户或使用其他状态文件夹）';
  return name === undefined ? '其他程序' : ' PicGo 或同类程序';
}

function said({ detail }: ErrorFacts): string {
  return detail ? `，回复为“${detail}”` : '';
}

function theStore({ host }: ErrorFacts): string {
  return host ? `存储服务 ${host} ` : '存储服务';
}

function bucket({ bucket }: ErrorFacts): string {
  return bucket ? `存储桶“${bucket}”` : '该存储桶';
}

export function duration(seconds: number): string {
  if (seconds < 120) return ` ${seconds} 秒`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return ` ${minutes} 分钟`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? ` ${hours} 小时` : ` ${Math.round(hours / 24)} 天`;
}
