/**
 * Networks that only this machine or its neighbourhood can reach, from IANA's special-purpose registries
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry).
 * IPv4-compatible, translated, Teredo and 6to4 addresses, and the local NAT64 prefix, may lead to any IPv4 address:
 * https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5, rfc2765, rfc4380, rfc3056, rfc8215.
 * 198.18.0.0/15 stays out: proxy tools hand out addresses from it for every public name ("fake IP").
 */
const privateNetworks: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
];

/** IPv4 addresses in the last 32 bits: mapped (rfc4291), and of NAT64 (rfc6052). */
const embeddings = ['::ffff:0:0', '64:ff9b::'];

/**
 * Whether an IP address (IPv6 without brackets) is loopback, private, link-local or multicast. What is no IP address
 * is none of them.
 */
export function isPrivateAddress(address: string): boolean {
  const bits = bitsOf(address);
  if (bits === undefined) return false;
  const isEmbedded = embeddings.some((network) => bitsOf(network)?.slice(0, 96) === bits.slice(0, 96));
  const meant = bits.length === 128 && isEmbedded ? bits.slice(96) : bits;
  return privateNetworks.some(([network, prefix]) => {
    const own = bitsOf(network) ?? '';
    return own.length === meant.length && meant.startsWith(own.slice(0, prefix));
  });
}

/**
 * Whether the host of a URL leads into the neighbourhood by its name alone, for who cannot ask DNS: private addresses,
 * names without a dot, and those that are kept out of the public DNS
 * (https://www.iana.org/assignments/special-use-domain-names; `.internal` by ICANN's decision of 2024-07-29).
 * @param hostname as `URL` gives it
 */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$|\.$/g, '');
  if (bitsOf(name) !== undefined) return isPrivateAddress(name);
  return !name.includes('.') || /\.(?:localhost|local|internal|home\.arpa)$/i.test(name);
}

/** 32 or 128 zeros and ones; `undefined` for what is no IP address. */
function bitsOf(address: string): string | undefined {
  return address.includes(':') ? bitsOfGroups(address) : bitsOfParts(address);
}

function bitsOfParts(address: string): string | undefined {
  const parts = address.split('.').map(Number);
  const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) && parts.every((part) => part < 256);
  return isAddress ? toBits(parts, 8) : undefined;
}

/** `URL` knows all the ways in which IPv6 is written, and makes one of them. */
function bitsOfGroups(address: string): string | undefined {
  // A zone says which of the machine's own networks is meant.
  const url = `http://[${address.replace(/%.*$/s, '')}]`;
  if (!URL.canParse(url)) return undefined;
  const [head = '', tail = ''] = new URL(url).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - (first?.length ?? 0) - (last?.length ?? 0) }, () => '0');
  const groups = [...(first ?? []), ...zeros, ...(last ?? [])];
  return toBits(
    groups.map((group) => Number.parseInt(group, 16)),
    16,
  );
}

function toBits(numbers: readonly number[], width: number): string {
  return numbers.map((number) => number.toString(2).padStart(width, '0')).join('');
}
