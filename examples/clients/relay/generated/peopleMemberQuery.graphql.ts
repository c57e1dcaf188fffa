/**
 * @generated SignedSource<<3ab3a475c8711fcf574e5cea3ddeefd4>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type peopleMemberQuery$variables = {
  userId: string;
};
export type peopleMemberQuery$data = {
  readonly kestraUser: {
    readonly groups: ReadonlyArray<{
      readonly id: string;
      readonly name: string | null | undefined;
    }> | null | undefined;
    readonly id: string;
  } | null | undefined;
};
export type peopleMemberQuery = {
  response: peopleMemberQuery$data;
  variables: peopleMemberQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "userId"
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
            "kind": "Variable",
            "name": "userId",
            "variableName": "userId"
          }
        ],
        "kind": "ObjectValue",
        "name": "by"
      }
    ],
    "concreteType": "KestraUser",
    "kind": "LinkedField",
    "name": "kestraUser",
    "plural": false,
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
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": {
      "throwOnFieldError": true
    },
    "name": "peopleMemberQuery",
    "selections": (v2/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "peopleMemberQuery",
    "selections": (v2/*:: as any*/)
  },
  "params": {
    "cacheID": "e4988cf216d7e9e21584bc3f03796293",
    "id": null,
    "metadata": {},
    "name": "peopleMemberQuery",
    "operationKind": "query",
    "text": "query peopleMemberQuery(\n  $userId: ID!\n) {\n  kestraUser(by: {userId: $userId}) {\n    id\n    groups {\n      id\n      name\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "a84ae7c23b0911627aeb9db0fdfbce55";

export default node;
