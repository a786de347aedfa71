import {
  createPrompt,
  isEnterKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useState,
} from '@inquirer/core';

export interface LineConfig {
  readonly message: string;
  /** Stands in the line to begin with, and can be edited. */
  readonly initial: string;
  /** What is wrong with a line; empty when nothing is. */
  problem(line: string): string | Promise<string>;
  /** What the line comes to, shown below it while it is typed. */
  preview?(line: string): Promise<string>;
}

/** One line of text. */
export const linePrompt = createPrompt<string, LineConfig>((config, done) => {
  const theme = makeTheme();
  const [status, setStatus] = useState<'idle' | 'checking' | 'done'>('idle');
  const [line, setLine] = useState(config.initial);
  const [problem, setProblem] = useState('');
  const [preview, setPreview] = useState('');
  const prefix = usePrefix({ status, theme });
  useEffect((readline) => {
    readline.write(config.initial);
  }, []);
  useEffect(() => {
    let current = true;
    void config.preview?.(line).then((text) => {
      if (current) setPreview(text);
    });
    return () => {
      current = false;
    };
  }, [line]);
  useKeypress(async (key, readline) => {
    if (status !== 'idle') return;
    if (!isEnterKey(key)) {
      setLine(readline.line);
      setProblem('');
      return;
    }
    const answer = line.trim();
    setStatus('checking');
    const wrong = await config.problem(answer);
    setProblem(wrong);
    if (wrong === '') {
      setLine(answer);
      setStatus('done');
      done(answer);
    } else {
      // Enter has emptied the line of the terminal.
      readline.write(line);
      setStatus('idle');
    }
  });
  const message = theme.style.message(config.message, status);
  if (status === 'done') return `${prefix} ${message} ${theme.style.answer(line)}`;
  const below = problem === '' ? preview : theme.style.error(problem);
  return [`${prefix} ${message} ${line}`, below];
});
