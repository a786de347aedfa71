import type { MessageLocale } from '@imbed/core';

/** What `imbed serve` says in the terminal; each ends its line. */
interface ServeWords {
  listening(url: string): string;
  stopping: string;
  installed(path: string): string;
  runYourself(commands: readonly string[]): string;
  notInstalled: string;
  uninstalled(path: string): string;
}

const en: ServeWords = {
  listening: (url) =>
    `Imbed serves ${url} (open it to drop pictures); programs for PicGo upload to ${url}/upload. Ctrl-C ends it.\n`,
  stopping: 'imbed: finishing what was begun; Ctrl-C again to stop at once\n',
  installed: (path) => `Starts at each sign-in: ${path}\n`,
  runYourself: (commands) =>
    `imbed: it could not be started now; run:\n${commands.map((command) => `  ${command}\n`).join('')}`,
  notInstalled: 'Nothing was installed.\n',
  uninstalled: (path) => `Removed: ${path}\n`,
};

const zhCn: ServeWords = {
  listening: (url) =>
    `Imbed 服务地址：${url}（在浏览器中打开即可拖放图片）；支持 PicGo 的程序请上传到 ${url}/upload。按 Ctrl-C 结束。\n`,
  stopping: 'imbed：正在完成已开始的上传；再按一次 Ctrl-C 立即停止\n',
  installed: (path) => `已设为登录时启动：${path}\n`,
  runYourself: (commands) =>
    `imbed：现在无法启动，请运行：\n${commands.map((command) => `  ${command}\n`).join('')}`,
  notInstalled: '没有安装过。\n',
  uninstalled: (path) => `已移除：${path}\n`,
};

export function serveWords(locale: MessageLocale): ServeWords {
  return locale === 'zh-CN' ? zhCn : en;
}
