import { describe, expect, it } from 'vitest';
import { plainStore } from '../testing/plain-store.ts';
import { answerTime, errorDocument as document, errorOfAnswer as errorOf } from '../testing/store-answers.ts';
import { type ErrorContext, storeErrorFromSdk } from './error-table.ts';

describe('the facts of an error', () => {
  it('say where, what and which request', () => {
    const more =
      '<RequestId>R1</RequestId><HostId>pics.oss-cn-hangzhou.aliyuncs.com</HostId><EC>0003-00000001</EC>';
    const error = errorOf({ status: 403, xml: document('AccessDenied', more) }, { key: 'img/a.png' });
    expect(error.facts).toEqual({
      provider: 'custom',
      bucket: 'pics',
      key: 'img/a.png',
      host: 'pics.s3.example.com',
      status: 403,
      serviceCode: 'AccessDenied',
      ec: '0003-00000001',
      requestId: 'R1',
    });
  });

  it.each(['x-amz-request-id', 'x-oss-request-id', 'x-obs-request-id', 'x-cos-request-id', 'x-reqid'])(
    'take the request id from %s',
    (header) => {
      expect(errorOf({ status: 500, headers: { [header]: 'R2' } }).facts.requestId).toBe('R2');
    },
  );

  it('hold the words of the store where there are none of ours, without a query and not without end', () => {
    const said = (message: string) =>
      errorOf({ xml: document('Odd', `<Message>${message}</Message>`) }).facts.detail;
    expect(said('no &lt;such&gt; &quot;thing&quot; &amp;#8212; &#x622A;&#22270;')).toBe(
      'no <such> "thing" &#8212; 截图',
    );
    expect(said('see https://x.example/a?X-Amz-Signature=1\n for\u0007 more')).toBe(
      'see https://x.example/a for more',
    );
    expect(said('a'.repeat(1000))).toHaveLength(200);
    expect(said('&#x110000;')).toBe('&#x110000;');
    const signature = document('SignatureDoesNotMatch', '<Message>m</Message><StringToSign>s</StringToSign>');
    expect(errorOf({ status: 403, xml: signature }).facts).not.toHaveProperty('detail');
  });

  it('say by how much the clocks differ', () => {
    const byDocument = document('RequestTimeTooSkewed', '<ServerTime>2026-08-22T02:00:00Z</ServerTime>');
    expect(errorOf({ status: 403, xml: byDocument }).facts.seconds).toBe(3600);
    const headers = { date: 'Sat, 22 Aug 2026 00:30:00 GMT' };
    expect(errorOf({ status: 403, xml: document('RequestTimeTooSkewed'), headers }).facts.seconds).toBe(1800);
    expect(errorOf({ status: 403, xml: document('RequestTimeTooSkewed') }).facts).not.toHaveProperty(
      'seconds',
    );
  });

  it.each([
    ['7', 7],
    ['Sat, 22 Aug 2026 01:00:30 GMT', 30],
    ['Sat, 22 Aug 2026 00:00:00 GMT', 0],
    ['soon', undefined],
  ])('say how long the store wants to be left alone (%s)', (value, seconds) => {
    const error = errorOf({ status: 503, headers: { 'retry-after': value }, xml: document('SlowDown') });
    expect(error.facts.seconds).toBe(seconds);
  });

  it('read a document in a namespace, and an empty message as none', () => {
    const xml =
      '<e:Error xmlns:e="http://s3.example.com"><e:Code> Odd </e:Code><e:Message></e:Message></e:Error>';
    expect(errorOf({ xml }).facts).toMatchObject({ serviceCode: 'Odd' });
    expect(errorOf({ xml }).facts).not.toHaveProperty('detail');
  });

  it('do not grow with the answer', () => {
    const body = new TextEncoder().encode(`${' '.repeat(20_000)}${document('NoSuchBucket')}`);
    expect(errorOf({ status: 400, body }).code).toBe('store/rejected');
  });
});

describe('storeErrorFromSdk', () => {
  const context: ErrorContext = { store: plainStore(), method: 'POST', key: 'a.png', now: answerTime };

  it('gives an exception of the SDK the meaning that the answer itself would have', () => {
    const exception = Object.assign(new Error('We encountered an internal error.'), {
      name: 'InternalError',
      RequestId: 'R1',
      $metadata: { httpStatusCode: 200 },
    });
    const error = storeErrorFromSdk(exception, context);
    expect(error).toMatchObject({
      code: 'store/unavailable',
      facts: { status: 200, serviceCode: 'InternalError', requestId: 'R1', key: 'a.png' },
      cause: exception,
    });
  });

  it('reads an entry of a DeleteObjects result, which has no status', () => {
    const error = storeErrorFromSdk({ Key: 'a.png', Code: 'AccessDenied', Message: 'no' }, context);
    expect(error).toMatchObject({ code: 'store/access-denied', facts: { detail: 'no' } });
    expect(error.facts).not.toHaveProperty('status');
  });
});
