/**
 * @generated SignedSource<<387fdea78389c64ba57f7360c9ddb0be>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type peopleMembersQuery$variables = {
  userIds: ReadonlyArray<string>;
};
export type peopleMembersQuery$data = {
  readonly kestraUsers: {
    readonly nodes: ReadonlyArray<{
      readonly groups: ReadonlyArray<{
        readonly id: string;
        readonly name: string | null | undefined;
      }> | null | undefined;
      readonly id: string;
    }>;
  };
};
export type peopleMembersQuery = {
  response: peopleMembersQuery$data;
  variables: peopleMembersQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "userIds"
  }
],
v1 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v2 = [
  {
    "alias": null,
    "args": [
      {
        "fields": [
          {
            "fields": [
              {
                "kind": "Variable",
                "name": "in",
                "variableName": "userIds"
              }
            ],
            "kind": "ObjectValue",
            "name": "userId"
          }
        ],
        "kind": "ObjectValue",
        "name": "filter"
      },
      {
        "kind": "Literal",
        "name": "first",
        "value": 10
      }
    ],
    "concreteType": "KestraUserConnection",
    "kind": "LinkedField",
    "name": "kestraUsers",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "KestraUser",
        "kind": "LinkedField",
        "name": "nodes",
        "plural": true,
        "selections": [
          (v1/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "KestraGroup",
            "kind": "LinkedField",
            "name": "groups",
            "plural": true,
            "selections": [
              (v1/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "name",
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": {
      "throwOnFieldError": true
    },
    "name": "peopleMembersQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "peopleMembersQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "c910fb9f0005857b2b065941116a9283",
    "id": null,
    "metadata": {},
    "name": "peopleMembersQuery",
    "operationKind": "query",
    "text": "query peopleMembersQuery(\n  $userIds: [ID!]!\n) {\n  kestraUsers(first: 10, filter: {userId: {in: $userIds}}) {\n    nodes {\n      id\n      groups {\n        id\n        name\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "dedaba34db8026cc74bb934a87573c5a";

export default node;
