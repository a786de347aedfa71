import type {
  CredentialSource,
  Profile,
  Settings,
  StorageRule,
  StorageSettings,
} from '../src/settings/profile.ts';

type KeysOf<T> = T extends unknown ? keyof T : never;

/** The compiler asks for a description of every setting. */
const credentials: Record<KeysOf<CredentialSource> | '', string> = {
  '': 'Where the access keys come from.',
  source:
    'env: environment variables, those customary for the store first, then AWS_*. inline: written here. process: a command prints them. aws-profile: from the shared files of the AWS tools.',
  accessKeyId: 'Access key id.',
  secretAccessKey: 'Secret access key. Keep a file that holds one readable by nobody else.',
  sessionToken: 'Session token that came with temporary keys.',
  command: 'Command that prints keys as JSON, in the form of credential_process of the AWS tools.',
  profile: 'Profile of the AWS tools; "default" when absent.',
};

const rules: Record<keyof StorageRule | '', string> = {
  '': 'What is different for some notes. Where several rules match, each setting is that of the last one that has it.',
  notes:
    'Notes that the rule is for: a glob relative to the workspace, e.g. Blog/** or **/*.draft.md. A folder stands for all below it.',
  mode: 'Where images of these notes go; off leaves them alone.',
  link: 'Where links point in these notes when images go to both places.',
  folder: 'Folder for local copies of these notes.',
  profile: 'Profile for these notes, in place of the default one.',
};

const storage: Record<keyof StorageSettings | '', string | typeof rules> = {
  '': 'Where images go: into the bucket, beside the note, or both.',
  mode: 'remote: into the bucket. local: beside the note. dual: both.',
  folder:
    'Folder for local copies, relative to the note, e.g. assets, ./{note}.assets or {noteDir}/img/{year}; from the root of the workspace when it begins with "/".',
  link: 'Where links point when images go to both places.',
  rules,
};

const profile: Record<keyof Profile, string | typeof credentials> = {
  provider: 'The store. Any S3-compatible store that is not listed is "custom".',
  bucket: 'Name of the bucket; on Tencent COS with its APPID, e.g. my-notes-1250000000.',
  region: 'Region id as the store writes it, e.g. cn-hongkong. Empty: the usual one of the store.',
  endpoint:
    'Empty: the public endpoint of the region. "internal" or "accelerate": that endpoint. Else an address: of the store, or a custom domain of the bucket.',
  addressing:
    'Whether the bucket goes into the host name or the path. auto is right unless the store was set up in an unusual way.',
  dialect:
    'oss: the native protocol of Alibaba Cloud OSS. auto: that on a custom domain of OSS, S3 everywhere else.',
  publicBaseUrl:
    'Address in front of the key in links: a CDN or custom domain, e.g. https://img.example.com. Empty: the own address of the bucket, where it has one.',
  urlSuffix: 'Appended to every link, e.g. ?x-oss-process=style/web.',
  access:
    'public: anybody who has a link may read. signed: the bucket is private, and the links that "imbed upload" prints are signed and open for a week at most.',
  keyTemplate: 'How objects are named, e.g. img/{year}/{month}/{hash:16}.{ext}.',
  cacheControl: 'Cache-Control of the objects. Empty: none.',
  contentDisposition: 'Content-Disposition of the objects. Empty: none.',
  acl: 'Canned ACL of the objects, e.g. public-read. Empty, which is right for most: none.',
  onConflict: 'When other bytes are at the key already. suffix: find a free key. refuse: fail.',
  maxBytes: 'Images larger than this number of bytes are refused.',
  timeoutSeconds: 'A request fails when nothing moves for so many seconds.',
  tlsVerify: 'false accepts any certificate, and anybody in between. For self-signed test servers only.',
  proxy:
    'Proxy for all requests, e.g. http://localhost:8080. Empty: a direct connection; for the command "imbed", the proxy that https_proxy and the like name.',
  credentials,
  mirrors: 'Names of other profiles that get one more copy of each image.',
};

const file: Record<Exclude<keyof Settings, 'profiles' | 'unusable' | 'storage'> | '$schema' | '', string> = {
  '': 'Configuration of Imbed, which puts images into your own bucket and links into your notes.',
  $schema: 'Address of this schema, for editors.',
  version: 'Version of the form of this file.',
  defaultProfile: 'Profile that is used when none is named. May be absent when there is only one.',
};

export const descriptions = {
  ...file,
  profiles: { '': 'Buckets to upload to, by a name of your choice.', ...profile },
  storage,
};
