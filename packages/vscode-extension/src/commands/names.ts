/** Commands that are loaded with the first of them, each `imbed.NAME` in the manifest. */
export const commandNames = [
  'uploadImage',
  'uploadFromClipboard',
  'uploadFiles',
  'uploadNote',
  'uploadFolder',
  'uploadWorkspace',
  'rehostImages',
  'downloadImages',
  'flipToLocal',
  'flipToRemote',
  'deleteImage',
  'syncPending',
  'checkNote',
  'checkWorkspace',
  'undoJob',
  'testConnection',
  'importProfiles',
] as const;

export type CommandName = (typeof commandNames)[number];
