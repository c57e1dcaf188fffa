import type { DetailsBody, TokenBody, WireNewToken, WireToken, WireViewer } from './api.ts';
import { callNewer, type Speaker, type Success } from './newer.ts';
import { changesNoCaller } from './versions.ts';

/** An invitation as Kestra shows it to whom it invites. */
export type WireOwnInvitation = Success<'findAllInvitationsForCurrentUser'>[number];

const mutation = 'A mutation asked for it.';

/** The caller's own account, apart from who that is: a method for each operation. It needs no rights, and Kestra 1.3. */
export class OwnAccount {
  readonly #speaker: Speaker;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  async tokens(): Promise<WireToken[]> {
    const reason = "The caller's own tokens.";
    return (await callNewer(this.#speaker, 'listApiTokensForCurrentUser', {}, reason, changesNoCaller)).results;
  }

  invitations(): Promise<WireOwnInvitation[]> {
    const reason = 'The invitations to the caller.';
    return callNewer(this.#speaker, 'findAllInvitationsForCurrentUser', {}, reason, changesNoCaller);
  }

  /** @returns the account after the change */
  patch(body: DetailsBody): Promise<WireViewer> {
    return callNewer(this.#speaker, 'patchCurrentUser', { body }, mutation, changesNoCaller);
  }

  createToken(body: TokenBody): Promise<WireNewToken> {
    return callNewer(this.#speaker, 'createApiTokenForCurrentUser', { body }, mutation, changesNoCaller);
  }

  async deleteToken(tokenId: string): Promise<void> {
    const args = { values: { tokenId } };
    await callNewer(this.#speaker, 'deleteApiTokenForCurrentUser', args, mutation, changesNoCaller);
  }
}
