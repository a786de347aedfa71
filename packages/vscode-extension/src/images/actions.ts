import { CodeAction, CodeActionKind, CodeLens, l10n, type Range, type TextDocument } from 'vscode';
import { imageAt, type LinkedImage, linkedImage, rangeIn } from './note-images.ts';
import { argumentOf, type Offer, offersFor } from './offers.ts';
import type { Sights } from './sights.ts';

/** Of the image under the cursor. */
export async function codeActions(
  document: TextDocument,
  range: Range,
  sights: Sights,
): Promise<CodeAction[]> {
  const reference = imageAt(document, document.offsetAt(range.start));
  const [sight] =
    reference === undefined ? [] : await sights.of(document, (one) => one.target === reference.target);
  if (sight === undefined) return [];
  const image = linkedImage(document, sight.reference);
  return withoutStyles(offersFor(sight.kind)).map((offer) => {
    const action = new CodeAction(offer.title, CodeActionKind.Empty.append('imbed'));
    action.command = commandOf(offer, image);
    return action;
  });
}

/** Above every image. */
export async function codeLenses(document: TextDocument, sights: Sights): Promise<CodeLens[]> {
  return (await sights.of(document)).flatMap(({ kind, reference }) =>
    withoutStyles(offersFor(kind)).map(
      (offer) =>
        new CodeLens(rangeIn(document, reference), commandOf(offer, linkedImage(document, reference))),
    ),
  );
}

/** There is little room: in which style to copy is asked later. */
function withoutStyles(offers: readonly Offer[]): readonly Offer[] {
  const others = offers.filter(({ command }) => !command.startsWith('imbed.copy'));
  if (others.length === offers.length) return offers;
  return [...others, { icon: 'copy', title: l10n.t('Copy link…'), command: 'imbed.copyLink' }];
}

function commandOf({ title, command }: Offer, image: LinkedImage) {
  return { title, command, arguments: [argumentOf(image)] };
}
