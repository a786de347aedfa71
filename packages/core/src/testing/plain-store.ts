import type { ResolvedStore } from '../providers/provider.ts';

/** A store without any preset's peculiarities, with whatever a test wants different. */
export function plainStore(changes: Partial<ResolvedStore> = {}): ResolvedStore {
  return {
    provider: 'custom',
    bucket: 'pics',
    endpoint: 'https://s3.example.com',
    signingRegion: 'us-east-1',
    addressing: 'virtual-hosted',
    dialect: 's3',
    checksums: 'when-required',
    contentMd5Commands: [],
    list: { version: 2, urlEncode: true },
    noOverwriteHeader: undefined,
    noOverwriteParts: false,
    noOverwriteCopyHeader: undefined,
    etagIsMd5: true,
    multipart: { minPartBytes: 5 * 1024 * 1024, maxParts: 10_000 },
    acceptsAcl: true,
    stripXId: false,
    publicBaseUrl: 'https://img.example.com',
    urlSuffix: '',
    ownAddresses: ['https://pics.s3.example.com'],
    ...changes,
  };
}
