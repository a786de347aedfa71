import type { App, Plugin } from 'obsidian';
import { IMAGES_VIEW, ImagesView } from './images-view.ts';
import type { PaneInit } from './pane-init.ts';

/** A command and an icon that open the pane in the right side bar; on phones it is the one that slides in. */
export function registerImagesPane(plugin: Plugin, init: PaneInit): void {
  const { pane } = init.tell.words;
  const open = () => void openImagesPane(plugin.app);
  plugin.registerView(IMAGES_VIEW, (leaf) => new ImagesView(leaf, init));
  plugin.addCommand({ id: 'open-images', name: pane.open, icon: 'images', callback: open });
  plugin.addRibbonIcon('images', pane.open, open);
}

export async function openImagesPane({ workspace }: App): Promise<void> {
  await workspace.ensureSideLeaf(IMAGES_VIEW, 'right', { active: true, reveal: true });
}
