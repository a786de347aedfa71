import { describeArgument, templateUsage } from '../../packages/core/src/naming/template-help.ts';
import { templateVariables } from '../../packages/core/src/naming/template-variables.ts';
import { defaultProfile } from '../../packages/core/src/settings/defaults.ts';
import { code, table } from './markdown.mjs';

/** @type {readonly import('../../packages/core/src/naming/template-variables.ts').TemplateVariable[]} */
const variables = templateVariables;

const row = (/** @type {(typeof variables)[number]} */ variable) => [
  templateUsage(variable).split(' ').map(code).join(' '),
  variable.argument === undefined
    ? variable.description
    : `${variable.description}; ${describeArgument(variable.argument)}`,
  code(variable.example),
  code(variable.gives),
];

export const keyTemplates = `# Key templates

A key template says under which object key an image is stored. It is a setting of the profile (\`keyTemplate\`); this
is the default:

    ${defaultProfile.keyTemplate}

${table(['Variable', 'Is', 'Example', 'Gives'], variables.map(row))}

A key never starts or ends with \`/\` and never has an empty segment, \`.\` or \`..\`; a template that could make such a
key is refused when it is read, with the nearest variable that exists when one is misspelt. With a hash of the content
in the key the same picture always has the same address and is uploaded once; without one, Imbed still looks before it
puts: where other bytes are, the key gets a suffix, or the upload is refused (\`onConflict\`). What two programs put to the
same key at the same moment, only a store that refuses to overwrite keeps apart.
`;
