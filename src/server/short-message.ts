/** Characters of an error's message, which may repeat names that the client sent. */
const longestMessage = 500;

/** Cuts a message that is too long. */
export function shortened(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}
