import { isAliyun, type StorePhrases, size } from './phrasebook.ts';
import { bucket, duration, named, said, theStore } from './zh-cn-words.ts';

/** Simplified Chinese words for what stores answer. */
export const zhCnStore: StorePhrases = {
  'store/bad-signature': (facts) => [
    `${theStore(facts)}签名校验不通过：AccessKey Secret 与 AccessKey ID 不匹配，或地域填写有误。`,
    '请重新复制 AccessKey Secret（前后不要带空格），并确认 region 和 endpoint 与存储桶所在地域一致。',
  ],
  'store/unknown-access-key': (facts) => [
    `${theStore(facts)}不认识这个 AccessKey ID。`,
    '请重新复制 AccessKey ID；它可能已被禁用或删除、属于其他服务商，或者是缺少 SecurityToken 的临时密钥。',
  ],
  'store/expired-token': () => [
    '临时密钥已过期，或 SecurityToken 无效。',
    '请重新获取临时密钥（AccessKey ID、AccessKey Secret 和 SecurityToken 必须成套使用）后重试。',
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
    '请检查拼写；如果已被删除，请重新上传。',
  ],
  'store/upload-ended': ({ key }) => [
    `文件${named(key)}的上传已在别处被终止：可能是某个命令，也可能是存储桶的规则。`,
    '请重试：会重新开始上传。',
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
    '请确认 endpoint 是服务商的 S3 Endpoint，而不是网站或控制台地址，并选用对应服务商的预设。',
  ],
  'store/rejected': (facts) => [
    `${theStore(facts)}拒绝了请求${said(facts)}。`,
    '请检查配置中的 provider、endpoint、region 和 bucket；也可以把请求 ID 提供给服务商客服查询。',
  ],
};
