import { expect, it } from 'vitest';
import { type ServiceInit, serviceFile } from './service-file.ts';

/** With all that a path may hold and a format may stumble over. */
function initOn(
  platform: NodeJS.Platform,
  words: readonly string[],
  more: Partial<ServiceInit> = {},
): ServiceInit {
  const home = platform === 'win32' ? 'C:\\Users\\李 雷' : '/home/李 雷';
  return {
    words,
    environment: {},
    surroundings: { platform, env: {}, home: () => home },
    userId: 501,
    ...more,
  };
}

const hard = [
  '/opt/my node/bin/node',
  '/home/李 雷/100% "$HOME" \\ <a&b>/imbed.cjs',
  'serve',
  '--config=/a b/配置.json',
];

it('is a unit of the user for systemd', () => {
  const environment = { IMBED_STATE_DIR: '/home/李 雷/50%' };
  const { path, text, begin, end } = serviceFile(initOn('linux', hard, { environment }));
  expect(path).toBe('/home/李 雷/.config/systemd/user/imbed.service');
  expect(text).toBe(`[Unit]
Description=Imbed: images to your own bucket

[Service]
Environment="IMBED_STATE_DIR=/home/李 雷/50%%"
ExecStart="/opt/my node/bin/node" "/home/李 雷/100%% \\"$$HOME\\" \\\\ <a&b>/imbed.cjs" "serve" "--config=/a b/配置.json"
Restart=on-abnormal
RestartSec=5
TimeoutStopSec=120

[Install]
WantedBy=default.target
`);
  expect(begin).toEqual([
    ['systemctl', '--user', 'daemon-reload'],
    ['systemctl', '--user', 'enable', 'imbed.service'],
    ['systemctl', '--user', 'restart', 'imbed.service'],
  ]);
  expect(end).toEqual([['systemctl', '--user', 'disable', '--now', 'imbed.service']]);
});

it('is where XDG_CONFIG_HOME says, if that is absolute', () => {
  const at = (XDG_CONFIG_HOME: string) => {
    const surroundings = { platform: 'linux', env: { XDG_CONFIG_HOME }, home: () => '/h' } as const;
    return serviceFile(initOn('linux', hard, { surroundings })).path;
  };
  expect(at('/配 置')).toBe('/配 置/systemd/user/imbed.service');
  expect(at('here')).toBe('/h/.config/systemd/user/imbed.service');
});

it('is an agent for launchd', () => {
  const environment = { IMBED_STATE_DIR: '/a&b' };
  const { path, text, endOld, begin, end } = serviceFile(initOn('darwin', hard, { environment }));
  expect(path).toBe('/home/李 雷/Library/LaunchAgents/imbed.serve.plist');
  expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
<key>Label</key>
<string>imbed.serve</string>
<key>ProgramArguments</key>
<array>
<string>/opt/my node/bin/node</string>
<string>/home/李 雷/100% "$HOME" \\ &lt;a&amp;b&gt;/imbed.cjs</string>
<string>serve</string>
<string>--config=/a b/配置.json</string>
</array>
<key>EnvironmentVariables</key>
<dict>
<key>IMBED_STATE_DIR</key>
<string>/a&amp;b</string>
</dict>
<key>RunAtLoad</key>
<true/>
<key>KeepAlive</key>
<dict>
<key>Crashed</key>
<true/>
</dict>
<key>ExitTimeOut</key>
<integer>120</integer>
</dict>
</plist>
`);
  expect(begin).toEqual([['launchctl', 'bootstrap', 'gui/501', path]]);
  // One that is loaded cannot be loaded again with other options.
  expect(endOld).toEqual([['launchctl', 'bootout', 'gui/501/imbed.serve']]);
  expect(end).toEqual(endOld);
});

it('is a batch file in the Startup folder of Windows', () => {
  const words = [
    'C:\\Program Files\\nodejs\\node.exe',
    'C:\\Users\\李 雷\\100%PATH%\\imbed.cjs',
    'serve',
    '--port=4000',
    '--root=D:\\',
  ];
  const init = initOn('win32', words, { environment: { IMBED_STATE_DIR: 'D:\\a b' } });
  const { path, text, endOld, begin, end } = serviceFile(init);
  expect(path).toBe(
    'C:\\Users\\李 雷\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\imbed-serve.cmd',
  );
  expect(text.split('\r\n')).toEqual([
    '@echo off',
    'chcp 65001 >nul',
    'set "IMBED_STATE_DIR=D:\\a b"',
    'start "Imbed" /min "C:\\Program Files\\nodejs\\node.exe" "C:\\Users\\李 雷\\100%%PATH%%\\imbed.cjs" "serve" "--port=4000" "--root=D:\\\\"',
    '',
  ]);
  expect([endOld, begin, end]).toEqual([[], [['cmd.exe', '/d', '/c', path]], []]);
  const running = serviceFile({ ...init, processId: 4711 });
  expect([running.endOld, running.end]).toEqual([running.end, [['taskkill', '/f', '/pid', '4711']]]);
});
