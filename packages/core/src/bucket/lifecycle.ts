import { escapeXml, xmlElements, xmlField } from '../store/xml.ts';

/** Days after which the objects of a class are gone. */
export const expiryDays = { '1d': 1, '7d': 7, '30d': 30 } as const;

/** After how many days objects are removed: `1d`, `7d` or `30d`. */
export type ExpiryClass = keyof typeof expiryDays;

export const expiryClasses = Object.keys(expiryDays) as readonly ExpiryClass[];

/** Where the objects of a class lie, such as `tmp/7d/`: rules of a bucket go by prefix. */
export function expiryPrefix(expires: ExpiryClass): string {
  return `tmp/${expires}/`;
}

/** What a rule of the bucket does, as far as it concerns expiry; rules of others may do more. */
export interface LifecycleRule {
  /** Empty where it has none. */
  readonly id: string;
  /** Beginning of the keys that it is for; empty for all. */
  readonly prefix: string;
  readonly enabled: boolean;
  /** It is for some of the objects below the prefix only, e.g. those with a tag. */
  readonly partial: boolean;
  /** After how many days objects are removed; `undefined` when the rule does something else. */
  readonly days: number | undefined;
}

/** The rules in a bucket's configuration; `undefined` is a bucket without one. */
export function lifecycleRules(configuration: string | undefined): readonly LifecycleRule[] {
  return xmlElements(configuration ?? '', 'Rule').map((rule) => {
    const [expiration = ''] = xmlElements(rule, 'Expiration');
    const days = Number(xmlField(expiration, 'Days') ?? Number.NaN);
    return {
      id: xmlField(rule, 'ID') ?? '',
      prefix: xmlField(rule, 'Prefix') ?? '',
      enabled: xmlField(rule, 'Status') === 'Enabled',
      partial: /<(?:\w+:)?(?:Tag|ObjectSizeGreaterThan|ObjectSizeLessThan|Not)>/.test(rule),
      days: Number.isNaN(days) ? undefined : days,
    };
  });
}

/**
 * The configuration with a rule for the class; `undefined` when there is one already. The text of the others stays as
 * it is: stores have elements of their own, which parsing and writing them anew would lose.
 */
export function withExpiryRule(configuration: string | undefined, expires: ExpiryClass): string | undefined {
  const prefix = expiryPrefix(expires);
  const days = expiryDays[expires];
  const works = (rule: LifecycleRule) =>
    rule.prefix === prefix && rule.enabled && !rule.partial && rule.days === days;
  if (lifecycleRules(configuration).some(works)) return undefined;
  const others = rulesText(configuration, ruleId(expires));
  const rule = ruleText(expires, /<(?:\w+:)?Filter[\s/>]/.test(others));
  return `<LifecycleConfiguration>${others}${rule}</LifecycleConfiguration>`;
}

function ruleId(expires: ExpiryClass): string {
  return `imbed-expire-${expires}`;
}

/**
 * With `Prefix` in the rule itself, which every store reads; some do not know `Filter`. Amazon S3 refuses both ways in
 * one configuration, so the other rules decide.
 */
function ruleText(expires: ExpiryClass, filtered: boolean): string {
  const prefix = `<Prefix>${escapeXml(expiryPrefix(expires))}</Prefix>`;
  return [
    `<Rule><ID>${ruleId(expires)}</ID>${filtered ? `<Filter>${prefix}</Filter>` : prefix}`,
    `<Status>Enabled</Status><Expiration><Days>${expiryDays[expires]}</Days></Expiration></Rule>`,
  ].join('');
}

/** All rules as they are written, but for one of ours that somebody changed or disabled. */
function rulesText(configuration: string | undefined, id: string): string {
  const rules = xmlElements(configuration ?? '', 'Rule').filter((rule) => xmlField(rule, 'ID') !== id);
  return rules.map((rule) => `<Rule>${rule}</Rule>`).join('');
}
