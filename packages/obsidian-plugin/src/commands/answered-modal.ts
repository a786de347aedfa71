import { type App, ButtonComponent, Modal } from 'obsidian';

/** A question that is answered with yes, or in any other way with no. */
export class AnsweredModal extends Modal {
  readonly #resolve: (answer: boolean) => void;

  constructor(app: App, title: string, resolve: (answer: boolean) => void) {
    super(app);
    this.#resolve = resolve;
    this.setTitle(title);
  }

  /** The buttons, below everything that was added before, and the question on the screen. */
  ask(yes: string, no: string, isDestructive = false): void {
    const buttons = this.contentEl.createDiv('modal-button-container');
    const agree = new ButtonComponent(buttons).setButtonText(yes).onClick(() => this.#answer());
    if (isDestructive) agree.setDestructive();
    else agree.setCta();
    new ButtonComponent(buttons).setButtonText(no).onClick(() => this.close());
    this.open();
  }

  #answer(): void {
    this.#resolve(true);
    this.close();
  }

  /** After an answer this says nothing. */
  override onClose(): void {
    this.#resolve(false);
  }
}

/** @returns whether the person agrees to something that takes away */
export function asked(app: App, question: string, yes: string, no: string): Promise<boolean> {
  return new Promise((resolve) => new AnsweredModal(app, question, resolve).ask(yes, no, true));
}
