import { describe, expect, it } from 'vitest';
import { expiryClasses, lifecycleRules, withExpiryRule } from './lifecycle.ts';

const document = (...rules: string[]) => `<LifecycleConfiguration>${rules.join('')}</LifecycleConfiguration>`;
const rule = (
  id: string,
  prefix: string,
  rest = '<Expiration><Days>1</Days></Expiration>',
  status = 'Enabled',
) => `<Rule><ID>${id}</ID><Prefix>${prefix}</Prefix><Status>${status}</Status>${rest}</Rule>`;

describe('the expiry rule of a class', () => {
  it.each(expiryClasses)('is made where there are no rules: %s', (expires) => {
    const [made, ...others] = lifecycleRules(withExpiryRule(undefined, expires));
    const days = Number.parseInt(expires, 10);
    const id = `imbed-expire-${expires}`;
    expect(made).toEqual({ id, prefix: `tmp/${expires}/`, enabled: true, partial: false, days });
    expect(others).toEqual([]);
  });

  it('leaves the others as they are written, whatever is in them', () => {
    const theirs = [
      '<Rule>\n  <ID>a &amp; b</ID><Filter><And><Prefix>x/</Prefix><Tag><Key>k</Key></Tag></And></Filter>',
      '<Status>Enabled</Status><AtimeBase>7</AtimeBase><Transition><Days>3</Days></Transition></Rule>',
    ].join('');
    expect(withExpiryRule(document(theirs), '1d')).toContain(theirs);
  });

  it.each([
    ['by us', rule('imbed-expire-1d', 'tmp/1d/')],
    ['by others', rule('cleanup', 'tmp/1d/')],
    [
      'with a filter',
      '<Rule><ID>x</ID><Filter><Prefix>tmp/1d/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>',
    ],
  ])('is not made again when it was made %s', (_, made) => {
    expect(withExpiryRule(document(made), '1d')).toBeUndefined();
  });

  it.each([
    ['disabled', rule('imbed-expire-1d', 'tmp/1d/', undefined, 'Disabled')],
    ['of other days', rule('imbed-expire-1d', 'tmp/1d/', '<Expiration><Days>9</Days></Expiration>')],
    ['of another prefix', rule('imbed-expire-1d', 'tmp/')],
  ])('takes the place of one of ours that is %s', (_, broken) => {
    const rules = lifecycleRules(withExpiryRule(document(rule('theirs', 'a/'), broken), '1d'));
    expect(rules.map(({ id, days, enabled }) => [id, days, enabled])).toEqual([
      ['theirs', 1, true],
      ['imbed-expire-1d', 1, true],
    ]);
  });

  it.each([
    '<Filter><And><Prefix>tmp/1d/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>',
    '<Filter><And><Prefix>tmp/1d/</Prefix><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter>',
  ])('is made beside one that is for some objects only: %s', (filter) => {
    const theirs = `<Rule><ID>x</ID>${filter}<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>`;
    const made = withExpiryRule(document(theirs), '1d');
    expect(lifecycleRules(made).map(({ id, partial }) => [id, partial])).toEqual([
      ['x', true],
      ['imbed-expire-1d', false],
    ]);
    // Amazon S3 takes no configuration with both kinds.
    expect(made).toContain('<Filter><Prefix>tmp/1d/</Prefix></Filter>');
  });

  it('does not take a rule that does something else after days for expiry', () => {
    const moving = rule('m', 'tmp/1d/', '<Transition><Days>1</Days></Transition>');
    expect(lifecycleRules(document(moving))[0]?.days).toBeUndefined();
    expect(withExpiryRule(document(moving), '1d')).toBeDefined();
  });
});
