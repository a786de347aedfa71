/** The page's own words in English; those of errors and of checks come from the server, in the same language. */
export const en = {
  title: 'Imbed',
  language: 'Language',
  version: (version: string) => `Imbed ${version}`,
  skip: 'Skip to content',
  views: { upload: 'Upload', history: 'History', pending: 'Pending', doctor: 'Check' },
  navigation: 'Views',
  profile: 'Profile',
  profileDefault: (name: string) => `${name} (default)`,
  notices: 'Messages',
  close: 'Close',
  cancel: 'Cancel',
  retry: 'Try again',
  reload: 'Reload',
  loading: 'Loading…',

  upload: {
    title: 'Upload',
    drop: 'Drop pictures here',
    paste: 'or paste them with Ctrl+V',
    pasteMac: 'or paste them with ⌘V',
    choose: 'Choose files…',
    goesTo: (bucket: string) => `They go to the bucket ${bucket}.`,
    limit: (size: string) => `Up to ${size} each.`,
    private: 'Links into this bucket are signed: they open for a while only.',
    dropNow: (profile: string) => `Drop to upload to ${profile}`,
    address: 'Picture on the web',
    addressPlaceholder: 'https://example.com/picture.png',
    addressSend: 'Upload from address',
    addressWrong: 'This is no web address. It starts with https:// or http://.',
    list: 'Uploads of this visit',
    emptyTitle: 'Nothing uploaded yet',
    empty: 'Pictures that you drop, paste or choose appear here with their links.',
    copyAll: (count: number) => `Copy all ${count} links`,
    clear: 'Clear list',
    dismiss: (name: string) => `Take ${name} off the list`,
    nothingTaken: 'There was no picture in that.',
    folderSkipped: 'A folder was left out. Drop the pictures in it instead.',
  },
  phase: {
    waiting: 'Waiting',
    starting: 'Reading…',
    sending: (percent: string) => `Uploading, ${percent}`,
    storing: 'Checking…',
    done: 'Uploaded',
    pending: 'Kept on this computer, not uploaded yet',
    failed: 'Not uploaded',
    cancelled: 'Cancelled',
  },
  progressOf: (name: string) => `Upload of ${name}`,
  cancelOf: (name: string) => `Cancel the upload of ${name}`,
  retryOf: (name: string) => `Try again: ${name}`,
  seePending: 'See what is pending',

  copy: {
    label: 'Copy as',
    markdown: 'Markdown',
    html: 'HTML',
    url: 'URL',
    bbcode: 'BBCode',
    custom: 'My own',
    template: 'Text of my own',
    templateHint: '{url} and {name} are filled in.',
    copy: 'Copy',
    copied: 'Copied',
    copyOf: (name: string) => `Copy the link to ${name}`,
    refused: 'The browser did not let this page copy. Select the link and copy it yourself.',
  },

  history: {
    title: 'History',
    search: 'Search names',
    searchPlaceholder: 'Name or part of it',
    from: 'From',
    to: 'To',
    profile: 'Profile',
    allProfiles: 'All profiles',
    reset: 'Clear filters',
    count: (shown: number) => `${shown} ${shown === 1 ? 'picture' : 'pictures'}`,
    countMore: (shown: number) => `The newest ${shown} pictures`,
    more: 'Show more',
    emptyTitle: 'No pictures yet',
    empty: 'What you upload here, in your editor or on the command line is listed here.',
    emptyAction: 'Upload a picture',
    noneTitle: 'Nothing found',
    none: 'No picture fits these filters.',
    pictures: 'Pictures',
    open: (name: string) => `Open ${name} in a new tab`,
    select: (name: string) => `Select ${name}`,
    selectAll: 'Select all shown',
    delete: 'Delete',
    deleteOf: (name: string) => `Delete ${name} from the bucket`,
    cannotDelete: 'Its profile is gone or points elsewhere now, so it cannot be deleted here.',
    selected: (count: number) => `${count} selected`,
    selection: 'Selected pictures',
    copyLinks: 'Copy links',
    clear: 'Clear selection',
  },
  deletion: {
    undo: 'Undo',
    undone: 'Nothing was deleted.',
    stored: {
      waiting: (count: number) =>
        count === 1
          ? 'One picture will be deleted from the bucket. Notes that show it will show nothing.'
          : `${count} pictures will be deleted from the bucket. Notes that show them will show nothing.`,
      running: (count: number) => (count === 1 ? 'Deleting one picture…' : `Deleting ${count} pictures…`),
      done: (count: number) => (count === 1 ? 'One picture deleted.' : `${count} pictures deleted.`),
      failed: (count: number) =>
        count === 1 ? 'One picture was not deleted.' : `${count} pictures were not deleted.`,
    },
    pending: {
      waiting: (count: number) =>
        count === 1
          ? 'One picture will not be uploaded, and its copy on this computer will be deleted.'
          : `${count} pictures will not be uploaded, and their copies on this computer will be deleted.`,
      running: (count: number) => (count === 1 ? 'Dropping one picture…' : `Dropping ${count} pictures…`),
      done: (count: number) =>
        count === 1
          ? 'One picture dropped: it will not be uploaded.'
          : `${count} pictures dropped: they will not be uploaded.`,
      failed: (count: number) =>
        count === 1 ? 'One picture was not dropped.' : `${count} pictures were not dropped.`,
    },
  },

  pending: {
    title: 'Pending',
    about: 'These pictures are safe on this computer and still have to be uploaded.',
    sync: 'Upload them now',
    syncing: 'Uploading…',
    drop: 'Do not upload',
    dropOf: (name: string) => `Do not upload ${name}`,
    since: (when: string) => `since ${when}`,
    emptyTitle: 'Nothing is pending',
    empty: 'When your store cannot be reached, pictures wait here instead of getting lost.',
    stored: (count: number) => (count === 1 ? 'One picture uploaded.' : `${count} pictures uploaded.`),
    stillWaiting: (count: number) =>
      count === 1 ? 'One picture is still pending.' : `${count} pictures are still pending.`,
  },

  doctor: {
    title: 'Check',
    about: (profile: string) =>
      `Tries the profile ${profile} from end to end: uploads a picture of one pixel, looks at it as a reader would, and takes it away again.`,
    run: 'Start the check',
    again: 'Check again',
    stop: 'Stop',
    running: 'Checking…',
    checks: 'Checks',
    status: { pass: 'Passed', warn: 'Warning', fail: 'Failed', skipped: 'Not looked at' },
    fix: 'What to do:',
    readOn: 'Read more',
    allWell: 'Everything works.',
    warnings: (count: number) =>
      count === 1 ? 'It works, with one warning.' : `It works, with ${count} warnings.`,
    failures: (count: number) =>
      count === 1 ? 'One thing does not work yet.' : `${count} things do not work yet.`,
    stopped: 'Stopped before the end.',
  },

  announce: {
    uploaded: (name: string) => `${name} is uploaded.`,
    kept: (name: string) => `${name} is kept on this computer and will be uploaded later.`,
    failed: (name: string) => `${name} was not uploaded.`,
    cancelled: (name: string) => `The upload of ${name} was cancelled.`,
    added: (count: number) => (count === 1 ? 'One picture added.' : `${count} pictures added.`),
  },

  trouble: {
    gone: {
      message: 'Imbed does not answer.',
      advice: 'It may have been stopped. Start it again with "imbed serve", then reload this page.',
    },
    interrupted: {
      message: 'The answer ended too early.',
      advice: 'Imbed may have been stopped. Make sure that "imbed serve" runs, and try again.',
    },
    unreadable: {
      message: 'The file cannot be read any more.',
      advice: 'It may have been moved or changed since it was chosen, or be a folder. Choose it again.',
    },
    odd: (status: number) => ({
      message: `Imbed answered in a way that this page does not understand (${status}).`,
      advice: 'Reload the page. It may be older than the Imbed that runs now.',
    }),
  },
};
