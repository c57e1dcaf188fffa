/**
 * @generated SignedSource<<24bd39fbba61f10316a7e79cba6610de>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type peopleRenameGroupMutation$variables = {
  groupId: string;
  name: string;
};
export type peopleRenameGroupMutation$data = {
  readonly updateKestraGroup: {
    readonly __typename: "UpdateKestraGroupPayload";
    readonly group: {
      readonly id: string;
      readonly name: string | null | undefined;
    };
  } | {
    // This will never be '%other', but we need some
    // value in case none of the concrete values match.
    readonly __typename: "%other";
  } | null | undefined;
};
export type peopleRenameGroupMutation = {
  response: peopleRenameGroupMutation$data;
  variables: peopleRenameGroupMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "groupId"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "name"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "fields": [
          {
            "kind": "Variable",
            "name": "groupId",
            "variableName": "groupId"
          },
          {
            "kind": "Variable",
            "name": "name",
            "variableName": "name"
          }
        ],
        "kind": "ObjectValue",
        "name": "input"
      }
    ],
    "concreteType": null,
    "kind": "LinkedField",
    "name": "updateKestraGroup",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "__typename",
        "storageKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "KestraGroup",
            "kind": "LinkedField",
            "name": "group",
            "plural": false,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "id",
                "storageKey": null
              },
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
        "type": "UpdateKestraGroupPayload",
        "abstractKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "peopleRenameGroupMutation",
    "selections": (v1/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "peopleRenameGroupMutation",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "6a009916e06f0ececaa10b508c39f937",
    "id": null,
    "metadata": {},
    "name": "peopleRenameGroupMutation",
    "operationKind": "mutation",
    "text": "mutation peopleRenameGroupMutation(\n  $groupId: ID!\n  $name: String!\n) {\n  updateKestraGroup(input: {groupId: $groupId, name: $name}) {\n    __typename\n    ... on UpdateKestraGroupPayload {\n      group {\n        id\n        name\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "ce5fe136378fca6df7205960bc430eac";

export default node;
