// Seals a request and opens an answer with Node's crypto. Reads one JSON object from standard input, writes one.
import crypto from 'node:crypto';
import fs from 'node:fs';

const input = JSON.parse(fs.readFileSync(0, 'utf8'));
const base64 = (text) => Buffer.from(text, 'base64');

function seal({ publicKey, appSecret, clear }) {
  const key = crypto.randomBytes(16);
  const vector = crypto.randomBytes(16);
  const cipher = crypto.createCipheriv('aes-128-gcm', key, vector);
  const sealed = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const wrapped = crypto.publicEncrypt(
    { key: publicKey, padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    key,
  );
  const body = JSON.stringify({
    encrypted_flow_data: sealed.toString('base64'),
    encrypted_aes_key: wrapped.toString('base64'),
    initial_vector: vector.toString('base64'),
  });
  const signature = 'sha256=' + crypto.createHmac('sha256', appSecret).update(body).digest('hex');
  return { body, signature, key: key.toString('base64'), vector: vector.toString('base64') };
}

function open({ answer, key, vector }) {
  const bytes = base64(answer);
  const inverted = base64(vector).map((byte) => ~byte & 0xff);
  const decipher = crypto.createDecipheriv('aes-128-gcm', base64(key), inverted);
  decipher.setAuthTag(bytes.subarray(-16));
  const clear = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  return { clear: clear.toString('utf8') };
}

process.stdout.write(JSON.stringify(input.do === 'seal' ? seal(input) : open(input)));
