/** Stands in for the types of packages that add to graphql's own what graphql 16 does not have: see tsconfig.json. */
export {};
