import { hash } from 'node:crypto';

/** By what credentials are known to what is kept in memory: their hash, so that nothing that is kept holds them. */
export const ownerOf = (authorization: string): string => hash('sha256', authorization, 'base64');
