/** What becomes of an image that is brought into one note. */
export interface StoragePlan {
  readonly mode: 'remote' | 'local' | 'dual';
  /** Where the note will point, in `dual` mode. */
  readonly link: 'remote' | 'local';
  /** Template of the folder for local copies, as the settings have it. */
  readonly folder: string;
  /** Name of the profile that notes link to. */
  readonly profile: string;
  /** Profiles that get one more copy each; none of them is {@link profile}. */
  readonly mirrors: readonly string[];
}
