import type { ErrorFacts } from '../../errors.ts';
import { problems } from '../phrasebook.ts';
import { duration } from '../zh-cn-words.ts';
import { rights } from './rights.ts';
import type { DoctorWords } from './words.ts';
import { zhCnComputers } from './zh-cn-computers.ts';

export const zhCn: DoctorWords = {
  titles: {
    profile: '配置',
    dns: '存储服务的地址（DNS）',
    tls: '连接与证书',
    proxy: '代理',
    answer: '存储服务的响应',
    clock: '本机时间',
    credentials: '访问密钥',
    region: '地域',
    addressing: '访问方式',
    bucket: '存储桶',
    put: '上传测试图片',
    head: '查看测试图片（大小、类型、ETag）',
    overwrite: '防止覆盖',
    list: '列举文件',
    public: '公开链接',
    type: '链接的 Content-Type',
    inline: '链接可直接显示图片',
    cache: '缓存',
    https: 'HTTPS 链接',
    redirects: '重定向',
    hotlink: '防盗链',
    cors: '跨域（CORS）',
    multipart: '大图分片上传',
    presign: '签名链接',
    delete: '删除测试图片',
    leftovers: '没有遗留文件',
  },
  needs: (title) => `需要“${title}”先通过。`,
  policy: (command) => `输出相应授权策略的命令：${command}`,
  phrases: {
    ...zhCnComputers,
    'doctor/ok': ({ limitBytes }) =>
      limitBytes === undefined
        ? ['', '']
        : ['不超过 8 MiB 的文件由存储服务拒绝覆盖；更大的文件在完成上传前由 Imbed 先查看。', ''],
    'doctor/needs': () => ['', ''],
    'doctor/not-available-here': () => ['此应用不允许 Imbed 查看这一项。', ''],
    'doctor/not-needed': () => ['只有在浏览器中运行的编辑器才需要。', ''],
    'doctor/not-offered': () => ['Imbed 不依赖该存储服务拒绝覆盖，而是在上传前先查看。', ''],
    'doctor/this-machine': () => ['链接只指向本机，使用 http 即可。', ''],
    'doctor/no-date': () => ['此处得不到存储服务的时间。', ''],
    'doctor/private': () => ['存储桶是私有的，与配置一致。', ''],
    'doctor/cannot-list': () => ['该密钥无权列举文件，看不到以前在别处运行时的遗留文件。', ''],
    'doctor/doubtful-setting': (facts) => [
      `有一项设置不常见：${problems(facts)}。`,
      '如果是笔误，请在配置中改正；如果没有错，可以不管。',
    ],
    'doctor/blocked-by-browser': ({ host = '存储服务', detail }) => [
      `浏览器没有得到 ${host} 的响应：可能没有连接，也可能缺少允许 ${detail || '该页面'} 的跨域规则。`,
      `请为存储桶添加跨域规则：来源 ${detail || '*'}，允许 Methods 为 GET、HEAD、PUT、POST、DELETE，允许 Headers 为 *，暴露 Headers 为 ETag。`,
    ],
    'doctor/endpoint-redirects': ({ host = '存储服务', detail }) => [
      `${host} 用重定向${detail ? `（到 ${detail}）` : ''}回应请求，而带签名的请求不能跟随重定向。`,
      '请把配置中的 endpoint 改为重定向后的地址，通常只是改成 https:// 开头。',
    ],
    'doctor/clock-drifts': ({ seconds = 0 }) => [
      `本机时间相差约${duration(seconds)}，存储服务目前还接受。`,
      '请让系统自动设置日期和时间，以免误差变大。',
    ],
    'doctor/may-not-read': (facts) => [
      '该密钥可以上传，但无权查看文件。',
      `只要 keyTemplate 中有 {hash} 就能上传；最好授予读取权限（${rights(facts).read}）。`,
    ],
    'doctor/type-changed': ({ detail }) => [
      `存储服务没有保留图片的 Content-Type${detail ? `，返回的是 ${detail}` : ''}。`,
      '请在控制台查找并删除改写 Content-Type 的规则，否则浏览器可能不显示图片。',
    ],
    'doctor/etag-not-md5': () => [
      '存储服务的 ETag 不是内容的 MD5，多半是因为存储桶用托管密钥加密。',
      '无需处理；每次上传会多用一次请求来核对。',
    ],
    'doctor/overwrites': () => [
      '要求不覆盖时，存储服务仍然覆盖了文件。',
      '请在 keyTemplate 中保留 {hash}：以内容命名的图片不会互相覆盖。',
    ],
    'doctor/may-not-list': (facts) => [
      '该密钥无权列举文件。',
      `上传不需要此权限。如需清理、迁移或同步图片，请授予列举权限（${rights(facts).list}）。`,
    ],
    'doctor/list-misses': ({ key }) => [
      `列举结果中没有刚上传的文件${key ? `：${key}` : ''}。`,
      '上传不受影响。依赖列举的功能可能漏掉新图片；有的服务需要等一会儿，有的需要换一个服务商预设。',
    ],
    'doctor/not-public': (facts) => [
      `图片已存入，但没有人能看到：不带密钥的读取${at(facts)}被拒绝。`,
      '请允许所有人读取存储桶中的文件；如果有意设为私有，请把配置中的 access 设为 "signed"。',
    ],
    'doctor/acl-not-public': ({ detail, ...facts }) => [
      `图片已存入，但没有人能${at(facts)}看到：配置中的 acl ${detail ? `为 "${detail}"，` : ''}使每张图片都不公开。`,
      '请清空配置中的 acl，或设为 "public-read"；如果有意设为私有，请把 access 设为 "signed"。',
    ],
    'doctor/public-address-refuses': (facts) => [
      `图片已存入，存储桶本身也允许所有人读取，但链接${at(facts)}被拒绝。`,
      '请检查配置中的 publicBaseUrl：它可能指向另一个存储桶；如果是 CDN 或自定义域名，请检查其访问限制。存储桶无需更改。',
    ],
    'doctor/public-not-found': (facts) => [
      `图片已存入，但链接${at(facts)}打不开。`,
      '请检查配置中的 publicBaseUrl：它必须指向该存储桶；是否要带上存储桶名称，取决于您的域名或 CDN。',
    ],
    'doctor/public-no-such-host': (facts) => [
      `图片已存入，但链接的域名${facts.host ? ` ${facts.host} ` : ''}无法解析。`,
      '请检查配置中的 publicBaseUrl 是否写对，以及该域名是否有指向存储桶的解析记录（CNAME）。',
    ],
    'doctor/public-refused': (facts) => [
      `图片已存入，但链接${at(facts)}没有正常返回。`,
      '请用浏览器打开 publicBaseUrl，并检查存储桶前面的域名或 CDN。',
    ],
    'doctor/public-page': (facts) => [
      `链接${at(facts)}返回的是网页，不是图片。`,
      '请检查配置中的 publicBaseUrl：该地址是网站、登录页，或对任何请求都返回首页的 CDN。',
    ],
    'doctor/public-other-bytes': (facts) => [
      `链接${at(facts)}返回的内容与存入的不同。`,
      '请确认 publicBaseUrl 指向该存储桶而不是另一个，并且途中没有改动文件的程序。',
    ],
    'doctor/public-converted': (facts) => [
      `链接${at(facts)}返回的是另一张图片：存储桶前面有服务在转换图片。`,
      '如果不是有意为之，请在 CDN 关闭图片优化。',
    ],
    'doctor/public-though-signed': (facts) => [
      `access 为 "signed"，但任何人不带签名也能${at(facts)}读取图片。`,
      '请在控制台把存储桶设为私有，或把配置中的 access 设为 "public"。',
    ],
    'doctor/empty-referer-refused': (facts) => [
      `链接${at(facts)}只在自己的网站上有效：防盗链拒绝没有 Referer 的请求，而编辑器不发送 Referer。`,
      '请在防盗链设置中允许空 Referer。',
    ],
    'doctor/public-wrong-type': ({ detail, ...facts }) => [
      `链接${at(facts)}把 PNG 图片标为${detail ? `“${detail}”` : '没有类型'}；浏览器可能会下载它，或不显示。`,
      '请在存储服务、域名或 CDN 查找并删除改写 Content-Type 的规则。',
    ],
    'doctor/forced-download': (facts) => [
      `在浏览器中打开链接${at(facts)}会下载图片；笔记中仍能显示。`,
      '请为存储桶绑定自己的域名，并填入 publicBaseUrl；如果配置中的 contentDisposition 为 "attachment"，请清空它。',
    ],
    'doctor/cache-changed': ({ detail, ...facts }) => [
      `链接${at(facts)}${detail ? `的 Cache-Control 为“${detail}”` : '没有带上配置中的 Cache-Control'}，读者每次都要重新加载图片。`,
      '请让存储桶前面的域名或 CDN 保留存储桶的响应头。',
    ],
    'doctor/public-http': ({ host }) => [
      `链接以 http:// 开头${host ? `（${host}）` : ''}：https 页面不会显示这样的图片，手机也会拒绝。`,
      '请为域名配置证书，并把 publicBaseUrl 改为 https:// 开头。',
    ],
    'doctor/public-redirects': ({ detail }) => [
      `链接要经过重定向${detail ? `（到 ${detail}）` : ''}，既费时，重定向失效后链接也会失效。`,
      '请把 publicBaseUrl 设为重定向后的地址。',
    ],
    'doctor/hotlink-refused': (facts) => [
      `链接${at(facts)}在其他网站的页面上无效：已开启防盗链。`,
      '如果笔记会发布到别处，请把那些网站加入 Referer 白名单，或关闭防盗链。',
    ],
    'doctor/cors-missing': ({ detail }) => [
      `存储桶不允许${detail ? `来自 ${detail} 的` : ''}页面上传：缺少跨域规则。`,
      `请添加规则：来源 ${detail ?? '*'}，允许 Methods 为 GET、HEAD、PUT、POST、DELETE，允许 Headers 为 *，暴露 Headers 为 ETag。`,
    ],
    'doctor/etag-hidden': () => [
      '存储桶的跨域规则隐藏了 ETag，浏览器因此无法上传大图。',
      '请在跨域规则的暴露 Headers 中加入 ETag。',
    ],
    'doctor/may-not-send-parts': (facts) => [
      '该密钥无权开始或取消分片上传，超过 8 MiB 的图片无法上传，或会留下产生费用的碎片。',
      `请授予该权限（${rights(facts).parts}）。`,
    ],
    'doctor/multipart-refused': () => [
      '存储服务拒绝分片上传，超过 8 MiB 的图片无法上传。',
      '请确认 endpoint 是该服务商的 S3 地址，并使用它自己的预设；较小的图片不受影响。',
    ],
    'doctor/presign-refused': () => [
      '带签名的链接被拒绝。',
      '请先检查地域和本机时间；有的服务只在自己的地址上支持签名，自定义域名上不支持。',
    ],
    'doctor/cannot-delete': ({ key }) => [
      `该密钥无权删除，测试图片会留下${key ? `：${key}` : ''}；再次运行不会增加。`,
      '上传不需要删除权限。可以在控制台删除该图片，或授予删除权限。',
    ],
    'doctor/still-there': ({ key }) => [
      `存储服务确认已删除测试图片，但它仍然存在${key ? `：${key}` : ''}。`,
      '请在控制台删除；可能是存储桶的保留策略或锁定使它留下。',
    ],
    'doctor/keeps-versions': ({ key }) => [
      `存储桶保留历史版本：每次运行的测试图片虽已删除，仍会作为历史版本留下${key ? `：${key}` : ''}。`,
      '您删除或替换的图片也是如此。可以为存储桶设置清理历史版本的生命周期规则；测试图片的历史版本在文件夹 imbed-doctor 中。',
    ],
    'doctor/leftovers': ({ detail }) => [
      `以前运行时的测试图片无法删除${detail ? `：${detail}` : ''}。`,
      '请在控制台删除文件夹 imbed-doctor。',
    ],
  },
};

function at({ host }: ErrorFacts): string {
  return host ? `在 ${host} 上` : '';
}
