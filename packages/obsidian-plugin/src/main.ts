import { acceptedPlan, runSyncJob } from '@imbed/core';
import { getLanguage, getLinkpath, Platform, Plugin, requestUrl, type TFile } from 'obsidian';
import { openNotesOf } from './adapters/open-notes.ts';
import { createChanges } from './changes.ts';
import { asked } from './commands/answered-modal.ts';
import { registerImageCommands } from './commands/image-commands.ts';
import { registerJobCommands } from './commands/job-commands.ts';
import { registerRetryFailed } from './commands/retry-failed.ts';
import { runJob } from './commands/run-job.ts';
import { registerSwitchProfile } from './commands/switch-profile.ts';
import { showTest } from './commands/test-connection.ts';
import { registerThisImage } from './commands/this-image.ts';
import { deviceLimits } from './device-limits.ts';
import { createEditorViews } from './editor/editor-views.ts';
import { pillExtension } from './editor/pills.ts';
import { placeholderMarks } from './editor/placeholder.ts';
import { openImagesPane, registerImagesPane } from './pane/images-pane.ts';
import { isSetUp, type PluginData, readPluginData } from './plugin-data.ts';
import { registerPrivatePictures } from './private-pictures.ts';
import { createSessions, type Session, type Sessions, type Surroundings } from './session.ts';
import { withoutPlainKeys } from './settings/secret-keeping.ts';
import { ImbedSettingTab } from './settings/settings-tab.ts';
import { registerStatusBar } from './status-bar.ts';
import { createTell } from './tell.ts';
import { createDrafts } from './uploads/drafts.ts';
import { registerInserted } from './uploads/inserted.ts';
import { sweepDrafts } from './uploads/sweep-drafts.ts';
import { registerPasteAndDrop } from './uploads/take.ts';
import { createUploads } from './uploads/uploads.ts';

/** Life cycle only: events and commands in, core does the rest. */
export default class ImbedPlugin extends Plugin {
  data: PluginData = readPluginData(undefined);
  /** Of the settings and of the ledger. */
  readonly changes = createChanges();
  readonly #tell = createTell(getLanguage(), (profile) => this.#test(profile));
  #test: (profile?: string) => void = () => undefined;
  readonly #firstRead = Promise.withResolvers<void>();
  #isRead = false;

  /** Nothing is read here and nothing waited for: Obsidian starts one plugin after the other. */
  override onload(): void {
    const { vault, workspace, fileManager, metadataCache } = this.app;
    const { changes } = this;
    const tell = this.#tell;
    const ready = this.#firstRead.promise;
    const findOpenNote = openNotesOf(workspace);
    const limits = deviceLimits(Platform.isMobileApp);
    const ownFiles = new Set<string>();
    const surroundings: Surroundings = {
      ...{ vault, requestUrl, limits, findOpenNote, onLedgerChange: changes.changed },
      willCreate: (path) => ownFiles.add(path),
      linkedFile: (target, note) => metadataCache.getFirstLinkpathDest(getLinkpath(target), note),
      attachmentPath: (name, note) => fileManager.getAvailablePathForAttachment(name, note),
      getSecret: (name) => this.app.secretStorage.getSecret(name),
    };
    const sessions = createSessions(surroundings);
    const session = () => this.session(sessions);
    const views = createEditorViews();
    const drafts = createDrafts(sessions.workspace, vault.adapter);
    const planOf = (note: TFile, text: string) => acceptedPlan({ path: note.path, text }, session().settings);
    const keeper = () => session().keeper;
    const links = () => this.data.links;
    const agree = (question: string) => asked(this.app, question, tell.words.remove, tell.words.cancel);
    const uploads = createUploads({
      ...{ links, limits, vault, fileManager, drafts, tell, keeper, views, planOf, agree },
      onChange: changes.changed,
    });
    this.register(() => void uploads.stop());
    this.registerEvent(workspace.on('quit', (tasks) => tasks.addPromise(uploads.stop())));
    this.registerEditorExtension([
      ...[placeholderMarks, views.extension],
      pillExtension({ ...uploads, words: tell.words }),
    ]);
    const taking = { limits, uploads, views, tell, planOf, isSetUp: () => isSetUp(this.data) };
    registerPasteAndDrop(this, taking);
    registerImageCommands(this, { ...taking, session });
    const jobs = { app: this.app, tell, ready, session, isSetUp: taking.isSetUp };
    registerJobCommands(this, jobs);
    registerThisImage(this, jobs);
    registerRetryFailed(this, { uploads, tell });
    registerInserted(this, {
      ...{ ...jobs, isWanted: () => this.data.uploadInserted },
      isOurs: (path) => ownFiles.has(path),
    });
    const testConnection = (profile?: string) => void showTest(jobs, profile);
    this.#test = testConnection;
    this.addCommand({
      id: 'test-connection',
      name: tell.words.testConnection,
      callback: () => testConnection(),
    });
    registerSwitchProfile(this, tell);
    registerImagesPane(this, { ...jobs, uploads, changes, findOpenNote });
    registerStatusBar(this, {
      ...{ tell, changes, testConnection: () => testConnection() },
      pendingCount: async () => (await sessions.ledger.pending()).length,
      uploadPending: () => void runJob(jobs, runSyncJob),
      openPane: () => void openImagesPane(this.app),
    });
    registerPrivatePictures(this, {
      locale: tell.locale,
      ready,
      privateImages: () => session().privateImages,
    });
    this.addSettingTab(new ImbedSettingTab(this.app, this, tell, testConnection));
    workspace.onLayoutReady(() => {
      void this.onExternalSettingsChange();
      // What cannot be looked through stays for the next start.
      sweepDrafts(vault, drafts, Date.now()).catch(() => undefined);
    });
  }

  /** Sync may bring settings of another device at any time. */
  override async onExternalSettingsChange(): Promise<void> {
    try {
      this.data = readPluginData(await this.loadData());
      this.#isRead = true;
    } catch {
      this.#isRead = false;
      this.#tell.lasting(this.#tell.words.settingsUnreadable);
    }
    if (this.#isRead) await this.#takeKeysOut();
    this.#firstRead.resolve();
    this.changes.changed();
  }

  /** Where they cannot be kept elsewhere, they stay: nobody could bring them back. */
  async #takeKeysOut(): Promise<void> {
    const saved = this.data;
    try {
      this.data = withoutPlainKeys(saved, this.app.secretStorage);
    } catch {
      this.#tell.lasting(this.#tell.words.keysNotKept);
    }
    if (this.data !== saved) await this.saveData(this.data);
  }

  /** What could not be read is not written over, which is told. @returns whether the settings are changed */
  async change(data: PluginData): Promise<boolean> {
    if (!this.#isRead) {
      this.#tell.lasting(this.#tell.words.settingsUnreadable);
      return false;
    }
    this.data = data;
    this.changes.changed();
    await this.saveData(data);
    return true;
  }

  /** Throws `config/*`. */
  private session(sessions: Sessions): Session {
    return sessions.open(this.data);
  }
}
