/**
 * @generated SignedSource<<a6edc4e345cafe6186fa20010605d964>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type peopleTokensQuery$variables = {
  userId: string;
};
export type peopleTokensQuery$data = {
  readonly kestraUser: {
    readonly all: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
          readonly name: string;
        };
      }>;
    } | null | undefined;
    readonly id: string;
    readonly newest: {
      readonly edges: ReadonlyArray<{
        readonly node: {
          readonly id: string;
        };
      }>;
    } | null | undefined;
  } | null | undefined;
};
export type peopleTokensQuery = {
  response: peopleTokensQuery$data;
  variables: peopleTokensQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "userId"
  }
],
v1 = [
  {
    "fields": [
      {
        "kind": "Variable",
        "name": "userId",
        "variableName": "userId"
      }
    ],
    "kind": "ObjectValue",
    "name": "by"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "cursor",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "concreteType": "PageInfo",
  "kind": "LinkedField",
  "name": "pageInfo",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "endCursor",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "hasNextPage",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v6 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "KestraApiTokenEdge",
    "kind": "LinkedField",
    "name": "edges",
    "plural": true,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "KestraApiToken",
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "name",
            "storageKey": null
          },
          (v3/*:: as any*/)
        ],
        "storageKey": null
      },
      (v4/*:: as any*/)
    ],
    "storageKey": null
  },
  (v5/*:: as any*/)
],
v7 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "KestraApiTokenEdge",
    "kind": "LinkedField",
    "name": "edges",
    "plural": true,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "KestraApiToken",
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/)
        ],
        "storageKey": null
      },
      (v4/*:: as any*/)
    ],
    "storageKey": null
  },
  (v5/*:: as any*/)
],
v8 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 10
  }
],
v9 = [
  {
    "kind": "Literal",
    "name": "first",
    "value": 2
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": {
      "throwOnFieldError": true
    },
    "name": "peopleTokensQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "KestraUser",
        "kind": "LinkedField",
        "name": "kestraUser",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": "all",
            "args": null,
            "concreteType": "KestraApiTokenConnection",
            "kind": "LinkedField",
            "name": "__people_all_connection",
            "plural": false,
            "selections": (v6/*:: as any*/),
            "storageKey": null
          },
          {
            "alias": "newest",
            "args": null,
            "concreteType": "KestraApiTokenConnection",
            "kind": "LinkedField",
            "name": "__people_newest_connection",
            "plural": false,
            "selections": (v7/*:: as any*/),
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "peopleTokensQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "KestraUser",
        "kind": "LinkedField",
        "name": "kestraUser",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": "all",
            "args": (v8/*:: as any*/),
            "concreteType": "KestraApiTokenConnection",
            "kind": "LinkedField",
            "name": "apiTokens",
            "plural": false,
            "selections": (v6/*:: as any*/),
            "storageKey": "apiTokens(first:10)"
          },
          {
            "alias": "all",
            "args": (v8/*:: as any*/),
            "filters": null,
            "handle": "connection",
            "key": "people_all",
            "kind": "LinkedHandle",
            "name": "apiTokens"
          },
          {
            "alias": "newest",
            "args": (v9/*:: as any*/),
            "concreteType": "KestraApiTokenConnection",
            "kind": "LinkedField",
            "name": "apiTokens",
            "plural": false,
            "selections": (v7/*:: as any*/),
            "storageKey": "apiTokens(first:2)"
          },
          {
            "alias": "newest",
            "args": (v9/*:: as any*/),
            "filters": null,
            "handle": "connection",
            "key": "people_newest",
            "kind": "LinkedHandle",
            "name": "apiTokens"
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "fcfcb71fb6f8568c027aa6851f9f1171",
    "id": null,
    "metadata": {
      "connection": [
        {
          "count": null,
          "cursor": null,
          "direction": "forward",
          "path": [
            "kestraUser",
            "all"
          ]
        },
        {
          "count": null,
          "cursor": null,
          "direction": "forward",
          "path": [
            "kestraUser",
            "newest"
          ]
        }
      ]
    },
    "name": "peopleTokensQuery",
    "operationKind": "query",
    "text": "query peopleTokensQuery(\n  $userId: ID!\n) {\n  kestraUser(by: {userId: $userId}) {\n    id\n    all: apiTokens(first: 10) {\n      edges {\n        node {\n          id\n          name\n          __typename\n        }\n        cursor\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n    newest: apiTokens(first: 2) {\n      edges {\n        node {\n          id\n          __typename\n        }\n        cursor\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "55fa7259d41c1d88065790b7d9f99187";

export default node;
