import type { ConfigIssue } from '../parse-result.ts';
import type { StoreSettings } from '../providers/provider.ts';

/** Where a profile's keys come from. Hosts with a secret store put them there and never use `inline`. */
export type CredentialSource =
  /** The provider's customary environment variables first, then `AWS_*`. */
  | { readonly source: 'env' }
  | {
      readonly source: 'inline';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string;
    }
  /** A command that prints AWS's `credential_process` JSON. */
  | { readonly source: 'process'; readonly command: string }
  /** A profile of AWS's shared config files; empty or absent means `default`. */
  | { readonly source: 'aws-profile'; readonly profile?: string };

/** How objects are named and served, apart from where they go. */
export interface ObjectSettings {
  readonly keyTemplate: string;
  /** Sent as `Cache-Control`; empty sends none. */
  readonly cacheControl: string;
  /** Sent as `Content-Disposition`; empty sends none. */
  readonly contentDisposition: string;
  /** Canned ACL; empty sends none, which is right for almost everyone. */
  readonly acl: string;
  /** What to do when the key is taken by other bytes: find a free one, or fail with `store/key-taken`. */
  readonly onConflict: 'suffix' | 'refuse';
  /** Images over this are refused. */
  readonly maxBytes: number;
}

export interface ConnectionSettings {
  /** Longest silence before a request counts as failed. */
  readonly timeoutSeconds: number;
  readonly tlsVerify: boolean;
  /**
   * `http://host:port`, `https://host:port`, or empty. Environment variables `https_proxy`/`http_proxy`/`no_proxy`
   * are the host's to read.
   */
  readonly proxy: string;
}

export interface Profile extends Required<StoreSettings>, ObjectSettings, ConnectionSettings {
  /** `signed`: the bucket is private on purpose, and links to it are to carry a signature. */
  readonly access: 'public' | 'signed';
  readonly credentials: CredentialSource;
  /** Names of profiles that get one more copy of each image. */
  readonly mirrors: readonly string[];
}

export interface StorageSettings {
  readonly mode: 'remote' | 'local' | 'dual';
  /** Template of the folder for local copies, relative to the note's folder; from the root when it begins with `/`. */
  readonly folder: string;
  /** Where links point in `dual` mode. */
  readonly link: 'remote' | 'local';
  /** For some of the notes; where several match, each setting is that of the last one that has it. */
  readonly rules: readonly StorageRule[];
}

/** What is different for the notes that a glob matches. */
export interface StorageRule {
  /** Glob of paths relative to the workspace. */
  readonly notes: string;
  /** `off`: images of these notes are left alone. */
  readonly mode?: StorageSettings['mode'] | 'off';
  readonly link?: StorageSettings['link'];
  readonly folder?: string;
  /** In place of the default one. */
  readonly profile?: string;
}

export interface Settings {
  readonly version: 1;
  readonly defaultProfile: string;
  readonly profiles: Readonly<Record<string, Profile>>;
  /** What is wrong with profiles that are written and cannot be used, by their name; absent when all can. */
  readonly unusable?: Readonly<Record<string, readonly ConfigIssue[]>>;
  readonly storage: StorageSettings;
}

/** The profiles of a configuration, to find one by its name. */
export type NamedProfiles = Pick<Settings, 'profiles' | 'unusable'>;
