import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Bytes of a nonce and a tag of AES-GCM (NIST SP 800-38D §8.2.1, §5.2.1.2), and of a key. */
const [nonceBytes, tagBytes, keyBytes] = [12, 16, 32];
const algorithm = 'aes-256-gcm';

/** Encrypts what is stored for one caller and one idempotency key. */
export class Sealer {
  readonly #key: Buffer;
  readonly #id: string;

  /**
   * @param secret that only the caller has
   * @param id the key in the store, which is the salt
   */
  constructor(secret: string | Buffer, id: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, id, 'users-graph idempotency', keyBytes));
    this.#id = id;
  }

  /** A digest of a text, by which nobody without the secret can guess the text. */
  digest(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }

  seal(text: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce).setAAD(Buffer.from(this.#id));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @throws if it was sealed with another secret or for another key, or was changed */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const [nonce, rest] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes)];
    const decipher = createDecipheriv(algorithm, this.#key, nonce).setAAD(Buffer.from(this.#id));
    decipher.setAuthTag(rest.subarray(0, tagBytes));
    return Buffer.concat([decipher.update(rest.subarray(tagBytes)), decipher.final()]).toString('utf8');
  }
}
