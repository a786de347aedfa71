import { ImbedError, type JobReport } from '@imbed/core';
import { expect, it } from 'vitest';
import type { Args } from '../args.ts';
import type { Io } from '../io.ts';
import { reportJob } from './job-report.ts';

const quietReport: JobReport = {
  notes: 0,
  changed: 0,
  steps: {},
  reused: {},
  pending: 0,
  problems: [],
  notices: [],
};

function told(report: Partial<JobReport>, options: readonly string[] = [], lang = 'C', place?: string) {
  const out: string[] = [];
  const err: string[] = [];
  const args: Args = {
    operands: [],
    has: (name) => options.includes(name),
    value: () => place,
    values: () => [],
  };
  const io = {
    env: { LANG: lang },
    platform: 'linux',
    print: (text: string) => void out.push(text),
    warn: (text: string) => void err.push(text),
  } as unknown as Io;
  const code = reportJob({ ...quietReport, ...report }, [], args, io);
  return { code, stdout: out.join(''), stderr: err.join('') };
}

const busy: Partial<JobReport> = {
  notes: 12,
  changed: 1,
  steps: { upload: 5, 're-host': 1 },
  reused: { upload: 2 },
  pending: 1,
  undo: 'undo/x.jsonl',
};

it('counts what was done apart from what was there already', () => {
  expect(told(busy).stdout).toBe(
    '12 notes read, 1 changed; 3 images uploaded; 1 image re-hosted; 2 images were there already; ' +
      '1 image waiting for "imbed sync".\n"imbed undo" puts the notes back as they were.\n',
  );
  expect(told(busy, [], 'zh_CN.UTF-8').stdout).toBe(
    '读取 12 篇笔记，已修改 1 篇；上传 3 张图片；转存 1 张图片；2 张图片无需处理；1 张图片等待“imbed sync”上传。\n' +
      '运行“imbed undo”可把笔记恢复原样。\n',
  );
});

it('tells the quarantine of objects from the trash of files', () => {
  expect(told({ steps: { quarantine: 2, trash: 1 } }).stdout).toContain(
    '1 image moved to the trash; 2 images moved to the quarantine.',
  );
});

it('has one line a problem beside the summary, and exit code 1', () => {
  const error = new ImbedError('source/not-found', { name: 'a\nb.png' });
  const run = told({
    problems: [
      { subject: 'a\nb.png?token=x', line: 3, error },
      { subject: 'x.md', error },
    ],
  });
  expect(run.code).toBe(1);
  expect(run.stderr.split('\n').length).toBe(3);
  expect(run.stderr).toMatch(/^imbed: 3: a b\.png\?token=x: .*\[source\/not-found\]\nimbed: x\.md: /);
  expect(run.stdout).toBe('0 notes read, 0 changed; 2 problems.\n');
});

it('tells notices beside the summary, too, and ends well all the same', () => {
  const error = new ImbedError('note/srcset-kept');
  const notices = [{ line: 2, subject: 'x.png', error }];
  const run = told({ notices });
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/^imbed: 2: x\.png: .*"srcset".*\[note\/srcset-kept\]\n$/);
  expect(run.stdout).toBe('0 notes read, 0 changed.\n');
  expect(JSON.parse(told({ notices }, ['json']).stdout)).toMatchObject({
    notices: [{ line: 2, subject: 'x.png', error: { code: 'note/srcset-kept' } }],
    problems: [],
  });
  expect(told({ notices }, ['quiet']).stderr).toBe('');
});

it('says of a mirror that it is one, and counts the upload', () => {
  const notices = [
    { line: 2, subject: 'x.png', mirror: 'nas', error: new ImbedError('network/timeout', { seconds: 9 }) },
  ];
  const run = told({ notices, pending: 1, steps: { upload: 1 } });
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/^imbed: 2: x\.png: no copy with "nas" yet, imbed sync tries again: .*9/);
  expect(run.stdout).toContain('1 image uploaded; 1 image waiting for "imbed sync".');
  expect(told({ notices }, [], 'zh_CN').stderr).toContain('“nas”中还没有副本');
});

it('says that a dry run changed nothing, and nothing of an undo', () => {
  const run = told(busy, ['dry-run']);
  expect(run.stdout).toContain('12 notes read, 1 would be changed');
  expect(run.stdout).toContain('Nothing was changed');
  expect(run.stdout).not.toMatch(/undo|uploaded/);
});

it('prints the command that tries again what could not be undone', () => {
  const partlyUndone = 'undo/x.jsonl.partly';
  expect(told({ partlyUndone }).stdout).toContain('again with: imbed undo undo/x.jsonl.partly\n');
  expect(told({ partlyUndone }, [], 'zh_CN', 'My notes').stdout).toContain(
    "imbed undo --in 'My notes' undo/x.jsonl.partly\n",
  );
});

it('ends with the code of an interruption when it was stopped', () => {
  const run = told({ cancelled: true });
  expect(run.code).toBe(130);
  expect(run.stdout).toContain('goes on from here');
});

it('prints one document with --json, whatever happened', () => {
  const error = new ImbedError('network/timeout', { seconds: 30 });
  const run = told({ ...busy, problems: [{ subject: 'a.png', error }] }, ['json']);
  expect(JSON.parse(run.stdout)).toMatchObject({
    dryRun: false,
    cancelled: false,
    notes: 12,
    steps: { upload: 5 },
    undo: 'undo/x.jsonl',
    problems: [{ subject: 'a.png', error: { code: 'network/timeout' } }],
  });
});

it('is silent about success when asked to', () => {
  expect(told(busy, ['quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
});
