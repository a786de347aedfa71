import { correction, generate } from 'lean-qr';

/** Modules of light around the code; four are asked for, and two do for every reader there is today. */
const MARGIN = 2;

/** A QR code of half blocks, dark on light whatever the colours of the terminal are. */
export interface QrCode {
  readonly lines: readonly string[];
  /** In characters. */
  readonly width: number;
}

export function qrCode(text: string): QrCode {
  // A link is long and a screen is not scratched.
  const code = generate(text, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.L });
  const lines: string[] = [];
  for (let y = -MARGIN; y < code.size + MARGIN; y += 2) {
    let line = '';
    for (let x = -MARGIN; x < code.size + MARGIN; x += 1) line += half(code.get(x, y), code.get(x, y + 1));
    lines.push(`\u001b[97;40m${line}\u001b[0m`);
  }
  return { lines, width: code.size + 2 * MARGIN };
}

/** Two modules above each other in one character: what is light is drawn, on black. */
function half(upperIsDark: boolean, lowerIsDark: boolean): string {
  if (upperIsDark) return lowerIsDark ? ' ' : '▄';
  return lowerIsDark ? '▀' : '█';
}
