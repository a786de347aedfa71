import { Format, SingleBar } from 'cli-progress';

/** A bar in our looks, wiped when it is over. @param format as cli-progress has it, `imbed {bar} {percentage}%` */
export function createBar(terminal: NodeJS.WriteStream, format: string): SingleBar {
  return new SingleBar({
    stream: terminal,
    format,
    barCompleteChar: '=',
    barIncompleteChar: ' ',
    barGlue: '',
    formatBar: (progress, options) => `[${Format.BarFormat(progress, options)}]`,
    clearOnComplete: true,
    hideCursor: false,
    gracefulExit: false,
    fps: 10,
  });
}
