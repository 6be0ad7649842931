/**
 * What a key is: a prefix that scanners recognise and 32 random bytes. Only its SHA-256 is stored; 256 random bits need no salt.
 * Source: security bar "API keys".
 */
import { hash, randomBytes } from 'node:crypto'

/** First characters of every key. */
export const keyMark = 'thap_'
/** Characters of a key that may be shown and stored to tell keys apart: the mark and 48 of its 256 bits. */
export const shownLength = keyMark.length + 8

const form = /^thap_[A-Za-z0-9_-]{43}$/
const bearer = /^Bearer +([\x21-\x7e]{1,200}) *$/i

/** A new key; to be shown once and never stored. */
export function newSecret(): string {
  return keyMark + randomBytes(32).toString('base64url')
}

/** What the store keeps of a key: 64 hexadecimal digits. */
export function hashOfSecret(secret: string): string {
  return hash('sha256', secret, 'hex')
}

/** Whether text has the form of a key. */
export function isSecret(text: string): boolean {
  return form.test(text)
}

/** The key in an `Authorization` header, or null where it holds none. */
export function secretOfHeader(header: string): string | null {
  const secret = bearer.exec(header)?.[1]
  return secret !== undefined && isSecret(secret) ? secret : null
}
