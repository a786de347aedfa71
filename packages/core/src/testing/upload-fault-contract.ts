import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '../errors.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy/fault-proxy.ts';
import type { FaultRule, WireFault } from './fault-proxy/wire-fault.ts';
import type { StoreServer } from './store-under-test.ts';
import { type SceneInit, type UploadScene, uploadScene } from './upload-fault-scene.ts';

const otherEtag = '"00000000000000000000000000000000"';

const slowDown = { kind: 'refuse', status: 503, code: 'SlowDown' } as const;

/** What happens on the way, and the failures that it may be when it happens each time; none where uploads bear it. */
const faults: Readonly<Record<string, readonly [WireFault, ...ErrorCode[]]>> = {
  // An answer to HEAD has no body, and so no word of why.
  'a 503': [slowDown, 'store/slow-down', 'store/unavailable'],
  'an early 503': [{ ...slowDown, early: true }, 'store/slow-down', 'store/unavailable'],
  'a 500': [{ kind: 'refuse', status: 500, code: 'InternalError' }, 'store/unavailable'],
  'a reset before the body': [{ kind: 'reset-request', afterBytes: 0 }, 'network/interrupted'],
  'a reset within the body': [{ kind: 'reset-request', afterBytes: 1000 }, 'network/interrupted'],
  'a lost reply': [{ kind: 'lose-reply' }, 'network/interrupted'],
  'a reset behind the head of the reply': [{ kind: 'reset-reply', afterBytes: 0 }, 'network/interrupted'],
  'a reset within the reply': [{ kind: 'reset-reply', afterBytes: 1000 }, 'network/interrupted'],
  'a reply without its body': [{ kind: 'truncate-reply', afterBytes: 0 }, 'network/interrupted'],
  'a truncated reply': [{ kind: 'truncate-reply', afterBytes: 1000 }, 'network/interrupted'],
  'a hang': [{ kind: 'hang' }, 'network/timeout'],
  'a bit flipped in the request': [{ kind: 'flip-request', byte: 1000 }, 'store/body-mismatch'],
  'a bit flipped in the reply': [{ kind: 'flip-reply', byte: 1000 }],
  'a delay': [{ kind: 'delay', ms: 1 }],
  'a slow line': [{ kind: 'throttle', bytesPerSecond: 10_000_000 }],
  'another ETag': [{ kind: 'rewrite-reply', headers: { etag: otherEtag } }],
  'no ETag': [{ kind: 'rewrite-reply', headers: { etag: undefined } }],
  'a clock that is wrong': [{ kind: 'rewrite-reply', headers: { date: 'Thu, 01 Jan 1970 00:00:00 GMT' } }],
};

/** What an upload finds, and the requests that it then makes. */
const situations = {
  'an image that is new': { etagIsMd5: true, before: 'nothing', requests: ['HEAD', 'PUT'] },
  'an image that is new where ETags say nothing': {
    etagIsMd5: false,
    before: 'nothing',
    requests: ['HEAD', 'PUT', 'HEAD'],
  },
  'an image that is there already': { etagIsMd5: false, before: 'the image', requests: ['HEAD', 'GET'] },
  'an image whose name other bytes have': {
    etagIsMd5: false,
    before: 'other bytes',
    requests: ['HEAD', 'GET', 'HEAD', 'PUT', 'HEAD'],
  },
  'an image that the ledger knows': { etagIsMd5: true, before: 'its upload', requests: ['HEAD'] },
} as const;

/** An image that is large enough meets its faults in one of several requests. */
const inParts: readonly (readonly [title: string, rule: FaultRule])[] = [
  ['a 503 to the first request', { method: 'POST', query: /uploads/, fault: slowDown }],
  [
    'a reset within a part',
    { method: 'PUT', query: /partNumber=1/, fault: { kind: 'reset-request', afterBytes: 1_000_000 } },
  ],
  [
    'a bit flipped in a part',
    { method: 'PUT', query: /partNumber=2/, fault: { kind: 'flip-request', byte: 1000 } },
  ],
  ['the reply to a part lost', { method: 'PUT', query: /partNumber=1/, fault: { kind: 'lose-reply' } }],
  [
    'the reply to the last request lost',
    { method: 'POST', query: /uploadId/, fault: { kind: 'lose-reply' } },
  ],
];

/**
 * Whatever happens to any request of an upload, once or from then on: the image is done, there byte for byte, or it
 * failed for a reason that fits and nothing is recorded; and the next upload is done.
 */
export function uploadFaultContract(name: string, setUp: () => Promise<StoreServer>): void {
  let server: StoreServer;
  let proxy: FaultProxy;
  beforeAll(async () => {
    server = await setUp();
    const { port } = new URL(server.storeOf(server.publicBucket).endpoint);
    proxy = await startFaultProxy({ targetPort: Number(port) });
  });
  afterEach(() => proxy.clear());
  afterAll(async () => {
    await proxy.close();
    await server.close();
  });
  const line: Line = {
    proxy: () => proxy,
    scene: (found) => uploadScene({ server, endpoint: proxy.endpoint, ...found }),
  };

  describe.each(Object.entries(situations))(`${name}, %s`, (_, { requests, ...found }) => {
    test(`takes ${requests.join(', ')}`, async () => {
      const scene = await line.scene(found);
      await scene.expectSound(await scene.upload());
      expect(proxy.log.map(({ method }) => method)).toEqual(requests);
    });

    describe.each(Object.entries(faults))('meets %s', (__, [fault, ...codes]) => {
      meetingOnce(line, found, requests, fault);
      meetingAlways(line, found, requests, fault, codes);
    });
  });
  describe(`${name}, a new image`, () => losingAndMending(line));
}

/** The bad line, once it is there. */
interface Line {
  proxy(): FaultProxy;
  scene(found: Found): Promise<UploadScene>;
}

type Found = Pick<SceneInit, 'etagIsMd5' | 'before'> & Partial<SceneInit>;

function meetingOnce(line: Line, found: Found, requests: readonly string[], fault: WireFault): void {
  test.each([...requests.entries()])('once, at request %i, %s, and is done', async (skip) => {
    const isHopeless = () => fault.kind === 'hang' && line.proxy().log.length === skip;
    const scene = await line.scene({ ...found, isHopeless });
    line.proxy().rule({ fault, skip, times: 1 });
    const outcome = await scene.upload();
    expect(line.proxy().log[skip]?.fault).toBe(fault.kind);
    expect(outcome).toMatchObject({ status: 'done' });
    await scene.expectSound(outcome);
  });
}

function meetingAlways(
  line: Line,
  found: Found,
  requests: readonly string[],
  fault: WireFault,
  codes: readonly ErrorCode[],
): void {
  test.each([...requests.entries()])('from request %i, %s, on', async (skip) => {
    let isBad = true;
    const isHopeless = () => isBad && fault.kind === 'hang' && line.proxy().log.length >= skip;
    const scene = await line.scene({ ...found, isHopeless });
    line.proxy().rule({ fault, skip });
    const outcome = await scene.upload();
    expect(line.proxy().log[skip]?.fault).toBe(fault.kind);
    if (outcome.status === 'failed') expect(codes).toContain(outcome.error.code);
    await scene.expectSound(outcome);
    line.proxy().clear();
    isBad = false;
    const next = await scene.upload();
    expect(next).toMatchObject({ status: 'done' });
    await scene.expectSound(next);
  });
}

function losingAndMending(line: Line): void {
  const found = { etagIsMd5: true, before: 'nothing' } as const;
  const underItsName = { status: 'done', stored: { key: expect.stringMatching(/\/cat\.png$/) } };

  test('whose every put loses its reply is looked for, and done', async () => {
    const scene = await line.scene(found);
    line.proxy().rule({ method: 'PUT', fault: { kind: 'lose-reply' } });
    const outcome = await scene.upload();
    const methods = line.proxy().log.map(({ method }) => method);
    expect(methods).toEqual(['HEAD', 'PUT', 'PUT', 'PUT', 'HEAD']);
    expect(outcome).toMatchObject(underItsName);
    await scene.expectSound(outcome);
  });

  test.each(inParts)('that goes in parts is done: %s', async (_, rule) => {
    const scene = await line.scene({ ...found, bytes: 9 * 1024 * 1024 });
    line.proxy().rule({ ...rule, times: 1 });
    const outcome = await scene.upload();
    expect(line.proxy().log.map(({ fault }) => fault)).toContain(rule.fault.kind);
    expect(outcome).toMatchObject(underItsName);
    await scene.expectSound(outcome);
  });
}
