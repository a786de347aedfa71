import { describe, expect, test } from 'vitest';
import { imported } from '../testing/import-test-tools.ts';
import { told } from '../testing/told-issues.ts';
import { importProfiles, importPrograms } from './import-profiles.ts';

describe('files that are something else', () => {
  test.each(importPrograms.filter((program) => program !== 'env'))('%s names what is wrong', (program) => {
    for (const text of [
      '',
      '{ "picBed": { }',
      '[]',
      '{}',
      '[section]\nkey = value\n',
      'hello',
      '\u0000\u0001',
    ]) {
      const result = importProfiles(program, text);
      expect(result.ok ? [] : told(result.issues)).toEqual([
        { field: 'file', problem: expect.stringMatching(/^(is|holds) (no|not|neither) /) },
      ]);
    }
  });

  test('a slip in a file that somebody edited is told with its line', () => {
    const result = importProfiles('picgo', '{\n  "picBed": {\n    "aliyun" {}\n  }\n}');
    expect(result.ok ? '' : told(result.issues)[0]?.problem).toBe('is not JSON in line 3');
  });

  test('encrypted files say how to get at what is in them', () => {
    const rclone = importProfiles(
      'rclone',
      '# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\nZGF0YQ==\n',
    );
    expect(rclone.ok ? '' : told(rclone.issues)[0]?.problem).toContain('rclone config show');
    const siyuan = importProfiles('siyuan', 'ab12'.repeat(40));
    expect(siyuan.ok ? '' : told(siyuan.issues)[0]?.problem).toContain('conf/conf.json');
  });

  test('fields of the wrong kind are as good as empty', () => {
    const aliyun = { accessKeyId: ['a'], accessKeySecret: { b: 1 }, bucket: 'notes', area: 7, path: null };
    const found = imported('picgo', JSON.stringify({ picBed: { aliyun, proxy: [] }, uploader: 'aliyun' }));
    expect(found.profiles[0]?.profile).toMatchObject({ bucket: 'notes', credentials: { source: 'env' } });
  });
});
