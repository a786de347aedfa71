/**
 * Words of keys whose values are images, as the themes of Hexo, Hugo and Jekyll and Obsidian's plugins have them:
 * `cover`, `top_img`, `featuredImage`, `overlay_image`, `banner_path`, …
 */
const imageWords = [
  ...['avatar', 'background', 'banner', 'cover', 'feature', 'featured', 'gallery', 'hero', 'icon', 'image'],
  ...['images', 'img', 'imgs', 'logo', 'overlay', 'photo', 'photos', 'pic', 'pics', 'picture', 'pictures'],
  ...['poster', 'resources', 'screenshot', 'screenshots', 'teaser', 'thumb', 'thumbnail', 'thumbnails'],
];

/** Words of keys that say where a thing is, and not what: `image: {src: …}`, `resources: [{src: …}]`. */
const placeWords = ['src', 'url', 'path', 'file', 'href', 'link', 'source'];

/** Words of keys that hold text about an image: `image_alt`, `cover_caption`. */
const textWords = [
  'alt',
  'caption',
  'title',
  'description',
  'credit',
  'author',
  'name',
  'text',
  'position',
  'id',
];

/** The keys above a value, from the outermost; a list has none of its own. */
export type KeyPath = readonly string[];

/** What stands directly above a value, and above that, tells what it is. */
const KEPT_KEYS = 4;

/** `keys` below `above`. However deep a note nests, this stays short: the outermost key, and the last ones. */
export function below(above: KeyPath, keys: KeyPath): KeyPath {
  const all = [...above, ...keys];
  return all.length <= KEPT_KEYS ? all : [...all.slice(0, 1), ...all.slice(1 - KEPT_KEYS)];
}

/** Whether the value may be an image, by the names of the keys above it. */
export function namesImage(keys: KeyPath): boolean {
  const own = wordsOf(keys.at(-1) ?? '');
  if (own.some((word) => textWords.includes(word))) return false;
  if (own.some((word) => imageWords.includes(word))) return true;
  const above = keys.slice(0, -1).flatMap(wordsOf);
  return own.some((word) => placeWords.includes(word)) && above.some((word) => imageWords.includes(word));
}

/** `featuredImage`, `featured_image` and `featured-image` are `featured` and `image`. */
function wordsOf(key: string): string[] {
  return key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
}

/** Front matter that cannot hold an image is not parsed. */
export function mayHoldImageValue(source: string): boolean {
  return looksLikeTarget.test(source) && imageWord.test(source);
}

const looksLikeTarget = /\.[a-z]{3,4}\b|\/\//i;
const imageWord = new RegExp(imageWords.join('|'), 'i');
