import { DEFAULT_KEY_TEMPLATE } from '../naming/key-template.ts';
import type { Profile, StorageSettings } from './profile.ts';

/** Images over this are refused unless a profile allows more. */
const DEFAULT_MAX_BYTES = 50 * 1024 * 1024;

/** S3's limit for one object put in one piece: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html. */
export const MAX_MAX_BYTES = 5 * 1024 * 1024 * 1024;

/** An hour: whoever waits longer for a single byte has no connection. */
export const MAX_TIMEOUT_SECONDS = 3600;

/** Names go into keys (`{profile}`) and command lines. */
export const MAX_PROFILE_NAME_LENGTH = 64;

/** A profile but for the two things that nobody can guess: which store, and which bucket. */
export const defaultProfile = {
  region: '',
  endpoint: '',
  addressing: 'auto',
  dialect: 'auto',
  publicBaseUrl: '',
  urlSuffix: '',
  access: 'public',
  keyTemplate: DEFAULT_KEY_TEMPLATE,
  /** Keys hold a hash of the bytes, so what is at one never changes. */
  cacheControl: 'public, max-age=31536000, immutable',
  contentDisposition: '',
  acl: '',
  onConflict: 'suffix',
  maxBytes: DEFAULT_MAX_BYTES,
  timeoutSeconds: 30,
  tlsVerify: true,
  proxy: '',
  credentials: { source: 'env' },
  mirrors: [],
} as const satisfies Omit<Profile, 'provider' | 'bucket'>;

export const defaultStorage = {
  mode: 'remote',
  folder: 'assets',
  link: 'remote',
  rules: [],
} as const satisfies StorageSettings;
