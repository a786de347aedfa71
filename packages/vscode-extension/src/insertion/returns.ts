import type { FormatLink } from '../languages.ts';
import type { InsertionsHost } from './insertions.ts';
import { foundPlaceholder, tokensIn } from './placeholder.ts';
import type { ArrivedImage, ShelvedImage } from './shelf.ts';
import type { Uploads } from './uploads.ts';
import type { Image, OpenNote } from './writing.ts';

/** Images whose placeholders come to light again, and which are on the shelf. */
export interface Returns<Note extends OpenNote> {
  /** One that was taken back in this window. */
  again(image: Image, note: Note): Promise<void>;
  /** Those of a note that this window does not know. */
  resume(note: Note, format: FormatLink, isInFront: boolean): Promise<void>;
  /** Nothing is waited for any more. */
  end(): void;
}

/** Why a note is looked at. */
interface Glance {
  readonly isInFront: boolean;
  /** Nobody turned to it: only time has passed. */
  readonly isByItself: boolean;
}

type ReturnsHost<Note extends OpenNote> = Pick<
  InsertionsHost<Note>,
  'shelf' | 'now' | 'isWanted' | 'openNotes' | 'onLost'
>;

/** @param images all that this window knows, by token */
export function createReturns<Note extends OpenNote>(
  { shelf, now, isWanted, openNotes, onLost }: ReturnsHost<Note>,
  images: Map<string, Image>,
  uploads: Uploads<Note>,
  settle: (image: Image, note: Note) => Promise<void>,
): Returns<Note> {
  const told = new Set<string>();
  /** Tokens that another window had: what it did with them is in its note, which may not be saved yet. */
  const othersHad = new Set<string>();
  /** When to look again for what another window has, by token. */
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const isThere = (token: string, note: Note) => openNotes().includes(note) && note.text().includes(token);

  async function again(image: Image, note: Note): Promise<void> {
    const { token } = image.placeholder;
    const claimed = await claim(token, () => again(image, note));
    if (claimed === 'others') return;
    const found = await shelf.find(token);
    if (uploads.isRunning(image)) return;
    const isWaitedFor = image.result === undefined && isThere(token, note);
    if (found !== undefined && isWaitedFor) return goOn(image, found, note);
    await shelf.release(token);
    if (claimed === 'own' && isWaitedFor) tell(note, [token], () => image);
  }

  async function goOn(image: Image, found: ShelvedImage | ArrivedImage, note: Note): Promise<void> {
    if ('source' in found) return uploads.begin({ images: [image], sources: [found.source] }, note);
    image.result = { target: found.target };
    void settle(image, note);
    await shelf.release(image.placeholder.token);
  }

  /** @returns `left` for what another window had, and is done with */
  async function claim(token: string, look: () => Promise<void>): Promise<'others' | 'own' | 'left'> {
    const claimed = await shelf.claim(token);
    if (claimed.by === 'other') {
      othersHad.add(token);
      lookAgain(token, claimed.until, look);
      return 'others';
    }
    if (claimed.fromDead) othersHad.delete(token);
    return othersHad.has(token) ? 'left' : 'own';
  }

  /** @returns whether there is no image to this token on this computer */
  async function revive(token: string, note: Note, format: FormatLink, glance: Glance): Promise<boolean> {
    const claimed = await claim(token, () => resume(note, format, { ...glance, isByItself: true }));
    if (claimed === 'others') return false;
    const found = await shelf.find(token);
    // With the link of another window its note is to be saved: an edit behind somebody's back would be in the way.
    const mayLink = claimed === 'own' || !glance.isByItself;
    const isTaken = found !== undefined && ('target' in found ? mayLink : await isWanted(note));
    if (isTaken && !images.has(token) && isThere(token, note)) {
      const { alt, placeholder: text } = found;
      const linkTo = (target: string) => format({ alt, target });
      const image: Image = { placeholder: { token, text }, alt, linkTo };
      images.set(token, image);
      await goOn(image, found, note);
    }
    if (!images.has(token)) await shelf.release(token);
    return found === undefined && claimed === 'own';
  }

  function lookAgain(token: string, at: number, look: () => Promise<void>): void {
    if (timers.has(token)) return;
    const timer = setTimeout(() => {
      timers.delete(token);
      void look();
    }, at - now());
    timers.set(token, timer);
  }

  async function resume(note: Note, format: FormatLink, glance: Glance): Promise<void> {
    const unknown = tokensIn(note.text()).filter((token) => !images.has(token));
    const areLost = await Promise.all(unknown.map((token) => revive(token, note, format, glance)));
    const lost = unknown.filter((token, index) => areLost[index] && !images.has(token));
    if (glance.isInFront) tell(note, lost, (token) => strange(token, note.text(), format));
  }

  function tell(note: Note, lost: readonly string[], imageOf: (token: string) => Image): void {
    const untold = lost.filter((token) => !told.has(token));
    for (const token of untold) told.add(token);
    if (untold.length === 0) return;
    onLost(note, () => {
      for (const image of untold.map(imageOf)) {
        images.set(image.placeholder.token, image);
        image.result = { target: undefined };
        void settle(image, note);
      }
    });
  }

  return {
    again,
    resume: (note, format, isInFront) => resume(note, format, { isInFront, isByItself: false }),
    end() {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

/** Of a placeholder that was made elsewhere. */
function strange(token: string, text: string, format: FormatLink): Image {
  return { placeholder: foundPlaceholder(token, text, format), alt: '', linkTo: () => '' };
}
