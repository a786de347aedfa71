import type { SetupWords, TyporaDoubt, TyporaProblem } from './words.ts';

const problems: Readonly<Record<TyporaProblem, string>> = {
  'no-links': 'Typora 在输出中找不到链接',
  'no-links-again': '第二次运行时，Typora 在输出中找不到链接',
  'other-links': '第二次得到的链接与第一次不同',
};

const doubts: Readonly<Record<Exclude<TyporaDoubt['about'], 'expanded'>, string>> = {
  environment: '密钥来自环境变量；从桌面启动的 Typora 可能没有这些变量，只在终端里设置的变量它一定没有。',
  snap:
    '从 Snap 商店安装的 Typora 不能运行主目录以外的程序，也不能读取主目录以外或隐藏文件夹里的文件：' +
    '请把独立可执行文件和配置文件放到主目录下一个可见的文件夹中，并在那里运行' +
    '“文件夹/imbed setup typora --config 文件夹/config.json”。',
  npx: '程序位于 npx 的缓存中，缓存会不时被清空：请先安装 imbed。',
};

export const zhCn: SetupWords = {
  onClipboard: '已复制到剪贴板。',
  typora: {
    enter: '在 Typora 的“偏好设置 → 图像”中，上传服务选择“自定义命令”（Custom Command），并填入下面的命令：',
    doubt: (doubt) =>
      `注意：${doubt.about === 'expanded' ? `Windows 会把命令中的 ${doubt.text} 当作变量：请移动或重命名含有它的文件、文件夹或配置。` : doubts[doubt.about]}`,
    tried: '已按 Typora“验证图片上传选项”的方式，用两张小图片试了两次：',
    works: '可以使用：每张图片都得到了链接，第二次的链接也相同。',
    worksSigned:
      '可以使用：每张图片都得到了链接。这些链接每次重新签名，最长一周后失效，笔记中的也一样：' +
      '笔记需要长期显示图片时，请使用公开读取的存储桶。',
    fails: (problem) => `不能使用：${problems[problem]}。`,
  },
  vscode: {
    install: (command) => `安装扩展：在命令面板中选择“扩展: 从 VSIX 安装…”，或者运行：\n\n${command}`,
    onDesktop:
      '这台电脑上的桌面版 VS Code 就不需要别的设置了：只要它自己的设置“imbed.profiles”是空的，就会使用本机的这份配置，\n' +
      '密钥也从配置中写明的地方读取。',
    elsewhere: (settings) =>
      `在其他电脑或浏览器中，请把配置加到用户设置里\n（“首选项: 打开用户设置 (JSON)”）：\n\n${settings}`,
    keys: '以上内容不含密钥。命令“Imbed: 设置访问密钥”会询问密钥，VS Code 把密钥保存在它的机密存储中。',
  },
  obsidian: {
    install: (folders) =>
      `把插件的 main.js、manifest.json 和 styles.css 放到仓库的这个文件夹中：\n\n${folders}`,
    switchOn: (text) =>
      '在“设置 → 第三方插件”中启用插件。然后在插件自己的设置中选择从其他设备导入配置，\n' +
      `并粘贴下面的文本；手机上的做法相同：\n\n${text}`,
    keys: '以上内容不含密钥。插件的设置会询问密钥，并保存在 Obsidian 的机密存储中。',
  },
  keysFile: (path) => `${path} 中是同样的文本，并且含有密钥：读到它的人都可以使用您的存储桶，用完请删除。`,
  withoutKeys: (profiles) => `没有找到这些配置的密钥：${profiles.join('、')}。`,
};
