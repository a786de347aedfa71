import { BlockList } from 'node:net';

/**
 * Networks that only this machine or its neighbourhood can reach, from IANA's special-purpose registries
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry).
 * IPv4-compatible, translated, Teredo and 6to4 addresses, and the local NAT64 prefix, may lead to any IPv4 address:
 * https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5, rfc2765, rfc4380, rfc3056, rfc8215.
 * 198.18.0.0/15 stays out: proxy tools hand out addresses from it for every public name ("fake IP").
 */
const privateNetworks: readonly (readonly [network: string, prefix: number, type: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['::ffff:0:0:0', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 9, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/** Says of an IP address (IPv6 without brackets) whether it is loopback, private, link-local or multicast. */
export function createPrivateAddressCheck(): (address: string, family: number) => boolean {
  const list = new BlockList();
  for (const [network, prefix, type] of privateNetworks) list.addSubnet(network, prefix, type);
  return (address, family) => {
    // NAT64 (64:ff9b::/96) carries the IPv4 address in its last 32 bits.
    const embedded = /^64:ff9b::(.+)$/i.exec(address)?.[1];
    if (embedded !== undefined) return list.check(`::ffff:${embedded}`, 'ipv6');
    return list.check(address, family === 6 ? 'ipv6' : 'ipv4');
  };
}
