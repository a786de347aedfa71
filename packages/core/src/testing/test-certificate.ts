/** PEM texts. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

/** A self-signed certificate for 127.0.0.1 and the given names, made on the spot: no key lies in the repository. */
export async function createTestCertificate(
  names: readonly string[] = ['localhost'],
  addresses: readonly string[] = ['127.0.0.1'],
): Promise<TestCertificate> {
  const { generate } = await import('selfsigned');
  const altNames = [
    ...names.map((value) => ({ type: 2 as const, value })),
    ...addresses.map((ip) => ({ type: 7 as const, ip })),
  ];
  const pems = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key: pems.private, cert: pems.cert };
}
