import { posix } from 'node:path';
import type { Command, ServiceFile, ServiceInit } from './service-file.ts';

const LABEL = 'imbed.serve';

/** https://www.manpagez.com/man/5/launchd.plist/ */
export function launchAgent({ words, environment, surroundings, userId }: ServiceInit): ServiceFile {
  const path = posix.join(surroundings.home(), 'Library', 'LaunchAgents', `${LABEL}.plist`);
  const variables = Object.entries(environment).flatMap(([name, value]) => [key(name), string(value)]);
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    ...[key('Label'), string(LABEL)],
    ...[key('ProgramArguments'), '<array>', ...words.map(string), '</array>'],
    ...(variables.length === 0 ? [] : [key('EnvironmentVariables'), '<dict>', ...variables, '</dict>']),
    ...[key('RunAtLoad'), '<true/>'],
    // What could not start, e.g. for its options, could not the next time.
    ...[key('KeepAlive'), '<dict>', key('Crashed'), '<true/>', '</dict>'],
    ...[key('ExitTimeOut'), '<integer>120</integer>'],
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
  const domain = `gui/${userId}`;
  const end: Command = ['launchctl', 'bootout', `${domain}/${LABEL}`];
  return { path, text, endOld: [end], begin: [['launchctl', 'bootstrap', domain, path]], end: [end] };
}

function key(text: string): string {
  return `<key>${escaped(text)}</key>`;
}

function string(text: string): string {
  return `<string>${escaped(text)}</string>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
