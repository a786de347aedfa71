import { bucket, capital, duration, named, said, theStore } from './en-words.ts';
import { isAliyun, type StorePhrases, size } from './phrasebook.ts';

/** English words for what stores answer. */
export const enStore: StorePhrases = {
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
    'Check how it is spelt; if it was deleted, upload it again.',
  ],
  'store/upload-ended': ({ key }) => [
    `The upload${key ? ` of "${key}"` : ''} was ended from elsewhere, by a command or by a rule of the bucket.`,
    'Try again: it starts anew.',
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
  'store/rejected': (facts) => [
    `${theStore(facts)} refused the request${said(facts)}.`,
    "Check provider, endpoint, region and bucket in the profile; the provider's support can look up the request ID.",
  ],
};
