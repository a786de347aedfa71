import { type TlsTrouble, tlsTrouble } from '../http/tls-trouble.ts';
import { enStore } from './en-store.ts';
import { after, capital, duration, named } from './en-words.ts';
import { isOccupied, missingFrom, type Phrasebook, problems, size } from './phrasebook.ts';

/** English words, one entry a code. */
export const en: Phrasebook = {
  ...enStore,
  'config/not-found': ({ name }) => [
    `There is no configuration yet${name ? `: ${name} does not exist` : ''}.`,
    'Run "imbed init" in a terminal: it asks for your store, bucket and keys, and tries them.',
  ],
  'config/invalid': (facts) => [
    `The configuration has a mistake${after(problems(facts))}.`,
    'Correct the setting that is named and try again.',
  ],
  'config/missing-secret': (facts) => [
    `The access key or its secret is missing${after(problems(facts))}.`,
    missingHints[missingFrom(facts) ?? 'other'],
  ],
  'config/provider-closed': (facts) => [
    `This storage service no longer exists${after(problems(facts))}.`,
    'Choose another provider in the profile, for example aliyun-oss, tencent-cos or qiniu-kodo.',
  ],
  'import/invalid': (facts) => [
    `The settings${named(facts.name)} cannot be imported${after(problems(facts))}.`,
    'Name the file in which the program keeps its settings.',
  ],
  'template/invalid': (facts) => [
    `The key template does not ${facts.name ? `fit the image "${facts.name}"` : 'work'}${after(problems(facts))}.`,
    facts.name
      ? 'Other images are not affected; for this one, change keyTemplate in the profile or the image itself.'
      : 'Correct keyTemplate in the profile; the default is img/{year}/{month}/{hash:16}.{ext}.',
  ],
  'source/not-found': ({ name }) => [
    `The file${named(name)} does not exist.`,
    'Check the path; the file may have been moved or renamed.',
  ],
  'source/unreadable': ({ name }) => [
    `The file${named(name)} cannot be read.`,
    'Make sure that it is a file, that you may read it, and that its disk or cloud folder is connected.',
  ],
  'source/empty': ({ name }) => [
    `The image${named(name)} is empty (0 bytes).`,
    'Save or export it again; it may still be downloading or syncing.',
  ],
  'source/not-an-image': ({ name }) => [
    `The file${named(name)} is not an image: its content is none of PNG, JPEG, GIF, WebP, SVG, BMP, AVIF, HEIC, TIFF.`,
    'Convert it to one of these, or allow any file (--any-file on the command line) if you meant it.',
  ],
  'source/too-large': ({ name, bytes, limitBytes }) => [
    `The image${named(name)} is too large${bytes ? `: ${size(bytes)}` : ''}${limitBytes ? `, the limit is ${size(limitBytes)}` : ''}.`,
    'Make it smaller, or raise maxBytes in the profile.',
  ],
  'source/too-large-for-device': ({ name, bytes, limitBytes }) => [
    `The image${named(name)} is too large for this device${bytes ? `: ${size(bytes)}` : ''}${limitBytes ? `, the limit is ${size(limitBytes)}` : ''}.`,
    'A larger one could crash the app. Make it smaller, or upload it from a computer.',
  ],
  'source/not-searched': ({ name, limitBytes }) => [
    `The file${named(name)} is too large to be searched for pictures that it may name${limitBytes ? ` (over ${size(limitBytes)})` : ''}, so all pictures stay where they are.`,
    'If it names none, move it out of the folder of your notes, or pack it into a .zip.',
  ],
  'source/download-failed': ({ name, detail }) => [
    `The image${named(name)} could not be downloaded${after(detail)}.`,
    'Open the address in a browser; if it shows no image there, the link is dead or protected. Save the image and upload the file.',
  ],
  'source/private-address': ({ host }) => [
    `The image is at ${host ?? 'an address'}, in your own network, where no note may send Imbed.`,
    'Save the image, and paste or drop the file.',
  ],
  'network/dns': ({ host }) => [
    `The address${named(host)} cannot be found.`,
    'Check the internet connection first, then the spelling of endpoint, region and bucket.',
  ],
  'network/unreachable': ({ host, detail }) => [
    detail === undefined
      ? `There is no connection${host ? ` to ${host}` : ''}.`
      : `The browser got no answer from ${host ?? 'the store'}: its bucket has no CORS rule for ${detail}, or there is no connection.`,
    detail === undefined
      ? 'Check the internet connection, firewall and proxy; if the store is your own server, check that it runs and listens on this port.'
      : `Add a CORS rule to the bucket: origin ${detail}, methods GET, HEAD, PUT, POST, DELETE, headers *, exposed header ETag.`,
  ],
  'network/tls': (facts) => [
    `The secure connection${facts.host ? ` to ${facts.host}` : ''} failed: ${tlsMessages[tlsTrouble(facts)]}.`,
    tlsHints[tlsTrouble(facts)],
  ],
  'network/proxy': ({ host, status, detail }) => [
    `The proxy${named(host)} ${status === 407 ? 'wants a user name and password' : 'does not work'}${after(detail)}.`,
    status === 407
      ? 'Write them into the proxy setting: http://user:password@host:port.'
      : 'Check "proxy" in the profile and the variables https_proxy, http_proxy and all_proxy; empty them to connect directly.',
  ],
  'network/timeout': ({ host, seconds }) => [
    `${host ? capital(host) : 'The store'} did not answer${seconds ? ` for ${duration(seconds)}` : ' in time'}.`,
    'Try again; on a slow line raise timeoutSeconds in the profile.',
  ],
  'network/interrupted': ({ host }) => [
    `The connection${host ? ` to ${host}` : ''} broke off.`,
    'Try again; what was uploaded completely is not uploaded twice.',
  ],
  'network/intercepted': ({ host }) => [
    `Something on the way answered in place of ${host ?? 'the store'}: a Wi-Fi login page, a proxy, or a website at a wrong address.`,
    'Open a browser and log in to the network if it asks; otherwise check that the endpoint is the S3 endpoint of your provider.',
  ],
  'note/changed': ({ name }) => [
    `The note${named(name)} changed in the meantime and was left as it is.`,
    'Save it in the editor and try again.',
  ],
  'note/not-utf8': ({ name }) => [
    `The note${named(name)} is not UTF-8 text and was left as it is.`,
    'Save it as UTF-8 in an editor; it may be GBK, Big5 or UTF-16.',
  ],
  'note/read-only': ({ name }) => [
    `The note${named(name)} is write-protected and was left as it is.`,
    'Allow writing to the file and try again.',
  ],
  'note/invalid-settings': (facts) => [
    `The note${named(facts.name)} says something about its images that makes no sense${after(problems(facts))}.`,
    'It was left as it is. Correct this in the front matter of the note.',
  ],
  'note/srcset-kept': () => [
    'Only the "src" of this tag was looked at; the pictures in its "srcset" stay as they are.',
    'Browsers prefer "srcset" to "src": see that its addresses are right, or remove it.',
  ],
  'note/unsafe-edit': ({ name }) => [
    `The note${named(name)} was left as it is: its new links would not have been read as they were meant.`,
    'Please report this note, or the part of it with the images.',
  ],
  'undo/nothing': () => ['There is no job to undo.', 'Jobs that were undone already are not undone twice.'],
  'undo/unreadable': ({ name }) => [
    `The file${named(name)} is not a record of a job.`,
    'Name a file of the folder "undo" in .imbed, or none for the last job.',
  ],
  'undo/changed': ({ name }) => [
    `The file${named(name)} changed since the job and was left as it is.`,
    'Change it by hand, or take it from a backup; everything else was put back.',
  ],
  'sync/bytes-lost': ({ name }) => [
    `The image${named(name)} still has to be uploaded, but it is nowhere in the workspace any more.`,
    'Put the file back into it, under any name, and run sync again; if it is gone for good, run "imbed sync --forget-lost".',
  ],
  'sync/not-shown': ({ name }) => [
    `No note shows the image${named(name)} any more, so it is not uploaded.`,
    'The file stays where it is. Put it back into a note if you want it uploaded; after a day it is no longer waited for.',
  ],
  'check/waiting': ({ name, detail }) => [
    `The image${named(name)} still has to be uploaded${detail ? ` with the profile "${detail}"` : ''}.`,
    'Run "imbed sync" when the store can be reached.',
  ],
  'check/no-copy': ({ name }) => [
    `The image${named(name)} is in the store, but the local copy that the note wants (mode "dual") is gone.`,
    'Run "imbed note" on the note to bring it back.',
  ],
  'check/unreferenced': ({ key }) => [
    `No file of this workspace refers to the object${named(key)}.`,
    'If no other site or workspace needs it either, "imbed check --delete-unreferenced" moves it out of the way; "--restore" brings it back.',
  ],
  'check/unmarked': () => [
    'Nothing marks the top of your notes here, so there may be notes elsewhere that show these objects; none was moved.',
    'Make a folder ".imbed" at the top of all your notes and start there.',
  ],
  'local/write-failed': (facts) => [
    `The file${named(facts.name)} cannot be written.`,
    isOccupied(facts)
      ? 'Move it away: a folder is in the place of the file, or a file in the place of its folder.'
      : 'Check that there is space on the disk and that you may write to this folder.',
  ],
  cancelled: ({ outcome }) =>
    outcome === 'not-fetched'
      ? [
          'Cancelled before all was fetched.',
          'Start again when you like; what is here of a large file is not fetched twice.',
        ]
      : [
          outcome === 'unknown'
            ? 'Cancelled while the upload was running; the object may or may not be in the store.'
            : 'Cancelled before anything was sent.',
          'Start again when you like; what is in the store already is not uploaded twice.',
        ],
  internal: ({ detail }) => [
    `Something unexpected happened inside Imbed${after(detail)}.`,
    'Please report it, with what you did, at the issue tracker of Imbed.',
  ],
};

const missingHints = {
  command: 'Run the credential command in a terminal, and correct it until it prints the keys as JSON.',
  profile: 'Name a profile of the AWS tools that holds keys, or add them to this one with "aws configure".',
  other: 'Set both, in the environment or wherever the profile says that they come from.',
} as const;

const tlsMessages: Readonly<Record<TlsTrouble, string>> = {
  expired: 'its certificate has expired or is not valid yet',
  'wrong-name': 'its certificate is for another name',
  'unknown-issuer': 'its certificate is signed by somebody this computer does not trust',
  'not-tls': 'the other side does not speak HTTPS on this port',
  other: 'it could not be established',
};

const tlsHints: Readonly<Record<TlsTrouble, string>> = {
  expired: "Check the clock of this computer; if it is right, renew the domain's certificate.",
  'wrong-name': 'If this is your own domain, upload a certificate for it in the console of the store or CDN.',
  'unknown-issuer':
    'On your own server, or behind a company proxy, name the authority in NODE_EXTRA_CA_CERTS; tlsVerify false is the last resort, on your own network only.',
  'not-tls': 'Check scheme and port of the endpoint: a store without HTTPS needs http:// in front.',
  other: 'Try again; if it stays so, check proxy and firewall, and that the endpoint offers HTTPS.',
};
