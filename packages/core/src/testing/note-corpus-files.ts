/** The pictures that the notes of `fixtures/notes/vault` refer to, by folder; made when the tree is copied. */
const picturesByFolder: Readonly<Record<string, readonly string[]>> = {
  '.': ['Pasted image 20261103101500.png'],
  images: ['logo.png', '港口 (1).png', '逃跑.svg'],
  'images/icons': ['book.png', 'sun.png'],
  '01 日记/附件': [
    ...[
      '封面 图.png',
      '天气.png',
      '伞.jpg',
      '待整理.png',
      '明信片.png',
      '明信片 正面.png',
      '明信片 背面.png',
    ],
    ...['账单.jpg', '晚霞.png', '晚霞 副本.png', '脚注.png', '只是链接.png'],
  ],
  '读书 #笔记': ['封面#初版.png', '图 3-1 (100%).png', '图3-2 100%.png'],
  '读书 #笔记/截图': [
    ...['引文.png', '引文 2.png', '进度100%.png', '山.png', '水.png', '木.png', '紧贴.png', '列表引用.png'],
  ],
  '项目 (归档)/附件': [
    ...[
      '草图 (1).png',
      '草图(2).png',
      '草图(3).png',
      '白板 照片.jpg',
      '粗.png',
      '流程 图.png',
      '登录 期望.png',
    ],
    ...['登录 现状.png', '验证码.png', '收不到.png', '提示.gif', '完成.webp'],
  ],
  '课程/图': ['矩阵乘法.svg', '特征值.png', '价格.png', 'SVD分解.png'],
  '课程/操作系统/assets': ['状态转换.png', '时间片.png', '运行.png', '运行2.png', '小结.png'],
  '技术/assets': [
    ...['真图 1.png', '真图-2.png', '真图-3.png', '横幅.png', 'bare.png', '多行 图.png', '空行之后.png'],
    ...['light.png', 'a&b.png', '展开.png', '格.png', '架构.png', '缩略图.png', '行内.png', '行内-大图.png'],
    ...['win 封面.png', 'win-1.png', 'win-2.png', 'win-3.png', 'win-4.png', 'win 5.png', 'win-6.png'],
    ...['win-7.png', '尾.png', 'mac 1.png', 'mac-2.png', '混合-1.png', '混合-2.png', '混合-3.png'],
  ],
  '杂/图': ['老照片.png', '还在.png', '还没上传.png', '留在本地.png', '给博客的.png', '给博客的封面.png'],
  '杂/gallery': Array.from({ length: 200 }, (_, index) => `IMG_${String(index + 1).padStart(4, '0')}.png`),
  'blog-hexo/source/images': ['封面.png', 'p 2.png', '流程.png', '紧跟.png', 'logo.png', '居中 图.png'],
  'blog-hexo/source/_posts/旅行/厦门三日': ['封面.png', '鼓浪屿.png', '沙坡尾 黄昏.png'],
  'blog-jekyll/assets/images': ['overlay.png', 'teaser.png', 'full-1.png', 'thumb-1.png', 'right.png'],
  'blog-hugo/content/images': ['hero.png', 'one.png', '二.png', 'cover.png', 'after.png'],
  'blog-hugo/content/posts/leaf bundle': ['banner.png', 'gallery/three.png', 'gallery/shortcode.png'],
  'blog-hugo/static/img': ['cover.png', 'a.png', 'b c.png', 'main.png'],
  'a/b/c/d/e/f/g': ['上一层.png', 'h/本层/本层 图.png'],
  'typora/文章.assets': [
    ...['image-20261103142312345.png', 'image 2.png', 'image-3.png', '列表里.bmp', '100%.png'],
  ],
  'weekly/charts': ['2026-W45.png', '2026-W44.png', 'definition.png'],
  'R&D': [
    ...['🎉.png', '👩‍👩‍👧.png', "it's.png", 'R&D.png', 'c++ notes+1.png', '~draft~.png', 'logo@2x.png'],
    ...['cafe\u0301.png', 'a;b,c=d.png'],
  ],
};

/** Paths of all pictures, relative to the root, with `/`. */
export const corpusPictures: readonly string[] = Object.entries(picturesByFolder).flatMap(([folder, names]) =>
  names.map((name) => (folder === '.' ? name : `${folder}/${name}`)),
);

/** Pictures with the bytes of another one. */
export const corpusCopies: Readonly<Record<string, string>> = {
  '01 日记/附件/晚霞 副本.png': '01 日记/附件/晚霞.png',
  'blog-hexo/source/images/logo.png': 'images/logo.png',
};

/** Where the links begin that are in the bucket already; {@link copyCorpus} can put another address there. */
export const CORPUS_BUCKET_URL = 'https://img.example.com';

/** Where the pictures of other people are. */
export const CORPUS_FOREIGN_URL = 'https://pics.example.org';

/** Written long ago in another encoding: refused as it is, and never written. */
export const CORPUS_GBK_NOTE = '杂/旧笔记 GBK.md';

/** References that were dead before anything was done, all in one note. */
export const corpusDeadTargets: readonly string[] = [
  '图/早就删了.png',
  '找不到的图.png',
  '../不存在的文件夹/x.png',
  'C:\\Users\\李雷\\AppData\\Roaming\\Typora\\typora-user-images\\image-20261103142312345.png',
  'file:///Users/hanmeimei/Pictures/a.png',
  `${CORPUS_FOREIGN_URL}/gone/404.png`,
  '',
];

/** Pictures that are only linked, named by a shortcode or by the GBK note, or in a link that is none. */
export const corpusUnshownPictures: readonly string[] = [
  '01 日记/附件/只是链接.png',
  'blog-hugo/content/posts/leaf bundle/gallery/shortcode.png',
  '技术/assets/行内-大图.png',
  '杂/图/老照片.png',
  '项目 (归档)/附件/登录 现状.png',
];
