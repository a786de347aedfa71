import type { MessageLocale, StepKind } from '@imbed/core';

/** How a job's report reads. Counts are whole numbers, 0 included. */
export interface JobWords {
  readonly steps: Readonly<Record<StepKind, string>>;
  stepCount(kind: StepKind, count: number): string;
  /** Images for which nothing was left to do. */
  reused(count: number): string;
  notes(read: number, changed: number, dryRun: boolean): string;
  pending(count: number): string;
  problems(count: number): string;
  /** @param message why the mirror has no copy */
  mirror(profile: string, message: string): string;
  /** With `{notes}`, `{done}` and `{images}` for what a bar counts. */
  readonly progress: string;
  readonly undoHint: string;
  /** @param command that undoes what was left */
  partlyUndone(command: string): string;
  /** @param command for another folder that keeps records of its own */
  elsewhere(command: string): string;
  readonly dryRunHint: string;
  readonly stopped: string;
  readonly separator: string;
  readonly end: string;
}

export function jobWords(locale: MessageLocale): JobWords {
  return locale === 'zh-CN' ? chinese : english;
}

const english: JobWords = {
  steps: {
    upload: 'upload',
    're-host': 're-host',
    download: 'download',
    copy: 'copy',
    link: 'link',
    record: 'record',
    trash: 'move to the trash',
    quarantine: 'move to the quarantine',
    restore: 'restore',
    forget: 'give up',
  },
  stepCount: (kind, count) => `${some(count, 'image')} ${englishPast[kind]}`,
  reused: (count) => `${some(count, 'image')} ${count === 1 ? 'was' : 'were'} there already`,
  notes: (read, changed, dryRun) =>
    `${some(read, 'note')} read, ${changed} ${dryRun ? 'would be changed' : 'changed'}`,
  pending: (count) => `${some(count, 'image')} waiting for "imbed sync"`,
  problems: (count) => some(count, 'problem'),
  mirror: (profile, message) => `no copy with "${profile}" yet, imbed sync tries again: ${message}`,
  progress: 'notes {notes}, images {done} of {images}',
  undoHint: '"imbed undo" puts the notes back as they were.',
  partlyUndone: (command) =>
    `What stayed can be tried again with: ${command}\nWithout a name, "imbed undo" goes on with the job before.`,
  elsewhere: (command) => `Another folder has records of its own; for those: ${command}`,
  dryRunHint: 'Nothing was changed: this was a dry run.',
  stopped: 'Stopped before the end; the same command goes on from here.',
  separator: '; ',
  end: '.',
};

const englishPast: Readonly<Record<StepKind, string>> = {
  upload: 'uploaded',
  're-host': 're-hosted',
  download: 'downloaded',
  copy: 'copied',
  link: 'linked anew',
  record: 'recorded',
  trash: 'moved to the trash',
  quarantine: 'moved to the quarantine',
  restore: 'restored',
  forget: 'given up',
};

function some(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const chinese: JobWords = {
  steps: {
    upload: '上传',
    're-host': '转存',
    download: '下载',
    copy: '复制',
    link: '改链接',
    record: '登记',
    trash: '移入回收站',
    quarantine: '移入隔离区',
    restore: '恢复',
    forget: '放弃',
  },
  stepCount: (kind, count) => `${chinesePast[kind]} ${count} 张图片`,
  reused: (count) => `${count} 张图片无需处理`,
  notes: (read, changed, dryRun) => `读取 ${read} 篇笔记，${dryRun ? '将修改' : '已修改'} ${changed} 篇`,
  pending: (count) => `${count} 张图片等待“imbed sync”上传`,
  problems: (count) => `${count} 个问题`,
  mirror: (profile, message) => `“${profile}”中还没有副本，imbed sync 会重试：${message}`,
  progress: '笔记 {notes} 篇，图片 {done}/{images} 张',
  undoHint: '运行“imbed undo”可把笔记恢复原样。',
  partlyUndone: (command) =>
    `未能恢复的部分可以这样重试：${command}\n不指定名称时，“imbed undo”会接着撤销更早的任务。`,
  elsewhere: (command) => `另一个文件夹有自己的记录；要处理它，请运行：${command}`,
  dryRunHint: '这是预演，没有做任何修改。',
  stopped: '提前停止；再次运行同一命令即可接着做。',
  separator: '；',
  end: '。',
};

const chinesePast: Readonly<Record<StepKind, string>> = {
  upload: '上传',
  're-host': '转存',
  download: '下载',
  copy: '复制',
  link: '改写链接',
  record: '登记',
  trash: '移入回收站',
  quarantine: '移入隔离区',
  restore: '恢复',
  forget: '放弃',
};
