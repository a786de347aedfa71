import { posix } from 'node:path';
import { userFolder } from './folders.ts';
import type { ServiceFile, ServiceInit } from './service-file.ts';

const NAME = 'imbed.service';

/** https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html */
export function systemdUnit({ words, environment, surroundings }: ServiceInit): ServiceFile {
  const { env } = surroundings;
  const folder = userFolder(surroundings, env['XDG_CONFIG_HOME'], '.config');
  const [program = '', ...rest] = words;
  const variables = Object.entries(environment).map(([name, value]) => quoted(`${name}=${value}`));
  const text = [
    '[Unit]',
    'Description=Imbed: images to your own bucket',
    '',
    '[Service]',
    ...variables.map((variable) => `Environment=${variable}`),
    // The program itself is no place for variables, so that a dollar sign stands for itself there.
    `ExecStart=${[quoted(program), ...rest.map((word) => quoted(word).replaceAll('$', '$$$$'))].join(' ')}`,
    // What could not start, e.g. for its options, could not the next time: after a crash only.
    'Restart=on-abnormal',
    'RestartSec=5',
    // Uploads that were begun are finished first.
    'TimeoutStopSec=120',
    '',
    '[Install]',
    'WantedBy=default.target',
    '',
  ].join('\n');
  return {
    path: posix.join(folder, 'systemd', 'user', NAME),
    text,
    endOld: [],
    begin: [
      ['systemctl', '--user', 'daemon-reload'],
      ['systemctl', '--user', 'enable', NAME],
      // One that runs with other options goes on with them otherwise.
      ['systemctl', '--user', 'restart', NAME],
    ],
    end: [['systemctl', '--user', 'disable', '--now', NAME]],
  };
}

/** Between double quotes, with `%` doubled: systemd puts in folders and names for it everywhere. */
function quoted(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('%', '%%');
  return `"${escaped}"`;
}
