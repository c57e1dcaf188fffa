import { createCipheriv, createDecipheriv, createHmac, hkdf, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/** Bytes of a salt, a nonce and a tag of AES-GCM (NIST SP 800-38D §8.2.1, §5.2.1.2), and of a key. */
const [nonceBytes, tagBytes, keyBytes] = [12, 16, 32];
const algorithm = 'aes-256-gcm';

/**
 * Encrypts what is stored for one caller and one key, so that nobody can read it without the caller's credentials. The store
 * holds neither these nor a hash by which they could be guessed quickly.
 */
export class Sealer {
  readonly #key: Buffer;
  readonly #id: string;

  private constructor(key: Buffer, id: string) {
    this.#key = key;
    this.#id = id;
  }

  /** @param id the key in the store, which is the salt */
  static async of(credentials: string, id: string): Promise<Sealer> {
    // A token has enough randomness for a fast derivation (RFC 5869); a password that people chose has not.
    const derived = /basic /i.test(credentials)
      ? await promisify(scrypt)(credentials, id, keyBytes)
      : await promisify(hkdf)('sha256', credentials, id, 'users-graph idempotency', keyBytes);
    return new Sealer(Buffer.from(derived as Buffer), id);
  }

  /** A digest of a text, by which nobody without the credentials can guess the text. */
  digest(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url');
  }

  seal(text: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce).setAAD(Buffer.from(this.#id));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @throws where it was sealed under other credentials or for another key, or was changed */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const [nonce, rest] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes)];
    const decipher = createDecipheriv(algorithm, this.#key, nonce).setAAD(Buffer.from(this.#id));
    decipher.setAuthTag(rest.subarray(0, tagBytes));
    return Buffer.concat([decipher.update(rest.subarray(tagBytes)), decipher.final()]).toString('utf8');
  }
}
