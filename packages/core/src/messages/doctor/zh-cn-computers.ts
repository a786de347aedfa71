import { duration } from '../zh-cn-words.ts';
import type { DoctorPhrasesOnComputers } from './words.ts';

/** Chinese words for what is found where names, certificates and proxies can be looked at. */
export const zhCnComputers: DoctorPhrasesOnComputers = {
  'doctor/behind-proxy': ({ host }) => [`所有请求都经过代理${host ? ` ${host}` : ''}，由它负责。`, ''],
  'doctor/plain-http': ({ host = '存储服务' }) => [
    `与 ${host} 的连接没有加密：途中任何人都能读取和篡改内容。`,
    '请为存储服务配置证书，并把 endpoint 改为 https:// 开头；除非整个网络都可信。',
  ],
  'doctor/tls-not-verified': ({ host = '存储服务' }) => [
    `tlsVerify 为 false，途中任何人都能冒充 ${host}。`,
    '如果证书受本机信任，请从配置中删去 tlsVerify；否则请用 NODE_EXTRA_CA_CERTS 指定签发机构的证书，然后删去它。',
  ],
  'doctor/tls-intercepted': ({ host = '存储服务', detail }) => [
    `途中有程序用自己的证书代替了 ${host} 的证书${detail ? `，签发者为“${detail}”` : ''}。`,
    '公司代理或杀毒软件会这样做。如果信任它，请用 NODE_EXTRA_CA_CERTS 指定其证书；也可以关闭它的 HTTPS 扫描，或换一个网络。',
  ],
  'doctor/certificate-ends': ({ host = '存储服务', seconds = 0 }) => [
    seconds > 0 ? `${host} 的证书将在${duration(seconds)}后到期。` : `${host} 的证书已经到期。`,
    '请续期，或检查自动续期是否正常。',
  ],
};
