/** Words for mistakes that only computers find: in the environment, in files, with commands. Other bundles go without. */
export const problemWordsComputers = {
  'is-empty': () => 'is empty',
  'same-profile': () => 'must be another profile than the one that is left',
  'file-unreadable': ({ system }: { readonly system: string }) => `cannot be read (${system})`,
  'variables-needed': ({ pairs }: { readonly pairs: readonly (readonly [id: string, secret: string])[] }) =>
    `set these environment variables: ${pairs.map(([id, secret]) => `${id} and ${secret}`).join(', or ')}`,
  'command-slow': ({ seconds }: { readonly seconds: number }) =>
    `the credential command took over ${seconds} seconds`,
  'command-failed': ({ exit }: { readonly exit: string }) =>
    `the credential command failed with exit code ${exit}`,
  'command-no-json': () => 'the credential command printed no JSON of Version 1',
  'command-no-keys': () => 'the credential command printed no AccessKeyId and SecretAccessKey',
  'command-no-date': () => 'the credential command printed an Expiration that is no date',
  'no-aws-profile': ({ name }: { readonly name: string }) =>
    `no profile ${name} in AWS's shared config files`,
  'aws-profile-keyless': ({ name }: { readonly name: string }) =>
    `profile ${name} has no aws_access_key_id and aws_secret_access_key`,
  'aws-profile-role': ({ name }: { readonly name: string }) =>
    `profile ${name} gets its keys by single sign-on or a role; ` +
    `use the credential command: aws configure export-credentials --profile ${name} --format process`,
} as const;
