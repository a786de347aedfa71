import type { NetworkProbe, PeerCertificate } from '../../doctor/network-probe.ts';
import { ImbedError } from '../../errors.ts';
import type { HttpTransport } from '../../http/transport.ts';
import { always, respond, type Symptom, when } from './symptom.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };
const loginPage = '<!doctype html><title>Welcome to the hotel</title>';

function showing(certificate: Partial<PeerCertificate>): { readonly network: NetworkProbe } {
  const healthy = { issuer: 'GlobalSign nv-sa', validTo: new Date('2999-01-01') };
  return {
    network: { resolve: async () => ['203.0.113.7'], connect: async () => ({ ...healthy, ...certificate }) },
  };
}

function refusingConnections(error: ImbedError): { readonly network: NetworkProbe } {
  return { network: { resolve: async () => ['203.0.113.7'], connect: () => Promise.reject(error) } };
}

function failing(error: ImbedError): (transport: HttpTransport) => HttpTransport {
  return (transport) => ({ ...transport, send: () => Promise.reject(error) });
}

function ahead(seconds: number) {
  return { clock: { now: () => new Date(Date.now() + seconds * 1000) } };
}

/** As a browser that may not see it, or a gateway that leaves it out. */
function withoutDate(transport: HttpTransport): HttpTransport {
  return {
    ...transport,
    async send(request, options) {
      const { headers, ...answer } = await transport.send(request, options);
      const { date: _, ...rest } = headers;
      return { ...answer, headers: rest };
    },
  };
}

const host = 'my-notes.s3.oss-cn-hongkong.aliyuncs.com';
const nextWeek = () => new Date(Date.now() + 5 * 24 * 3600 * 1000 + 60_000);
const selfHosted = { provider: 'minio', endpoint: 'https://minio.example.com:9000', region: '' } as const;

export const networkSymptoms: readonly Symptom[] = [
  {
    name: 'a region that nobody has heard of',
    changes: { profile: { region: 'cn-hongkon' } },
    found: [['profile', 'warn', 'doctor/doubtful-setting']],
  },
  {
    name: 'a key template that cannot be',
    changes: { profile: { keyTemplate: 'img/{yaer}/{hash}.{ext}' } },
    found: [['profile', 'fail', 'config/invalid']],
  },
  {
    name: 'a host that cannot be found',
    changes: {
      host: {
        network: {
          resolve: () => Promise.reject(new ImbedError('network/dns', { host, serviceCode: 'ENOTFOUND' })),
          connect: async () => undefined,
        },
      },
    },
    found: [['dns', 'fail', 'network/dns']],
  },
  {
    name: 'nobody listens',
    changes: {
      host: refusingConnections(new ImbedError('network/unreachable', { host, serviceCode: 'ECONNREFUSED' })),
    },
    found: [['tls', 'fail', 'network/unreachable']],
  },
  {
    name: 'an expired certificate',
    changes: { host: showing({ problem: 'CERT_HAS_EXPIRED' }) },
    found: [['tls', 'fail', 'network/tls']],
  },
  {
    name: "a self-signed certificate on a server of one's own",
    changes: {
      profile: selfHosted,
      host: showing({ problem: 'DEPTH_ZERO_SELF_SIGNED_CERT', issuer: 'nas' }),
    },
    found: [['tls', 'fail', 'network/tls']],
  },
  {
    name: "a certificate of the company in place of the store's",
    changes: { host: showing({ problem: 'SELF_SIGNED_CERT_IN_CHAIN', issuer: 'Example Corp Proxy CA' }) },
    found: [['tls', 'fail', 'doctor/tls-intercepted']],
  },
  {
    name: 'tlsVerify false',
    changes: { profile: { tlsVerify: false } },
    found: [['tls', 'warn', 'doctor/tls-not-verified']],
  },
  {
    name: 'a certificate that ends soon',
    changes: { host: showing({ validTo: nextWeek() }) },
    found: [['tls', 'warn', 'doctor/certificate-ends']],
  },
  {
    name: 'a store without encryption',
    changes: {
      profile: { ...selfHosted, endpoint: 'http://nas.example.com:9000', addressing: 'path' },
      host: { network: { resolve: async () => ['203.0.113.7'], connect: async () => undefined } },
    },
    found: [
      ['tls', 'warn', 'doctor/plain-http'],
      ['https', 'warn', 'doctor/public-http'],
    ],
  },
  {
    name: 'a proxy that wants a password',
    changes: {
      proxy: 'proxy.example.com:3128',
      onTheWay: failing(new ImbedError('network/proxy', { host: 'proxy.example.com:3128', status: 407 })),
    },
    found: [['proxy', 'fail', 'network/proxy']],
  },
  {
    name: 'a proxy that looks into what goes through it',
    changes: {
      proxy: 'proxy.example.com:3128',
      onTheWay: failing(
        new ImbedError('network/proxy', {
          host: 'proxy.example.com:3128',
          serviceCode: 'SELF_SIGNED_CERT_IN_CHAIN',
        }),
      ),
    },
    found: [['proxy', 'fail', 'doctor/tls-intercepted']],
  },
  {
    name: 'the login page of a hotel',
    changes: { hook: when(always, respond(200, html, loginPage)) },
    found: [['answer', 'fail', 'network/intercepted']],
  },
  {
    name: 'a redirect to the login page of a hotel',
    changes: { hook: when(always, respond(302, { location: 'https://login.hotel.example/' })) },
    found: [['answer', 'fail', 'network/intercepted']],
  },
  {
    name: 'a store that moves everybody to https',
    changes: {
      profile: { ...selfHosted, endpoint: 'http://localhost:9000', addressing: 'path' },
      host: { network: { resolve: async () => ['127.0.0.1'], connect: async () => undefined } },
      hook: when(always, respond(301, { location: 'https://localhost:9000/my-notes/' })),
    },
    found: [['answer', 'fail', 'doctor/endpoint-redirects']],
  },
  {
    name: 'a browser without a CORS rule to let it in',
    changes: {
      blind: true,
      host: { origin: 'https://vscode.dev', inBrowser: true },
      onTheWay: failing(new ImbedError('network/unreachable', { host })),
    },
    found: [['answer', 'fail', 'doctor/blocked-by-browser']],
  },
  {
    name: 'a clock that is twenty minutes fast',
    changes: { host: ahead(1200) },
    found: [['clock', 'fail', 'store/clock-skew']],
  },
  {
    name: 'a clock that is two minutes fast',
    changes: { host: ahead(120) },
    found: [['clock', 'warn', 'doctor/clock-drifts']],
  },
  {
    name: 'a clock that is twenty minutes slow, and a store that hides its own',
    changes: { host: ahead(-1200), onTheWay: withoutDate },
    found: [['credentials', 'fail', 'store/clock-skew']],
  },
];
