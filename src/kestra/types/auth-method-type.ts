import { builder } from '../../graph/builder.ts';

const named = {
  BASIC_AUTH: { description: 'A password of Kestra itself.' },
  OIDC: { description: 'Single sign-on by OpenID Connect.' },
} as const;

/** The kinds of sign-in methods. The contract allows any text: Kestra adds kinds in its releases. */
export const KestraAuthMethodType = builder.enumType('KestraAuthMethodType', {
  description: 'The kind of a method with which a user can sign in.',
  values: {
    ...named,
    OTHER: { description: "A kind that the graph does not know: `typeName` has Kestra's name for it." },
  } as const,
});

/** The kind that Kestra names so; null when it names none. */
export function authMethodType(sent: string | undefined): typeof KestraAuthMethodType.$inferType | null {
  if (sent == null) return null;
  return isNamed(sent) ? sent : 'OTHER';
}

const isNamed = (sent: string): sent is keyof typeof named => Object.hasOwn(named, sent);
