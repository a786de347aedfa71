import type { ErrorFacts } from '../../errors.ts';
import { duration } from '../en-words.ts';
import { problems } from '../phrasebook.ts';
import { enComputers } from './en-computers.ts';
import { rights } from './rights.ts';
import type { DoctorWords } from './words.ts';

export const en: DoctorWords = {
  titles: {
    profile: 'Profile',
    dns: 'Address of the store (DNS)',
    tls: 'Connection and certificate',
    proxy: 'Proxy',
    answer: 'Answer of the store',
    clock: 'Clock of this computer',
    credentials: 'Access keys',
    region: 'Region',
    addressing: 'Addressing',
    bucket: 'Bucket',
    put: 'Put a test picture',
    head: 'Look at it: size, type, ETag',
    overwrite: 'Guard against overwriting',
    list: 'List the bucket',
    public: 'Public link',
    type: 'Content type of the link',
    inline: 'Link shows the picture',
    cache: 'Caching',
    https: 'HTTPS links',
    redirects: 'Redirects',
    hotlink: 'Hotlink protection',
    cors: 'CORS',
    multipart: 'Large images in parts',
    presign: 'Signed links',
    delete: 'Delete the test picture',
    leftovers: 'Nothing left behind',
  },
  needs: (title) => `"${title}" has to pass first.`,
  policy: (command) => `A policy for it is printed by: ${command}`,
  phrases: {
    ...enComputers,
    'doctor/ok': ({ limitBytes }) =>
      limitBytes === undefined
        ? ['', '']
        : [
            'The store refuses for files up to 8 MiB; before a larger one appears, Imbed looks whether one is there.',
            '',
          ],
    'doctor/needs': () => ['', ''],
    'doctor/not-available-here': () => ['This app does not let Imbed look at it.', ''],
    'doctor/not-needed': () => ['Only editors that run in a browser need this.', ''],
    'doctor/not-offered': () => [
      'Imbed does not count on this store to refuse to overwrite: it looks before it puts.',
      '',
    ],
    'doctor/this-machine': () => ['Links lead to this computer only, where http is as good.', ''],
    'doctor/no-date': () => ['The store does not tell its time here.', ''],
    'doctor/private': () => ['The bucket is private, as the profile says.', ''],
    'doctor/cannot-list': () => [
      'These keys may not list the bucket, so what earlier runs elsewhere left cannot be seen.',
      '',
    ],
    'doctor/doubtful-setting': (facts) => [
      `A setting is unusual: ${problems(facts)}.`,
      'If it is a slip, correct it in the profile; if it is right, leave it.',
    ],
    'doctor/blocked-by-browser': ({ host = 'the store', detail }) => [
      `The browser got no answer from ${host}: either there is no connection, or a CORS rule for ${detail || 'this page'} is missing.`,
      `Add a CORS rule to the bucket: origin ${detail || '*'}, methods GET, HEAD, PUT, POST, DELETE, headers *, exposed header ETag.`,
    ],
    'doctor/endpoint-redirects': ({ host = 'the store', detail }) => [
      `${host} answers uploads with a redirect${detail ? ` to ${detail}` : ''}, which a signed request cannot follow.`,
      'Set endpoint in the profile to the address that it redirects to, most often the same with https://.',
    ],
    'doctor/clock-drifts': ({ seconds = 0 }) => [
      `The clock of this computer is off by about ${duration(seconds)}; the store still accepts that.`,
      'Let the system set date and time automatically, before it gets worse.',
    ],
    'doctor/may-not-read': (facts) => [
      'These keys may put objects but not look at them.',
      `Uploads work as long as keyTemplate holds {hash}. Better is the right to read (${rights(facts).read}).`,
    ],
    'doctor/type-changed': ({ detail }) => [
      `The store did not keep the content type of the picture${detail ? `: it says ${detail}` : ''}.`,
      'Look for a rule in the console that sets content types, and remove it; browsers may not show the images otherwise.',
    ],
    'doctor/etag-not-md5': () => [
      'The ETag of the store is not the MD5 of the bytes, most often because the bucket encrypts with a managed key.',
      'Nothing has to be done; each upload is checked with one more request.',
    ],
    'doctor/overwrites': () => [
      'The store replaced an object although it was asked not to.',
      'Keep {hash} in keyTemplate: with names from the content no picture can replace another.',
    ],
    'doctor/may-not-list': (facts) => [
      'These keys may not list the bucket.',
      `Uploads do not need it. To clean up, move or sync images give them the right to list (${rights(facts).list}).`,
    ],
    'doctor/list-misses': ({ key }) => [
      `The list of the bucket lacks an object that was just put${key ? `: ${key}` : ''}.`,
      'Uploads are not affected. Tools that list may miss new images; some stores take a while, others need another provider preset.',
    ],
    'doctor/not-public': (facts) => [
      `The picture is stored, but nobody can see it: ${host(facts)} refuses to show it without keys.`,
      'Allow everyone to read the objects of the bucket, or set access to "signed" in the profile if it is private on purpose.',
    ],
    'doctor/acl-not-public': ({ detail, ...facts }) => [
      `The picture is stored, but nobody can see it on ${host(facts)}: acl in the profile${detail ? ` is "${detail}"` : ''}, which closes each image.`,
      'Empty acl in the profile, or set it to "public-read"; or set access to "signed" if images are private on purpose.',
    ],
    'doctor/public-address-refuses': (facts) => [
      `The picture is stored, and in the bucket itself everybody can see it, but ${host(facts)} refuses to show it.`,
      'Check publicBaseUrl in the profile: it may lead to another bucket. If a CDN or a domain of yours is there, look what it lets through; the bucket needs no change.',
    ],
    'doctor/public-not-found': (facts) => [
      `The picture is stored, but there is nothing at its link on ${host(facts)}.`,
      'Check publicBaseUrl in the profile: it must lead to this bucket, without or with the name of the bucket as your domain or CDN wants it.',
    ],
    'doctor/public-no-such-host': (facts) => [
      `The picture is stored, but the domain of its link, ${host(facts)}, is not known to the DNS.`,
      'Check the spelling of publicBaseUrl in the profile, and that the domain has a record that leads to the bucket (CNAME).',
    ],
    'doctor/public-refused': (facts) => [
      `The picture is stored, but ${host(facts)} does not serve its link.`,
      'Open publicBaseUrl in a browser, and check the domain or CDN in front of the bucket.',
    ],
    'doctor/public-page': (facts) => [
      `The link on ${host(facts)} shows a web page and not the picture.`,
      'Check publicBaseUrl in the profile: a website, a login page or a CDN that answers everything with its start page is at that address.',
    ],
    'doctor/public-other-bytes': (facts) => [
      `The link on ${host(facts)} gives other bytes than were stored.`,
      'Check that publicBaseUrl leads to this bucket and not to another one, and that nothing on the way changes files.',
    ],
    'doctor/public-converted': (facts) => [
      `The link on ${host(facts)} gives another picture than was stored: something in front of the bucket converts images.`,
      'That may be on purpose; if not, switch off image optimisation at the CDN.',
    ],
    'doctor/public-though-signed': (facts) => [
      `access is "signed", but ${host(facts)} shows the picture to everybody, without a signature.`,
      'Make the bucket private in the console, or set access to "public" in the profile.',
    ],
    'doctor/empty-referer-refused': (facts) => [
      `The link works on ${host(facts)} itself only: its hotlink protection refuses readers that do not say where they come from, and editors do not.`,
      'Allow an empty Referer in the hotlink protection.',
    ],
    'doctor/public-wrong-type': ({ detail, ...facts }) => [
      `${host(facts)} says that the PNG is ${detail ? `"${detail}"` : 'of no type'}; browsers may download it or show nothing.`,
      'Look for a rule at the store, the domain or the CDN that sets Content-Type, and remove it.',
    ],
    'doctor/forced-download': (facts) => [
      `Opened in a browser, the link on ${host(facts)} downloads the picture; in notes it still shows.`,
      'Put a domain of your own in front of the bucket and set it as publicBaseUrl; if contentDisposition in the profile says "attachment", empty it.',
    ],
    'doctor/cache-changed': ({ detail, ...facts }) => [
      `${host(facts)} serves the link ${detail ? `with Cache-Control "${detail}"` : 'without the Cache-Control that the profile sets'}, so readers load images again and again.`,
      'Let the domain or CDN in front of the bucket keep the headers of the bucket.',
    ],
    'doctor/public-http': ({ host }) => [
      `Links begin with http://${host ? ` (${host})` : ''}: pages under https do not show such images, and phones refuse them.`,
      'Give the domain a certificate, and write https:// in publicBaseUrl.',
    ],
    'doctor/public-redirects': ({ detail }) => [
      `The link works by way of a redirect${detail ? ` to ${detail}` : ''}, which costs time, and breaks when the redirect goes.`,
      'Set publicBaseUrl to the address that it ends at.',
    ],
    'doctor/hotlink-refused': (facts) => [
      `The link does not work on pages of other sites: ${host(facts)} has hotlink protection.`,
      'If notes are published anywhere but here, add those sites to the allowed Referers, or switch the protection off.',
    ],
    'doctor/cors-missing': ({ detail }) => [
      `The bucket does not let pages${detail ? ` of ${detail}` : ''} upload: a CORS rule is missing.`,
      `Add a rule: origin ${detail ?? '*'}, methods GET, HEAD, PUT, POST, DELETE, headers *, exposed header ETag.`,
    ],
    'doctor/etag-hidden': () => [
      'The CORS rules of the bucket hide the ETag, without which large images cannot be uploaded from a browser.',
      'Add ETag to the exposed headers of the CORS rule.',
    ],
    'doctor/may-not-send-parts': (facts) => [
      'These keys may not begin and give up uploads in parts, so images over 8 MiB cannot be uploaded, or leave parts behind that cost money.',
      `Give them that right (${rights(facts).parts}).`,
    ],
    'doctor/multipart-refused': () => [
      'The store refuses uploads in parts, so images over 8 MiB cannot be uploaded.',
      'Check that the endpoint is the S3 endpoint of the provider and the preset is its own; smaller images are not affected.',
    ],
    'doctor/presign-refused': () => [
      'A link that carries a signature was refused.',
      'Check region and clock first; some stores sign on their own endpoint only and not on a custom domain.',
    ],
    'doctor/cannot-delete': ({ key }) => [
      `These keys may not delete, so the test picture stays${key ? ` at ${key}` : ''}; no further run adds another.`,
      'Uploads do not need the right to delete. Remove the picture in the console, or give the keys that right.',
    ],
    'doctor/still-there': ({ key }) => [
      `The store confirmed that it deleted the test picture, but it is still there${key ? `: ${key}` : ''}.`,
      'Remove it in the console; a retention rule or a lock on the bucket may keep it.',
    ],
    'doctor/keeps-versions': ({ key }) => [
      `The bucket keeps old versions: the test picture of each run is deleted, and stays as one${key ? ` of ${key}` : ''}.`,
      'So do images that you delete or replace. A lifecycle rule of the bucket for old versions takes them away after a while; the versions of test pictures are in the folder imbed-doctor.',
    ],
    'doctor/leftovers': ({ detail }) => [
      `Test pictures of earlier runs could not be removed${detail ? `: ${detail}` : ''}.`,
      'Remove the folder imbed-doctor in the console.',
    ],
  },
};

function host({ host }: ErrorFacts): string {
  return host ?? 'the public address';
}
