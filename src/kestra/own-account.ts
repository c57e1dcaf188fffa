import type { Arguments } from '../rest/client.ts';
import { type Fate, noted, whole } from '../rest/settle.ts';
import { type DetailsBody, KestraApi, type WireViewer } from './api.ts';
import { callNewer, looking, newer, type Speaker, type Success, sendWrite } from './newer.ts';
import * as proofs from './proofs.ts';
import type { NewToken, TokenBody, WireToken } from './tokens-api.ts';
import { changesNoCaller } from './versions.ts';
import type { operations } from './wire/2.0.ts';

/** An invitation as Kestra shows it to whom it invites. */
export type WireOwnInvitation = Success<'findAllInvitationsForCurrentUser'>[number];

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
    const looks = new KestraApi(looking(this.#speaker));
    return this.#write('patchCurrentUser', { body }, whole(proofs.changedViewer(looks, body)));
  }

  createToken(body: TokenBody): Promise<NewToken> {
    const proof = proofs.newTokenOf(body.name, (told) => new OwnAccount(looking(this.#speaker, told)).tokens());
    return this.#write('createApiTokenForCurrentUser', { body }, whole(proof));
  }

  async deleteToken(tokenId: string): Promise<void> {
    const proof = proofs.goneToken(() => new OwnAccount(looking(this.#speaker)).tokens(), tokenId);
    await this.#write('deleteApiTokenForCurrentUser', { values: { tokenId } }, noted(proof));
  }

  #write<Id extends keyof operations, Result>(id: Id, args: Arguments, fate: Fate<Result, Success<Id>>) {
    const accept = (answer: unknown) => fate.accept(answer as Success<Id>);
    return sendWrite(this.#speaker, newer(this.#speaker, id, changesNoCaller), args, { ...fate, accept });
  }
}
