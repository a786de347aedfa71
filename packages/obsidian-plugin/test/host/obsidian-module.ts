import type * as O from 'obsidian';
import { App, type HostOptions, Plugin } from './app.ts';
import { Editor, editorInfoField } from './editor.ts';
import { Component, Events } from './events.ts';
import { TAbstractFile, TFile, TFolder } from './files.ts';
import { MarkdownView } from './markdown-view.ts';
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
    ...{ editorInfoField, requestUrl, getLanguage: () => language, setIcon, setTooltip },
    Platform: strict(Platform, 'Platform'),
  };
  return strict(members, 'obsidian');
}

function setIcon(parent: HTMLElement, icon: string): void {
  parent.setAttribute('data-icon', icon);
}

function setTooltip(element: HTMLElement, text: string): void {
  element.setAttribute('aria-label', text);
}
