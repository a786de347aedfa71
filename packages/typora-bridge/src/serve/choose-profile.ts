import { ImbedError, type ProviderId, type Settings } from '@imbed/core';

/** What PicGo and PicList call the services, where Imbed has another word for them. */
const theirNames: Readonly<Record<string, ProviderId>> = {
  aliyun: 'aliyun-oss',
  tcyun: 'tencent-cos',
  qiniu: 'qiniu-kodo',
};

/** They have one name for all stores that speak S3. */
const theirS3 = /^aws-s3(-plist)?$/;

/** What PicGo and PicList call the first set of settings of each service, and what their windows give people to copy. */
const THEIR_DEFAULT = 'default';

/**
 * The profile that a client of PicGo (`?uploader=&configName=`) or PicList (`?picbed=&configName=`) asks for; the
 * default one when it asks for none. Throws `serve/unknown-profile`, with PicGo's own code as `serviceCode`.
 */
export function chooseProfile(query: URLSearchParams, settings: Settings): string {
  const { profiles, defaultProfile } = settings;
  const name = query.get('profile') || query.get('configName') || query.get('configId');
  const service = query.get('uploader') || query.get('picbed');
  if (!name) return service ? profileOf(service, settings) : defaultProfile;
  const named = profileCalled(name, profiles);
  if (named === undefined) {
    if (service && name.toLowerCase() === THEIR_DEFAULT) return profileOf(service, settings);
    throw unknown('UPLOAD_CONFIG_NOT_FOUND', name);
  }
  if (!service || named === service || offers(profiles[named]?.provider, service)) return named;
  throw unknown('UPLOAD_CONFIG_NOT_FOUND', name, `it is none of ${service}`);
}

/** The one profile of a service, or the default one where that is one of several. */
function profileOf(service: string, { profiles, defaultProfile }: Settings): string {
  if (Object.hasOwn(profiles, service)) return service;
  const fitting = Object.keys(profiles).filter((one) => offers(profiles[one]?.provider, service));
  if (fitting.includes(defaultProfile)) return defaultProfile;
  const [only, ...others] = fitting;
  if (only === undefined) throw unknown('UNKNOWN_UPLOADER', service);
  if (others.length === 0) return only;
  throw unknown('UPLOAD_CONFIG_AMBIGUOUS', service, `it could be ${fitting.join(', ')}`);
}

/** @param serviceCode as PicGo 3 answers it */
function unknown(serviceCode: string, name: string, detail?: string): ImbedError {
  return new ImbedError('serve/unknown-profile', { name, serviceCode, ...(detail && { detail }) });
}

function offers(provider: ProviderId | undefined, theirs: string): boolean {
  const service = theirs.toLowerCase();
  if (provider === undefined) return false;
  if (provider === (theirNames[service] ?? service)) return true;
  return theirS3.test(service) && !Object.values(theirNames).includes(provider);
}

function profileCalled(name: string, profiles: Settings['profiles']): string | undefined {
  if (Object.hasOwn(profiles, name)) return name;
  const alike = Object.keys(profiles).filter((one) => one.toLowerCase() === name.toLowerCase());
  return alike.length === 1 ? alike[0] : undefined;
}
