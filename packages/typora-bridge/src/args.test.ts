import { describe, expect, it } from 'vitest';
import { type ArgumentSpec, parseCommandArgs, UsageError } from './args.ts';

const spec: ArgumentSpec = {
  name: 'try',
  operands: 'INPUT...',
  options: [
    { name: 'profile', value: 'NAME', summary: '' },
    { name: 'on-failure', value: 'ACTION', choices: ['fail', 'keep-local'], summary: '' },
    { name: 'quiet', short: 'q', summary: '' },
  ],
};

function problem(...argv: string[]): string {
  try {
    parseCommandArgs(argv, spec);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
  }
  throw new Error('expected a usage error');
}

describe('what is understood', () => {
  it('options before, between and after operands, which keep their order', () => {
    const args = parseCommandArgs(['a', '--profile', 'blog', 'b', '-q', 'c'], spec);
    expect(args.operands).toEqual(['a', 'b', 'c']);
    expect(args.value('profile')).toBe('blog');
    expect(args.has('quiet')).toBe(true);
    expect(args.has('help')).toBe(false);
  });

  it('everything after -- is an operand, and a lone dash always is', () => {
    expect(parseCommandArgs(['-', '--', '-q', '--profile', '--'], spec).operands).toEqual([
      '-',
      '-q',
      '--profile',
      '--',
    ]);
  });

  it('a value may be joined, empty, and start with a dash when it is joined', () => {
    expect(parseCommandArgs(['--profile=--x'], spec).value('profile')).toBe('--x');
    expect(parseCommandArgs(['--profile='], spec).value('profile')).toBe('');
    expect(parseCommandArgs(['--profile', ''], spec).value('profile')).toBe('');
  });

  it('the last of several values counts', () => {
    expect(parseCommandArgs(['--profile', 'a', '--profile=b'], spec).value('profile')).toBe('b');
  });
});

describe('what is refused, and how', () => {
  it('an unknown option, with the nearest one', () => {
    expect(problem('--profil', 'x')).toBe('unknown option --profil; did you mean --profile?');
    expect(problem('--zzzzzz')).toBe('unknown option --zzzzzz');
    expect(problem('-x')).toBe('unknown option -x');
  });

  it('an option without its value', () => {
    expect(problem('--profile')).toContain('needs a value: --profile NAME');
    expect(problem('--profile', '--quiet', 'a')).toContain('needs a value');
  });

  it('a flag with a value', () => {
    expect(problem('--quiet=yes')).toContain('takes no value');
  });

  it('a value that is no choice', () => {
    expect(problem('--on-failure', 'ignore')).toBe('option --on-failure must be one of: fail, keep-local');
  });

  it('an argument where there are none', () => {
    expect(() => parseCommandArgs(['x'], { ...spec, operands: '' })).toThrow('takes no argument: x');
  });
});
