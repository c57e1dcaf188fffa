/** What the descriptions of a tenant's fields have in common. */

export const since = 'Known from Kestra 1.3 on.';

export const own = 'Needs no super-admin rights, only a role in the tenant.';

/** The argument by which a list is searched. */
export const searchByName = { description: 'Text that the platform searches for in the names.' };
