import type { MessageLocale } from '@imbed/core';

/** What `imbed serve` says in the terminal; each ends its line. */
interface ServeWords {
  listening(url: string): string;
  alsoAt(urls: readonly string[]): string;
  /** It runs already, and other options were given. */
  runningAt(url: string): string;
  optionsIgnored(names: readonly string[]): string;
  waiting(url: string): string;
  stopping: string;
  installed(path: string): string;
  runYourself(commands: readonly string[]): string;
  /** After what starts it was removed. */
  goesOn(commands: readonly string[]): string;
  notInstalled: string;
  uninstalled(path: string): string;
  /** Of `--root`. */
  noSuchRoot(path: string): string;
}

const en: ServeWords = {
  listening: (url) =>
    `Imbed serves ${url} (open it to drop pictures); programs for PicGo upload to ${url}/upload. Ctrl-C ends it.\n`,
  alsoAt: (urls) => `From elsewhere: ${urls.join(', ')}\n`,
  runningAt: (url) => `Imbed runs already: ${url}\n`,
  optionsIgnored: (names) =>
    `imbed: the server that runs keeps its own options; stop it first for ${names.map((name) => `--${name}`).join(', ')}\n`,
  waiting: (url) => `imbed: the server at ${url} is about to stop; waiting until its uploads are finished\n`,
  stopping: 'imbed: finishing what was begun; Ctrl-C again to stop at once\n',
  installed: (path) => `Starts at each sign-in: ${path}\n`,
  runYourself: (commands) =>
    `imbed: it could not be started now; run:\n${commands.map((command) => `  ${command}\n`).join('')}`,
  goesOn: (commands) =>
    `imbed: the server goes on, for it could not be ended; run:\n${commands.map((command) => `  ${command}\n`).join('')}`,
  notInstalled: 'Nothing was installed.\n',
  uninstalled: (path) => `Removed: ${path}\n`,
  noSuchRoot: (path) => `imbed: warning: --root names a folder that is not there: ${path}\n`,
};

const zhCn: ServeWords = {
  listening: (url) =>
    `Imbed 服务地址：${url}（在浏览器中打开即可拖放图片）；支持 PicGo 的程序请上传到 ${url}/upload。按 Ctrl-C 结束。\n`,
  alsoAt: (urls) => `从其他设备访问：${urls.join('，')}\n`,
  runningAt: (url) => `Imbed 已在运行：${url}\n`,
  optionsIgnored: (names) =>
    `imbed：正在运行的服务保持原有选项；要使用 ${names.map((name) => `--${name}`).join('、')}，请先停止它\n`,
  waiting: (url) => `imbed：${url} 的服务即将停止，正在等待它完成上传\n`,
  stopping: 'imbed：正在完成已开始的上传；再按一次 Ctrl-C 立即停止\n',
  installed: (path) => `已设为登录时启动：${path}\n`,
  runYourself: (commands) =>
    `imbed：现在无法启动，请运行：\n${commands.map((command) => `  ${command}\n`).join('')}`,
  goesOn: (commands) =>
    `imbed：服务未能停止，仍在运行，请运行：\n${commands.map((command) => `  ${command}\n`).join('')}`,
  notInstalled: '没有安装过。\n',
  uninstalled: (path) => `已移除：${path}\n`,
  noSuchRoot: (path) => `imbed：警告：--root 指定的文件夹不存在：${path}\n`,
};

export function serveWords(locale: MessageLocale): ServeWords {
  return locale === 'zh-CN' ? zhCn : en;
}
