import {
  createTargetResolver,
  formatImageLink,
  type ImageReference,
  type LinkStyle,
  targetKind,
  toImbedError,
  type WorkspacePath,
} from '@imbed/core';
import { type App, FuzzySuggestModal } from 'obsidian';
import type { Session } from '../session.ts';
import type { Tell } from '../tell.ts';

/** What can be had of an image for elsewhere. */
export const linkForms = ['markdown', 'html', 'url', 'wiki'] as const;
export type LinkForm = (typeof linkForms)[number];

export interface CopyLinkInit {
  readonly app: App;
  readonly tell: Tell;
  /** Throws `config/*`. */
  readonly session: () => Session;
}

/** An image as it is to be linked. */
export type Linked = Pick<ImageReference, 'target' | 'alt' | 'title' | 'size' | 'syntax'>;

/** Puts a link into the clipboard, or says why there is none. Never rejects. */
export async function copyLink(
  init: CopyLinkInit,
  image: Linked,
  note: WorkspacePath | undefined,
  form: LinkForm,
): Promise<void> {
  const { tell } = init;
  try {
    const link = await linkOf(init, image, note, form);
    if (link === undefined) return tell.info(tell.words.notUploadedYet);
    await navigator.clipboard.writeText(link);
    tell.info(tell.words.linkCopied);
  } catch (error) {
    tell.problem('', toImbedError(error));
  }
}

/** Asks in which form. */
export function chooseLink(init: CopyLinkInit, image: Linked, note: WorkspacePath): void {
  new LinkFormPicker(init, image, note).open();
}

/** A file of the vault is linked by its address in the store, where it has one: elsewhere its path says nothing. */
async function linkOf(
  init: CopyLinkInit,
  image: Linked,
  note: WorkspacePath | undefined,
  form: LinkForm,
): Promise<string | undefined> {
  const { target, alt, title, size } = image;
  if (form === 'wiki')
    return targetKind(target) === 'local' ? formatImageLink({ alt: size ?? '', target }, 'wiki') : undefined;
  const url =
    targetKind(target) === 'remote' ? target : note && (await storedUrl(init.session(), image, note));
  if (form === 'url' || url === undefined) return url;
  const link = {
    alt,
    target: url,
    ...(title !== undefined && { title }),
    ...(size !== undefined && { size }),
  };
  const style: LinkStyle = form;
  return formatImageLink(link, style);
}

async function storedUrl(
  session: Session,
  reference: Linked,
  note: WorkspacePath,
): Promise<string | undefined> {
  const { workspace, ledger } = session.jobHost();
  const file = await createTargetResolver(workspace).locate(note, reference);
  const local = file?.kind === 'inside' ? await ledger.localAt(file.path) : undefined;
  const [stored] = local ? await ledger.find(local.sha256) : [];
  return stored?.url;
}

class LinkFormPicker extends FuzzySuggestModal<LinkForm> {
  readonly #init: CopyLinkInit;
  readonly #image: Linked;
  readonly #note: WorkspacePath;

  constructor(init: CopyLinkInit, image: Linked, note: WorkspacePath) {
    super(init.app);
    this.#init = init;
    this.#image = image;
    this.#note = note;
    this.setPlaceholder(init.tell.words.copyLinkAs);
  }

  override getItems(): LinkForm[] {
    const isLocal = targetKind(this.#image.target) === 'local';
    return linkForms.filter((form) => form !== 'wiki' || isLocal);
  }

  override getItemText(form: LinkForm): string {
    return this.#init.tell.words.copyAs[form];
  }

  override onChooseItem(form: LinkForm): void {
    void copyLink(this.#init, this.#image, this.#note, form);
  }
}
