import { after, named, theStore } from './en-words.ts';
import { type PhrasesOnComputers, problems } from './phrasebook.ts';

/** English words for what goes wrong only where there are files and terminals. */
export const enComputers: PhrasesOnComputers = {
  'config/exists': ({ name }) => [
    `There is a configuration already${name ? `: ${name}` : ''}.`,
    'Edit it, or name another file with --config.',
  ],
  'config/unreadable': ({ name }) => [
    `The configuration${named(name)} cannot be read.`,
    'Make sure that you may read the file and that it is not a folder.',
  ],
  'import/not-found': ({ name, detail }) => [
    `No settings${name ? ` of ${name}` : ''} were found${after(detail)}.`,
    'Name the file behind the command.',
  ],
  'source/empty-folder': ({ name }) => [
    `There is no file in the folder${named(name)}.`,
    'Check the path, and that the disk of the folder is there.',
  ],
  'source/changed': ({ name }) => [
    `The file${named(name)} changed in the meantime.`,
    'Try again when nothing writes to it any more.',
  ],
  'source/outside': ({ name }) => [
    `The path${named(name)} leads out of the folder that Imbed works in.`,
    'Imbed follows no link out of it: put the file itself there, or start in the folder that holds both.',
  ],
  'source/clipboard-empty': () => [
    'There is no picture on the clipboard.',
    'Copy a picture, not a file or text, and try again.',
  ],
  'source/clipboard-unavailable': ({ detail }) => [
    `The clipboard cannot be read here${after(detail)}.`,
    'On Linux install xclip (X11) or wl-clipboard (Wayland), on macOS pngpaste; or save the picture and upload the file.',
  ],
  'store/invalid-key': (facts) => [
    `${facts.key ? `"${facts.key}"` : 'That'} cannot be the key of an object${after(problems(facts))}.`,
    'Choose another key.',
  ],
  'store/unusable-key': ({ key }) => [
    `The object${named(key)} has a key that names no file.`,
    'Give it another key in the console of the store: no part of it may be empty or consist of dots, and it may hold no backslash and no control character.',
  ],
  'store/object-exists': ({ key }) => [
    `There is another object already${key ? ` at "${key}"` : ' under this key'}; it was left as it is.`,
    'Choose another name, or replace what is there (--replace).',
  ],
  'store/download-mismatch': ({ key }) => [
    `The bytes that arrived are not those of the object${named(key)}, so there is no file of them.`,
    'Try again; if it stays so, try another network, and store the object again from a good copy.',
  ],
  'store/not-comparable': ({ key }) => [
    `The object${named(key)} was fetched in its full length, but the store does not say what its bytes should be.`,
    'The file is there. To be sure of it, compare it with the one that was stored, or store that again and fetch it with --verify.',
  ],
  'store/no-lifecycle': (facts) => [
    `${theStore(facts)} has no lifecycle rules over its S3 address.`,
    facts.detail === undefined || facts.seconds === undefined
      ? 'Look for them in its console.'
      : `Make a rule by hand that deletes what is below "${facts.detail}" after ${days(facts.seconds)}. Then store files below that prefix, without asking for an expiry.`,
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
  'note/not-a-note': ({ name }) => [
    `The file${named(name)} is not a Markdown note.`,
    'Name notes (.md and the like), folders, or patterns such as "posts/**/*.md"; "imbed upload" takes images.',
  ],
  'note/outside': ({ name }) => [
    `The path${named(name)} belongs to other notes than the first of the paths: Imbed keeps records of each by itself.`,
    'Run the command once more, with this path alone.',
  ],
  'sync/empty-source': ({ name }) => [
    `The side to copy from${named(name)} is empty, so everything on the other side would be deleted.`,
    'Check that the folder or prefix is the right one, and that its disk is there. To delete everything on purpose, use "imbed rm --prefix".',
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
  'local/in-use': ({ name }) => [
    `Another Imbed is moving the file${named(name)} at this moment.`,
    'Wait until it has ended, then try again.',
  ],
};

function portOwner(name: string | undefined): string {
  if (name === 'Imbed') return 'another Imbed server, of another user or with another state folder';
  return name === undefined ? 'another program' : 'PicGo or a program like it';
}

function days(seconds: number): string {
  const count = Math.ceil(seconds / 86_400);
  return count === 1 ? 'a day' : `${count} days`;
}
