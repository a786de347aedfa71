/**
 * The floor: the least that a Node.js program can do to store images as `imbed` stores them. A look at the key, a
 * put that is signed with the SHA-256 of the bytes, and the MD5 to hold the ETag against; no configuration, template,
 * ledger, retry or words for errors. CommonJS and small, so that starting it costs next to nothing.
 *
 * node bare.cjs ENDPOINT BUCKET ACCESS_KEY_ID SECRET_ACCESS_KEY FILE...
 */
const { readFileSync } = require('node:fs');
const { createHmac, hash } = require('node:crypto');

const [endpoint, bucket, accessKeyId, secretAccessKey, ...files] = process.argv.slice(2);
const [, scheme, host, hostname, port] = /^(https?):\/\/((.+):(\d+))$/.exec(endpoint);
const http = require(`node:${scheme}`);

const CONCURRENCY = 4;
const agent = new http.Agent({ keepAlive: true, maxSockets: CONCURRENCY, rejectUnauthorized: false });
const noBody = hash('sha256', '');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

const instant = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
const scope = `${instant.slice(0, 8)}/us-east-1/s3/aws4_request`;
const signingKey = scope.split('/').reduce(hmac, `AWS4${secretAccessKey}`);

function signed(method, path, sha256, more) {
  const headers = { ...more, host, 'x-amz-content-sha256': sha256, 'x-amz-date': instant };
  const names = Object.keys(headers).sort();
  const canonical = [
    method,
    path,
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256,
  ].join('\n');
  const toSign = `AWS4-HMAC-SHA256\n${instant}\n${scope}\n${hash('sha256', canonical)}`;
  const signature = hmac(signingKey, toSign).toString('hex');
  const credential = `Credential=${accessKeyId}/${scope}`;
  headers.authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return headers;
}

function send(method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ method, hostname, port, path, headers, agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function upload(file) {
  const bytes = readFileSync(file);
  const sha256 = hash('sha256', bytes);
  const path = `/${bucket}/img/${sha256.slice(0, 16)}.png`;
  const before = await send('HEAD', path, signed('HEAD', path, noBody, {}));
  if (before.statusCode !== 404) throw new Error(`HEAD answered ${before.statusCode}`);
  const headers = signed('PUT', path, sha256, { 'content-type': 'image/png', 'if-none-match': '*' });
  headers['content-length'] = bytes.length;
  const { statusCode, headers: answer } = await send('PUT', path, headers, bytes);
  if (statusCode !== 200 || answer.etag !== `"${hash('md5', bytes)}"`) throw new Error(`PUT: ${statusCode}`);
  return `${endpoint}${path}\n`;
}

async function main() {
  const links = [];
  const waiting = files.entries();
  const work = async () => {
    for (const [index, file] of waiting) links[index] = await upload(file);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  process.stdout.write(links.join(''));
  process.exit(0);
}

void main();
