import { createPrivateImages, type PrivateImages } from '@imbed/core';
import { describe, expect, it, vi } from 'vitest';
import { until } from '../../test/until.ts';
import { readSettings } from '../settings.ts';
import { type MarkdownIt, showPrivateImages } from './markdown-it.ts';
import { createSignedLinks } from './signed-links.ts';

const publicBaseUrl = 'https://diary.example';
const store = { provider: 'minio', bucket: 'diary', endpoint: 'https://s3.example', region: 'us-east-1' };
const keys = { accessKeyId: 'writer', secretAccessKey: 'secret' };

function privateImages(): PrivateImages {
  const profiles = { diary: { ...store, publicBaseUrl, access: 'signed' } };
  return createPrivateImages(readSettings({ get: (key) => ({ profiles })[String(key)] }), {
    credentialsOf: () => async () => keys,
    digests: {
      sha256: () => new Uint8Array(32),
      md5: () => new Uint8Array(16),
      hmacSha256: () => new Uint8Array(32),
    },
    clock: { now: () => new Date() },
  });
}

/** As many rules as the preview has, and a page of one image. */
function preview(image: string, html = '') {
  const onSigned = vi.fn();
  const onTrouble = vi.fn();
  const attributes = new Map([['src', image]]);
  const token = {
    content: html,
    attrGet: (name: string) => attributes.get(name) ?? null,
    attrSet: (name: string, value: string) => void attributes.set(name, value),
  };
  const rules: MarkdownIt['renderer']['rules'] = {
    image: ([one]) => `<img src="${one?.attrGet('src')}">`,
    html_block: ([one]) => one?.content ?? '',
  };
  const images = privateImages();
  const links = createSignedLinks({ privateImages: async () => images, onSigned, onTrouble });
  showPrivateImages({ renderer: { rules } }, links);
  const render = (rule: 'image' | 'html_block') =>
    rules[rule]?.([token], 0, {}, {}, { renderToken: () => '' }) ?? '';
  return { render, onSigned, onTrouble };
}

const image = `${publicBaseUrl}/a.png`;

describe('the preview', () => {
  it('shows an image of a private bucket by a signed link, as soon as there is one', async () => {
    const { render, onSigned } = preview(image);
    expect(render('image')).toBe(`<img src="${image}">`);
    await until(() => onSigned.mock.calls.length === 1);
    const signed = render('image');
    expect(signed).toMatch(/^<img src="https:\/\/s3\.example\/diary\/a\.png\?X-Amz-/);
    expect([render('image'), onSigned.mock.calls.length]).toEqual([signed, 1]);
  });

  it('shows it in HTML, too, and leaves the rest of the HTML alone', async () => {
    const html = `<p title="src='x'"><img alt="a" src='${image}' width="3"><img src="b.png"></p>`;
    const { render, onSigned } = preview(image, html);
    render('html_block');
    await until(() => onSigned.mock.calls.length === 1);
    expect(render('html_block')).toMatch(
      /^<p title="src='x'"><img alt="a" src="https:\/\/s3\.example\/diary\/a\.png\?X-Amz-[^"]+" width="3"><img src="b.png"><\/p>$/,
    );
  });

  it.each(['https://elsewhere.example/a.png', 'pics/a.png', 'data:image/png;base64,AA=='])(
    'shows %s as it is, and is not drawn twice for it',
    async (link) => {
      const { render, onSigned } = preview(link);
      render('image');
      await until(() => render('image') === `<img src="${link}">`);
      expect(onSigned).not.toHaveBeenCalled();
    },
  );

  it('goes on without private images when keys cannot be had, and does not ask without end', async () => {
    const onTrouble = vi.fn();
    const links = createSignedLinks({
      privateImages: () => Promise.reject(new Error('locked')),
      onSigned: () => expect.unreachable(),
      onTrouble,
    });
    expect(links.shown(image)).toBe(image);
    await until(() => onTrouble.mock.calls.length === 1);
  });

  it('asks once for all the images of a page', async () => {
    const load = vi.fn(async () => privateImages());
    const onSigned = vi.fn();
    const links = createSignedLinks({ privateImages: load, onSigned, onTrouble: () => expect.unreachable() });
    for (const name of ['a', 'b', 'c']) links.shown(`${publicBaseUrl}/${name}.png`);
    await until(() => onSigned.mock.calls.length === 1);
    expect(load.mock.calls.length).toBe(1);
  });
});
