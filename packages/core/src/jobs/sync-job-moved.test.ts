import { describe, expect, it } from 'vitest';
import { pathOf } from '../testing/job-under-test.ts';
import { jobOffline } from '../testing/offline-job.ts';
import { pngOf } from '../testing/upload-under-test.ts';
import { runSyncJob } from './sync-job.ts';

const cat = pngOf('cat');
const link = '![](https://main.test/cat.png)';

describe('sync, after files were moved or replaced', () => {
  it('finds notes that were renamed or moved since, with their picture or without', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](img/cat.png)', 'img/cat.png': cat });
    workspace.put('a.md', undefined);
    workspace.put('deep/er/b.md', '![](img/cat.png)');
    workspace.put('c.md', '![](<img/cat.png> "moved too")');
    workspace.put('deep/d.md', '![](../img/cat.png)');
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 3, problems: [] });
    expect(workspace.text('deep/er/b.md')).toBe(link);
    expect(workspace.text('c.md')).toBe('![](https://main.test/cat.png "moved too")');
    expect(workspace.text('deep/d.md')).toBe(link);
  });

  it('finds pictures that were moved and renamed since', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](cat.png)', 'cat.png': cat });
    workspace.put('cat.png', undefined);
    workspace.put('animals/tom.png', cat);
    workspace.put('animals/other.png', pngOf('dog'));
    workspace.put('a.md', '![](animals/tom.png) ![](animals/other.png)');
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('a.md')).toBe(`${link} ![](animals/other.png)`);
    expect(await host.ledger.localAt(pathOf('animals/tom.png'))).toBeDefined();
  });

  it('leaves a dead reference alone when another picture has that name', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](img/cat.png)', 'img/cat.png': cat });
    workspace.put('b/img/cat.png', pngOf('another cat'));
    workspace.put('moved/x/c.md', '![](pictures/cat.png)');
    network.restore();
    await runSyncJob(host);
    expect(workspace.text('a.md')).toBe(link);
    expect(workspace.text('moved/x/c.md')).toBe('![](pictures/cat.png)');
  });

  it('finds the picture of a note that moved, also when the entry knows another note that shows it', async () => {
    const { host, workspace, network } = await jobOffline({
      'in/n.md': '![](assets/cat.png)',
      'b.md': '![](in/assets/cat.png)',
      'in/assets/cat.png': cat,
    });
    workspace.put('in/n.md', undefined);
    workspace.put('moved.md', '![](assets/cat.png)');
    network.restore();
    await runSyncJob(host);
    expect(workspace.text('moved.md')).toBe(link);
  });

  it('leaves a dead link alone that never led to the picture that has its name', async () => {
    const { host, workspace, network } = await jobOffline({ 'a/n.md': '![](image.png)', 'a/image.png': cat });
    const dead = ['![](old/place/image.png)', '![](../image.png)', '![[other/image.png]]'].join('\n');
    workspace.put('b/dead.md', dead);
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 1, problems: [] });
    expect(workspace.text('b/dead.md')).toBe(dead);
  });

  it('follows a link to where its picture was before that was moved and renamed', async () => {
    const { host, workspace, network } = await jobOffline({ 'a.md': '![](img/Cat.png)', 'img/Cat.png': cat });
    workspace.put('sub/b.md', '![](../img/cat.png) ![[img/Cat.png]]');
    workspace.put('img/Cat.png', undefined);
    workspace.put('tom.png', cat);
    network.restore();
    expect(await runSyncJob(host)).toMatchObject({ changed: 2, problems: [] });
    const url = 'https://main.test/Cat.png';
    expect(workspace.text('a.md')).toBe(`![](${url})`);
    expect(workspace.text('sub/b.md')).toBe(`![](${url}) ![](${url})`);
  });

  it('leaves a reference alone whose file is another picture by now', async () => {
    const { host, workspace, network } = await jobOffline({
      'a.md': '![](cat.png)',
      'b.md': '![](copy.png)',
      'cat.png': cat,
      'copy.png': cat,
    });
    workspace.put('cat.png', pngOf('dog'));
    network.restore();
    await runSyncJob(host);
    expect(workspace.text('a.md')).toBe('![](cat.png)');
    expect(workspace.text('b.md')).toContain('https://main.test/');
  });
});
