/** Secret and token stand in no facts, messages or logs. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary (STS) credentials. */
  readonly sessionToken?: string;
}

/** Asked before each request, so that temporary credentials can be renewed. Rejects with `config/missing-secret`. */
export type CredentialsProvider = () => Promise<Credentials>;
