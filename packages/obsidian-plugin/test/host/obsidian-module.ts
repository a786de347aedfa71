import type * as O from 'obsidian';
import { App, type HostOptions, Plugin } from './app.ts';
import { Editor, editorInfoField } from './editor.ts';
import { Component, Events, guarded } from './events.ts';
import { TAbstractFile, TFile, TFolder } from './files.ts';
import { ItemView } from './item-view.ts';
import { MarkdownView } from './markdown-view.ts';
import { getLinkpath } from './metadata-cache.ts';
import { requestUrl } from './request-url.ts';
import { strict } from './strict.ts';
import * as ui from './ui.ts';

/** What `require('obsidian')` gives to a plugin. */
export function obsidianModule({ platform, language }: HostOptions): object {
  const isDesktop = platform === 'desktop';
  const Platform: Partial<typeof O.Platform> = {
    isDesktop,
    isDesktopApp: isDesktop,
    isMobile: !isDesktop,
    isMobileApp: !isDesktop,
    isPhone: !isDesktop,
    isIosApp: platform === 'ios',
    isAndroidApp: platform === 'android',
  };
  const { Notice, Menu, MenuItem, Modal, FuzzySuggestModal, Setting, PluginSettingTab } = ui;
  const members: Partial<Record<keyof typeof O, unknown>> = {
    ...{ App, Plugin, Editor, Component, Events, TAbstractFile, TFile, TFolder, MarkdownView },
    ...{ Notice, Menu, MenuItem, Modal, FuzzySuggestModal, Setting, PluginSettingTab },
    ...{ ButtonComponent: ui.ButtonComponent, SecretComponent: ui.SecretComponent },
    ...{ ItemView, getLinkpath, debounce },
    ...{ editorInfoField, requestUrl, getLanguage: () => language, setIcon, setTooltip },
    Platform: strict(Platform, 'Platform'),
  };
  return strict(members, 'obsidian');
}

/** Late calls count when `resetTimer` says so, else the first one does. */
function debounce(run: () => unknown, timeout = 0, resetTimer = false): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    if (timer !== undefined && !resetTimer) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      guarded(run);
    }, timeout);
  };
}

function setIcon(parent: HTMLElement, icon: string): void {
  parent.setAttribute('data-icon', icon);
}

function setTooltip(element: HTMLElement, text: string): void {
  element.setAttribute('aria-label', text);
}
