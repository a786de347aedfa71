/**
 * The embedded store in a process of its own, so that its work is not counted with a client's; once over HTTP
 * and once over HTTPS. Told `clear`, it forgets every object and stays at its addresses.
 */
import { startS3Server } from '../../packages/core/src/testing/s3-server/server.ts';

const { user, bucket, tls } = JSON.parse(process.argv[2]);

const start = (port, secure) =>
  startS3Server({
    users: [{ name: 'bench', ...user }],
    buckets: [{ name: bucket, owner: 'bench', acl: 'public-read' }],
    port,
    ...(secure && { tls }),
  });

let servers = await Promise.all([start(0, false), start(0, true)]);

process.on('message', async () => {
  const ports = servers.map(({ endpoint }) => Number(new URL(endpoint).port));
  await Promise.all(servers.map((server) => server.close()));
  servers = await Promise.all([start(ports[0], false), start(ports[1], true)]);
  process.send?.('cleared');
});

process.send?.({ http: servers[0].endpoint, https: servers[1].endpoint });
