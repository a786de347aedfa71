import fc from 'fast-check';
import type { HttpTransport } from '../http/transport.ts';
import { nodeDigests } from '../node/digests.ts';
import type { ResolvedStore } from '../providers/provider.ts';
import type { ObjectStore, PutRequest } from '../store/object-store.ts';
import type { StoreInit } from '../store/store-init.ts';
import { anyObjectKey } from './arbitraries.ts';
import { plainStore } from './plain-store.ts';

export const wireCredentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

/** Of a client of AWS's SDK as it comes, for the store of a case. */
export function stockSettings({ store, sessionToken }: Pick<WireCase, 'store' | 'sessionToken'>) {
  return {
    endpoint: store.endpoint,
    region: store.signingRegion,
    forcePathStyle: store.addressing === 'path',
    credentials: { ...wireCredentials, ...(sessionToken !== undefined && { sessionToken }) },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  } as const;
}

/** What the light wire can ask of a store; `act` names it on either. */
const acts = ['put', 'head', 'get', 'delete'] as const;
export type Act = (typeof acts)[number];

export function perform(store: ObjectStore, act: Act, request: PutRequest): Promise<unknown> {
  return act === 'put' ? store.put(request) : store[act](request.key);
}

/** One thing asked of one store at one instant. */
export interface WireCase {
  readonly store: ResolvedStore;
  readonly act: Act;
  readonly request: PutRequest;
  readonly now: Date;
  readonly sessionToken: string | undefined;
}

const headerValue = fc.oneof(
  fc.constantFrom('no-cache', 'public, max-age=31536000, immutable', 'inline; filename="a.png"', 'a  b'),
  fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
);
const disposition = fc.oneof(
  headerValue,
  fc.constantFrom('inline; filename="截图 1.png"', 'attachment; filename=截图.png', '截图'),
);

const anyRequest: fc.Arbitrary<PutRequest> = fc
  .record(
    {
      key: anyObjectKey(),
      body: fc.uint8Array({ minLength: 1, maxLength: 64 }),
      contentType: fc.constantFrom('image/png', 'image/svg+xml; charset=utf-8', 'application/octet-stream'),
      cacheControl: headerValue,
      contentDisposition: disposition,
      acl: fc.constantFrom('public-read', 'private'),
      noOverwrite: fc.boolean(),
    },
    { requiredKeys: ['key', 'body', 'contentType'] },
  )
  .map((request) => request as PutRequest);

const bucket = fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/);
const signingRegion = fc.constantFrom('us-east-1', 'cn-hongkong', 'auto', 'BEIJING', 'garage');

const anyAddress = fc.oneof(
  fc.record({
    addressing: fc.constant('virtual-hosted' as const),
    endpoint: fc.constantFrom('https://s3.example.com', 'https://s3.oss-cn-hongkong.aliyuncs.com'),
  }),
  fc.record({
    addressing: fc.constant('path' as const),
    endpoint: fc.constantFrom('http://127.0.0.1:9000', 'https://example.com', 'https://example.com/s3'),
  }),
);

export const anyStore = fc
  .record({ bucket, signingRegion, address: anyAddress })
  .map(({ address, ...rest }) => plainStore({ ...rest, ...address, stripXId: true }));

export function anyCase(store: fc.Arbitrary<ResolvedStore>): fc.Arbitrary<WireCase> {
  return fc.record({
    store,
    act: fc.constantFrom(...acts),
    request: anyRequest,
    now: fc.date({ min: new Date('2020-01-01'), max: new Date('2037-12-31'), noInvalidDate: true }),
    sessionToken: fc.option(fc.stringMatching(/^[A-Za-z0-9/+=]{8,40}$/), { nil: undefined }),
  });
}

export function initOf({ store, now, sessionToken }: WireCase, transport: HttpTransport): StoreInit {
  const granted = { ...wireCredentials, ...(sessionToken !== undefined && { sessionToken }) };
  return {
    store,
    transport,
    credentials: async () => granted,
    digests: nodeDigests,
    clock: { now: () => now },
  };
}
