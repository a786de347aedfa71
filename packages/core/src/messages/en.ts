import type { ErrorFacts } from '../errors.ts';
import { type TlsTrouble, tlsTrouble } from '../http/tls-trouble.ts';
import { isAliyun, missingFrom, type Phrasebook, problems, size } from './phrasebook.ts';

/** English words, one entry a code. */
export const en: Phrasebook = {
  'config/not-found': ({ name }) => [
    `There is no configuration yet${name ? `: ${name} does not exist` : ''}.`,
    'Run "imbed init" in a terminal: it asks for your store, bucket and keys, and tries them.',
  ],
  'config/exists': ({ name }) => [
    `There is a configuration already${name ? `: ${name}` : ''}.`,
    'Edit it, or name another file with --config.',
  ],
  'config/unreadable': ({ name }) => [
    `The configuration${named(name)} cannot be read.`,
    'Make sure that you may read the file and that it is not a folder.',
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
  'import/not-found': ({ name, detail }) => [
    `No settings${name ? ` of ${name}` : ''} were found${after(detail)}.`,
    'Name the file behind the command.',
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
  'source/empty-folder': ({ name }) => [
    `There is no file in the folder${named(name)}.`,
    'Check the path, and that the disk of the folder is there.',
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
    'A larger one could end the app. Make it smaller, or upload it from a computer.',
  ],
  'source/not-searched': ({ name, limitBytes }) => [
    `The file${named(name)} is too large to be searched for pictures that it may name${limitBytes ? ` (over ${size(limitBytes)})` : ''}, so all pictures stay where they are.`,
    'If it names none, move it out of the folder of your notes, or pack it into a .zip.',
  ],
  'source/changed': ({ name }) => [
    `The file${named(name)} changed while it was being sent.`,
    'Send it again when nothing writes to it any more.',
  ],
  'source/outside': ({ name }) => [
    `The path${named(name)} leads out of the folder that Imbed works in.`,
    'Imbed follows no link out of it: put the file itself there, or start in the folder that holds both.',
  ],
  'source/download-failed': ({ name, detail }) => [
    `The image${named(name)} could not be downloaded${after(detail)}.`,
    'Open the address in a browser; if it shows no image there, the link is dead or protected. Save the image and upload the file.',
  ],
  'source/private-address': ({ host }) => [
    `The image is at ${host ?? 'an address'}, in your own network, where no note may send Imbed.`,
    'Save the image, and paste or drop the file.',
  ],
  'source/clipboard-empty': () => [
    'There is no picture on the clipboard.',
    'Copy a picture, not a file or text, and try again.',
  ],
  'source/clipboard-unavailable': ({ detail }) => [
    `The clipboard cannot be read here${after(detail)}.`,
    'On Linux install xclip (X11) or wl-clipboard (Wayland), on macOS pngpaste; or save the picture and upload the file.',
  ],
  'store/bad-signature': (facts) => [
    `${theStore(facts)} did not accept the signature: the secret does not belong to the access key, or the region is wrong.`,
    'Copy the secret again, without spaces around it, and check that region and endpoint are those of the bucket.',
  ],
  'store/unknown-access-key': (facts) => [
    `${theStore(facts)} does not know this access key.`,
    'Copy the access key again; it may have been disabled or deleted, belong to another provider, or be a temporary one without its session token.',
  ],
  'store/expired-token': () => [
    'The temporary credentials have expired or their session token is not valid.',
    'Get new ones (access key, secret and session token belong together) and try again.',
  ],
  'store/clock-skew': ({ seconds }) => [
    `The clock of this computer is wrong${seconds ? `, by about ${duration(seconds)}` : ''}, so the store refuses its signatures.`,
    'Let the system set date, time and time zone automatically, then try again.',
  ],
  'store/access-denied': (facts) => [
    `${theStore(facts)} denied access to ${bucket(facts)}${said(facts)}.`,
    isAliyun(facts)
      ? `In the RAM console give this user oss:PutObject and oss:GetObject on the folder of the images in ${bucket(facts)}, and no more; if the profile sets an ACL, empty it.`
      : 'Give the key permission to write and read objects in this bucket (s3:PutObject, s3:GetObject), and check that bucket and key belong to the same account.',
  ],
  'store/account-suspended': (facts) => [
    `${theStore(facts)} has suspended the account, most often because a bill is unpaid.`,
    "Sign in to the provider's console, top up or settle the bill, and wait a few minutes.",
  ],
  'store/quota-exceeded': (facts) => [
    `There is no space left: the quota of ${bucket(facts)} or of the account is used up.`,
    'Delete what is no longer needed, or raise the quota or the spending cap in the console.',
  ],
  'store/no-such-bucket': (facts) => [
    `${capital(bucket(facts))} does not exist${facts.host ? ` at ${facts.host}` : ''}.`,
    'Check the spelling of the bucket, and that region and endpoint are the ones it was created in.',
  ],
  'store/no-such-key': (facts) => [
    `There is no object${facts.key ? ` "${facts.key}"` : ''} in ${bucket(facts)}.`,
    'It may have been deleted; upload it again.',
  ],
  'store/invalid-key': (facts) => [
    `${facts.key ? `"${facts.key}"` : 'That'} cannot be the key of an object${after(problems(facts))}.`,
    'Choose another key.',
  ],
  'store/unusable-key': ({ key }) => [
    `The object${named(key)} has a key that names no file.`,
    'Give it another key in the console of the store: no part of it may be empty or consist of dots, and it may hold no backslash and no control character.',
  ],
  'store/wrong-region': (facts) => [
    `${capital(bucket(facts))} is in another region${facts.detail ? `: ${facts.detail}` : ''}.`,
    facts.detail
      ? `Set region or endpoint in the profile to ${facts.detail}.`
      : "Look up the bucket's region in the console and set it in the profile.",
  ],
  'store/public-endpoint-forbidden': (facts) => [
    `Alibaba Cloud does not let this account use ${bucket(facts)} through its public endpoint: since March 2025 new accounts may not, for buckets in mainland China.`,
    'Two ways out: bind a custom domain to the bucket (it needs an ICP filing and a certificate) and set it as endpoint and publicBaseUrl, or use a bucket outside the mainland, such as cn-hongkong.',
  ],
  'store/path-style-forbidden': (facts) => [
    `${theStore(facts)} wants the bucket in the host name, not in the path.`,
    'Set addressing to "auto" or "virtual-hosted" in the profile, and choose the preset of your provider; a bucket whose name has a dot cannot be used this way.',
  ],
  'store/checksum-not-supported': (facts) => [
    `${theStore(facts)} does not understand the checksum headers of the request.`,
    'Choose the preset of your provider, or "custom", and not aws-s3: then none are sent.',
  ],
  'store/body-mismatch': (facts) => [
    `The image arrived at ${facts.host ?? 'the store'} other than it was sent.`,
    'Try again; if it stays so, a proxy, VPN or virus scanner on the way changes uploads.',
  ],
  'store/acl-not-supported': (facts) => [
    `${capital(bucket(facts))} does not accept an ACL on objects.`,
    'Empty "acl" in the profile, and allow public reading with a bucket policy or in the console instead.',
  ],
  'store/too-large': ({ bytes, limitBytes }) => [
    `The store refuses objects of this size${bytes ? ` (${size(bytes)})` : ''}${limitBytes ? `, its limit is ${size(limitBytes)}` : ''}.`,
    'Make the image smaller; on your own server raise the body limit of the proxy in front of it (client_max_body_size in nginx).',
  ],
  'store/key-taken': ({ key }) => [
    `There is another image already${key ? ` at "${key}"` : ''}, and Imbed never overwrites one.`,
    'Rename the image, put {hash} into keyTemplate, or set onConflict to "suffix".',
  ],
  'store/object-exists': ({ key }) => [
    `There is another object already${key ? ` at "${key}"` : ' under this key'}; it was left as it is.`,
    'Choose another name (--key or --prefix on the command line), or replace what is there (--replace).',
  ],
  'store/precondition-failed': ({ key }) => [
    `Something else is writing${key ? ` "${key}"` : ' the same object'} at this moment.`,
    'Wait a few seconds and try again.',
  ],
  'store/verification-failed': ({ key }) => [
    `The store confirmed the upload, but the object${key ? ` "${key}"` : ''} is not there or is not the same, so no link was given out.`,
    'Try again; if it stays so, look at the object in the console and report it to the provider.',
  ],
  'store/damaged': ({ key }) => [
    `The object${named(key)} did not arrive as it was stored, twice in a row; nothing was done with it.`,
    'Try again on another network; if it stays so, the object is damaged, or another program replaced it. Store the image again from a good copy.',
  ],
  'store/download-mismatch': ({ key }) => [
    `The bytes that arrived are not those of the object${named(key)}, so there is no file of them.`,
    'Try again; if it stays so, try another network, and store the object again from a good copy.',
  ],
  'store/not-comparable': ({ key }) => [
    `The object${named(key)} was fetched in its full length, but the store does not say what its bytes should be.`,
    'The file is there. To be sure of it, compare it with the one that was stored, or store that again and fetch it with --verify.',
  ],
  'store/slow-down': (facts) => [
    `${theStore(facts)} is receiving too many requests${facts.seconds ? `, and asks to wait ${duration(facts.seconds)}` : ''}.`,
    'Wait a little and run the same command again; what was uploaded is not uploaded twice.',
  ],
  'store/unavailable': (facts) => [
    `${theStore(facts)} has a problem of its own at the moment.`,
    "Try again in a few minutes; if it lasts, see the provider's status page.",
  ],
  'store/not-supported': (facts) => [
    `${theStore(facts)} cannot do what was asked${said(facts)}.`,
    "Check that the endpoint is the S3 endpoint of your provider and not a website or console address, and choose your provider's preset.",
  ],
  'store/no-lifecycle': (facts) => [
    `${theStore(facts)} has no lifecycle rules over its S3 address.`,
    facts.detail === undefined || facts.seconds === undefined
      ? 'Look for them in its console.'
      : `Make a rule by hand that deletes what is below "${facts.detail}" after ${days(facts.seconds)}. Then store files below that prefix, without asking for an expiry.`,
  ],
  'store/rejected': (facts) => [
    `${theStore(facts)} refused the request${said(facts)}.`,
    "Check provider, endpoint, region and bucket in the profile; the provider's support can look up the request ID.",
  ],
  'bucket/opens-more': ({ bucket }) => [
    `The policy of the bucket${named(bucket)} lets everybody read something else, too, which Amazon's block of public access holds back: opening the folder would open that as well.`,
    'Nothing was changed. In the console look at the policy first: take out of it what is to stay private. Then let the policies of this bucket be public under "Block public access", and try again.',
  ],
  'bucket/block-lifted': ({ bucket }) => [
    `The bucket${named(bucket)} was not opened, and its block of public policies could not be put back.`,
    'In the console of Amazon S3 switch "Block public access" of this bucket on again.',
  ],
  'bucket/wildcards': ({ name }) => [
    `A policy for the folder${named(name)} would hold for other folders, too: there signs like "*" and "?" stand for anything.`,
    'Change the folder in keyTemplate, or open it and limit the keys by hand in the console of the store.',
  ],
  'bucket/edited-statement': ({ bucket, name }) => [
    `The policy of the bucket${named(bucket)} has a statement of Imbed${named(name)} that somebody changed.`,
    'It was left as it is. Look at it in the console of the store: take it out and try again, or open the folder by hand.',
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
  'note/not-a-note': ({ name }) => [
    `The file${named(name)} is not a Markdown note.`,
    'Name notes (.md and the like), folders, or patterns such as "posts/**/*.md"; "imbed upload" takes images.',
  ],
  'note/read-only': ({ name }) => [
    `The note${named(name)} is write-protected and was left as it is.`,
    'Allow writing to the file and try again.',
  ],
  'note/outside': ({ name }) => [
    `The path${named(name)} belongs to other notes than the first of the paths: Imbed keeps records of each by itself.`,
    'Run the command once more, with this path alone.',
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
    'Put the file back where it was, under any name, and run sync again; if it is gone for good, run "imbed sync --forget-lost".',
  ],
  'sync/empty-source': ({ name }) => [
    `The side to copy from${named(name)} is empty, so everything on the other side would be deleted.`,
    'Check that the folder or prefix is the right one, and that its disk is there. To delete everything on purpose, use "imbed rm --prefix".',
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
  'serve/port-in-use': ({ host, detail }) => [
    `The address ${host ?? 'of the server'} is in use by ${portOwner(detail)}.`,
    'Quit that program, or choose another port with --port and set the same one where your programs call it.',
  ],
  'serve/running': ({ host }) => [
    `The server is running already${host ? `, at ${host}` : ''}.`,
    'Use that one, or stop it first.',
  ],
  'serve/token-needed': ({ host }) => [
    `Others in the network could reach the server${host ? ` at ${host}` : ''}, and no token is set.`,
    'Put a long random text into a file of your own and name it with --token-file, or leave out --host.',
  ],
  'serve/refused': ({ detail }) => [
    `The server does not take requests of this kind${after(detail)}.`,
    'Programs on this computer may upload without more; pages of the web may not, unless --allow-origin names them.',
  ],
  'serve/old-page': () => ['This page is of an earlier start of the server.', 'Reload the page.'],
  'serve/unauthorized': () => [
    'The token is missing or wrong.',
    'Send the token of the server as "Authorization: Bearer TOKEN", or at the end of the address as ?key=TOKEN.',
  ],
  'serve/invalid-request': ({ detail }) => [
    `The request cannot be understood${after(detail)}.`,
    'Compare it with the examples in the documentation of the server.',
  ],
  'serve/unsupported-type': ({ detail }) => [
    `A request with a body of this type is not taken${after(detail)}.`,
    'Send JSON as application/json and files as multipart/form-data in fields called "files".',
  ],
  'serve/no-such-address': () => [
    'The server has nothing at this address.',
    'Compare address and method with the documentation of the server.',
  ],
  'serve/unknown-profile': ({ name, detail }) => [
    `There is no profile${named(name)}${after(detail)}.`,
    'Name one of the profiles in the configuration, or none for the default one.',
  ],
  'serve/unknown-object': () => [
    'This is no object that Imbed has stored, or it has been deleted already.',
    'Reload the history; what others stored can be deleted with "imbed rm".',
  ],
  'serve/uploaded-since': () => [
    'It was uploaded again after you wanted it gone, so it was left where it is.',
    'Look at the history: if nobody needs it, delete it there.',
  ],
  'serve/outside-folders': ({ name }) => [
    `The file${named(name)} is outside of the folders from which the server takes files.`,
    'Move it below your home folder, or start the server with --root and its folder.',
  ],
  'serve/busy': () => [
    'Too many requests of this client are being worked on.',
    'Wait for some to end, then send the request again.',
  ],
  'serve/stopping': () => ['The server is about to stop.', 'Send the request again when it is back.'],
  'local/same-file': ({ name }) => [
    `Another object became the file${named(name)} already; this one was not fetched.`,
    'Fetch it by itself, into another folder.',
  ],
  'local/exists': ({ name }) => [
    `There is something already where this would be written${after(name)}.`,
    'Name another file, or remove what is there: a file, or a link that leads nowhere.',
  ],
  'local/write-failed': ({ name }) => [
    `The file${named(name)} cannot be written.`,
    'Check that there is space on the disk and that you may write to this folder.',
  ],
  'local/in-use': ({ name }) => [
    `Another Imbed is moving the file${named(name)} at this moment.`,
    'Wait until it has ended, then try again.',
  ],
  cancelled: ({ outcome }) => [
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

function named(name: string | undefined): string {
  return name ? ` "${name}"` : '';
}

function after(text: string | undefined): string {
  return text ? `: ${text}` : '';
}

function said({ detail }: ErrorFacts): string {
  return detail ? ` and said: "${detail}"` : '';
}

function portOwner(name: string | undefined): string {
  if (name === 'Imbed') return 'another Imbed server, of another user or with another state folder';
  return name === undefined ? 'another program' : 'PicGo or a program like it';
}

function theStore({ host }: ErrorFacts): string {
  return host ? `The store at ${host}` : 'The store';
}

function bucket({ bucket }: ErrorFacts): string {
  return bucket ? `the bucket "${bucket}"` : 'the bucket';
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}

export function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

function days(seconds: number): string {
  const count = Math.ceil(seconds / 86_400);
  return count === 1 ? 'a day' : `${count} days`;
}
