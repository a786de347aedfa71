import { ImbedError, type ProviderId, type Settings } from '@imbed/core';

/** What PicGo and PicList call the services, where Imbed has another word for them. */
const theirNames: Readonly<Record<string, ProviderId>> = {
  aliyun: 'aliyun-oss',
  tcyun: 'tencent-cos',
  qiniu: 'qiniu-kodo',
};

/** They have one name for all stores that speak S3. */
const theirS3 = /^aws-s3(-plist)?$/;

/**
 * The profile that a client of PicGo (`?uploader=&configName=`) or PicList (`?picbed=&configName=`) asks for; the
 * default one when it asks for none. Throws `serve/unknown-profile`.
 */
export function chooseProfile(query: URLSearchParams, settings: Settings): string {
  const { profiles, defaultProfile } = settings;
  const name = query.get('profile') || query.get('configName') || query.get('configId');
  const service = query.get('uploader') || query.get('picbed');
  if (name) return profileCalled(name, settings);
  if (!service) return defaultProfile;
  if (Object.hasOwn(profiles, service)) return service;
  const fitting = Object.keys(profiles).filter((one) =>
    offers(profiles[one]?.provider, service.toLowerCase()),
  );
  if (fitting.includes(defaultProfile)) return defaultProfile;
  const [only, ...others] = fitting;
  if (only === undefined) throw new ImbedError('serve/unknown-profile', { name: service });
  if (others.length === 0) return only;
  throw new ImbedError('serve/unknown-profile', {
    name: service,
    detail: `it could be ${fitting.join(', ')}`,
  });
}

function offers(provider: ProviderId | undefined, service: string): boolean {
  if (provider === undefined) return false;
  if (provider === (theirNames[service] ?? service)) return true;
  return theirS3.test(service) && !Object.values(theirNames).includes(provider);
}

function profileCalled(name: string, { profiles }: Settings): string {
  if (Object.hasOwn(profiles, name)) return name;
  const alike = Object.keys(profiles).filter((one) => one.toLowerCase() === name.toLowerCase());
  const [only] = alike;
  if (only !== undefined && alike.length === 1) return only;
  throw new ImbedError('serve/unknown-profile', { name });
}
