import type { MessageLocale } from '@imbed/core';

/** What `imbed import` says around the profiles and the notes of an import. */
export interface ImportWords {
  readonly environment: string;
  from(places: readonly string[]): string;
  profile(name: string, isNew: boolean): string;
  readonly toKnow: string;
  /** @param variables that were looked at; empty for files */
  nothing(variables: readonly string[]): string;
  known(path: string): string;
  notWritten(path: string): string;
  written(path: string): string;
}

const en: ImportWords = {
  environment: 'the environment',
  from: (places) => `From ${places.join(', ')}:`,
  profile: (name, isNew) => `Profile "${name}"${isNew ? '' : ' (there already)'}:`,
  toKnow: 'To know:',
  nothing: (variables) =>
    `Nothing to import.${variables.length === 0 ? '' : ` None of these is set together with its secret: ${variables.join(', ')}.`}`,
  known: (path) => `${path} has all of it already.`,
  notWritten: (path) => `Nothing is written; without --dry-run it would go to ${path}.`,
  written: (path) =>
    `Written to ${path}, secrets included; only you may read it. Check it with: imbed config validate`,
};

const zhCn: ImportWords = {
  environment: '环境变量',
  from: (places) => `来自 ${places.join('、')}：`,
  profile: (name, isNew) => `配置“${name}”${isNew ? '' : '（已存在）'}：`,
  toKnow: '说明：',
  nothing: (variables) =>
    `没有可导入的内容。${variables.length === 0 ? '' : `以下变量（及其密钥）都没有设置：${variables.join('、')}。`}`,
  known: (path) => `${path} 中已经全部都有。`,
  notWritten: (path) => `没有写入任何内容；去掉 --dry-run 后会写入 ${path}。`,
  written: (path) => `已写入 ${path}，包括密钥；只有您可以读取。检查命令：imbed config validate`,
};

export function importWords(locale: MessageLocale): ImportWords {
  return locale === 'zh-CN' ? zhCn : en;
}
