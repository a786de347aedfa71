import type { BucketStep } from '@imbed/core';
import type { Opening } from './settings.ts';
import type { InitWords } from './words.ts';

const steps: Readonly<Record<BucketStep, string>> = {
  create: 'make the bucket',
  public: 'let everybody read its images',
  cors: 'let pages in a browser reach it',
  expiry: 'have it delete what is in tmp/ by age',
};

/** An ACL of the bucket lets the names be listed, too, at most stores. */
function opened(opening: Opening): string {
  return opening.how === 'folder' ? opening.folder : 'all that is in it, and perhaps list it';
}

function block(opening: Opening): string {
  return 'liftsBlock' in opening && opening.liftsBlock
    ? ' This lifts Amazon\'s "Block public access" for the policies of this bucket.'
    : '';
}

/** Of a bucket that is there already. */
function besides(opening: Opening): string {
  const replaced =
    'replacesAcl' in opening && opening.replacesAcl
      ? ' What its ACL grants to others by now is replaced.'
      : '';
  return `${block(opening)}${replaced}`;
}

export const en: InitWords = {
  listKeys: '↑↓ and Enter choose, typing narrows the list, Ctrl-C leaves',
  hidden: '(what you type is not shown)',
  yesNo: { yes: 'Yes', no: 'No', error: () => 'Answer y or n' },
  intro:
    'This makes a profile: which bucket your images go to, and with which keys. Nothing is written before the end.',
  startQuestion: 'Settings of other programs were found. Take them over?',
  anew: 'No, set up a store anew',
  found: (program, name, bucket) => `From ${program}: ${name}, bucket ${bucket}`,
  store:
    'Which store? Type its name, or paste an endpoint, the address of the bucket or of its page in the console:',
  recognised: (name, { bucket, region, endpoint }) =>
    [name, bucket && `bucket ${bucket}`, region && `region ${region}`, endpoint && `endpoint ${endpoint}`]
      .filter(Boolean)
      .join(', '),
  runsAt: (name, address) => `${name} at ${address}`,
  endpoint: 'Endpoint:',
  bucket: 'Bucket (it may still be missing):',
  region: 'Region:',
  usualRegion: 'usual',
  unknownRegion: 'not a region that Imbed knows; taken as it is',
  needed: 'This is needed.',
  keys: 'Access keys:',
  keysFrom: (where) => `Keys are made here: ${where}`,
  narrowKeys: (command) =>
    command === undefined
      ? 'Make keys that can do no more than this needs: for this bucket alone, if the store lets you say so.'
      : `Make keys that can do no more than this needs; this prints the policy for them: ${command}`,
  keysTyped: 'Type them; they are kept in the configuration, which only you may read',
  keysInEnvironment: (names) => `From the environment variables ${names.join(' and ')}`,
  keysOfAws: 'From a profile of the AWS tools (~/.aws/credentials)',
  isSet: 'They are set in this shell. What starts your editor has to have them, too.',
  isNotSet: 'They are not set in this shell.',
  accessKeyId: 'Access key ID:',
  secretAccessKey: 'Secret access key:',
  awsProfile: 'Name of the AWS profile:',
  noSpaces: 'A key has no spaces.',
  access: 'Who can open the links?',
  accessPublic: 'Everybody who has one, for good: right for notes and blogs',
  accessSigned: 'Nobody without a signature, which ends after a week at most: the bucket stays private',
  publicUrl: 'Address in front of your links, if you have a domain or a CDN for the bucket (Enter: none):',
  publicUrlNeeded: 'Address in front of your links; this store has none of its own:',
  publicUrlExplained:
    'A domain of your own that leads to the bucket, e.g. https://img.example.com, keeps links alive when you change the store.',
  publicUrlOfOss:
    'On its default domain OSS makes browsers download images instead of showing them, and new accounts cannot use it at all in mainland China. There a domain of your own has to be bound to the bucket, which takes an ICP filing; or take a bucket outside of the mainland, e.g. in cn-hongkong.',
  keyTemplate: 'How images are named:',
  templateHint: '"imbed help template" lists what can stand in braces.',
  preview: (url) => `A link will look like this: ${url}`,
  name: 'Name of this profile:',
  nameTaken: 'There is a profile of this name already.',
  nameWrong: 'A name has no spaces and no slashes, and at most 64 characters.',
  looking: 'Looking at the bucket …',
  state: (state, bucket) =>
    ({
      there: `The bucket "${bucket}" is there, and the keys work.`,
      absent: `There is no bucket "${bucket}" yet.`,
      denied: `The bucket "${bucket}" is there, but these keys may not list it: it may be somebody else's. The doctor will tell.`,
    })[state],
  create(bucket, opening) {
    if (opening.how === 'private') return `Make the bucket "${bucket}", private?`;
    if (opening.how === 'each-image')
      return `Make the bucket "${bucket}"? Its images are made public one by one.`;
    if (opening.how === 'by-hand')
      return `Make the bucket "${bucket}"? It is opened in the console of the store afterwards.`;
    return `Make the bucket "${bucket}", and let everybody read ${opened(opening)}?${block(opening)}`;
  },
  ownerNeeded:
    "Making and opening a bucket takes keys of the account's owner; keys for uploads alone may not. Without such keys do it in the console.",
  rightNeeded: (rights, command) =>
    `These keys may not: it takes ${rights.join(' and ')}. This prints a policy that has the right: ${command}`,
  wayBack: 'What now?',
  ways: {
    keys: 'Enter the keys again',
    store: 'Enter endpoint, bucket and region again',
    again: 'Look once more',
    write: 'Go on all the same, and mend it later',
  },
  publish: (bucket, opening) =>
    opening.how === 'all' || opening.how === 'folder'
      ? `Let everybody read ${opened(opening)}, in the bucket "${bucket}"?${besides(opening)}`
      : undefined,
  more: 'Set up something else on the bucket?',
  moreNothing: 'No',
  moreCors: 'Let VS Code in the browser (https://vscode.dev) reach it: a CORS rule',
  moreExpiry:
    'Delete what is put with an expiry (tmp/1d/, tmp/7d/, tmp/30d/) when its time is over: lifecycle rules',
  moreBoth: 'Both',
  write: (path) => `Write this to ${path}?`,
  nothingWritten: 'Nothing was written.',
  written: (name, path, hasKeys) =>
    `Profile "${name}" is in ${path}${hasKeys ? ', with its keys; only you may read it' : ''}.`,
  otherDefault:
    'The default profile is the same as before: choose this one with --profile, or change "defaultProfile".',
  step: (step) => steps[step],
  byHand: (step) => `To ${steps[step]} has to be done in the console of the store`,
  where: 'Where',
  link: 'See',
  mend: 'The profile is written. Mend what failed, then run: imbed doctor',
  typora: 'Set up Typora now?',
  next: (name) => `Try it: imbed upload${name === undefined ? '' : ` --profile ${name}`} picture.png`,
};
