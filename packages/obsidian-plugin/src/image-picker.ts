import { type App, FuzzySuggestModal, type TFile } from 'obsidian';
import { imagesOf } from './adapters/vault-image-source.ts';

/** Lets a person choose one of the vault's images. */
export class ImagePicker extends FuzzySuggestModal<TFile> {
  readonly #onChoose: (file: TFile) => void;

  constructor(app: App, placeholder: string, onChoose: (file: TFile) => void) {
    super(app);
    this.#onChoose = onChoose;
    this.setPlaceholder(placeholder);
  }

  override getItems(): TFile[] {
    return imagesOf(this.app.vault);
  }

  override getItemText(file: TFile): string {
    return file.path;
  }

  override onChooseItem(file: TFile): void {
    this.#onChoose(file);
  }
}
