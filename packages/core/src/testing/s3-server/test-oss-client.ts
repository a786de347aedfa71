import OSS from 'ali-oss';
import type { S3Server } from './server.ts';
import { alice, loopbackAgent } from './test-setup.ts';

/** What the types of ali-oss do not know yet. */
export type OssOptions = OSS.Options & { authorizationV4: boolean };

export const ossHostSuffix = 'oss-cn-hangzhou.localhost';

/** `ali-oss` is Alibaba's own client: it shares nothing with this store's reading of the algorithm. */
export function ossClient(server: S3Server, options: Partial<OssOptions> = {}): OSS {
  const settings: OssOptions = {
    accessKeyId: alice.accessKeyId,
    accessKeySecret: alice.secretAccessKey,
    authorizationV4: true,
    region: 'oss-cn-hangzhou',
    bucket: 'notes',
    endpoint: `http://${ossHostSuffix}:${server.port}`,
    ...options,
  };
  return new OSS(Object.assign(settings, { agent: loopbackAgent() }));
}
