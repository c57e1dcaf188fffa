import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { execve } from 'node:process';
import { kestraUrl, runaiUrl } from './environment.ts';

// Tailcall, a native binary, which this process turns into: one worker, as every other server has one core, and reads
// that are the same made once. It cannot read a key for each item of a list, so that groups come as the list they are.

const config = (port: number) => `
schema
  @server(port: ${port}, hostname: "127.0.0.1", workers: 1, introspection: false)
  @upstream(allowedHeaders: ["authorization"]) {
  query: Query
}
type Query {
  users(offset: Int!, limit: Int!): [User!]!
    @http(url: "${runaiUrl}/api/v1/users", query: [{ key: "offset", value: "{{.args.offset}}" }, { key: "limit", value: "{{.args.limit}}" }])
  count: Count @http(url: "${runaiUrl}/api/v1/users/count")
  user(id: String!): User @http(url: "${runaiUrl}/api/v1/users/{{.args.id}}", dedupe: true)
  groups: [Group!]! @http(url: "${runaiUrl}/v1/k8s/groups")
  kestraUsers(page: Int!, size: Int!): KestraUserList
    @http(
      url: "${kestraUrl}/api/v1/users"
      query: [{ key: "page", value: "{{.args.page}}" }, { key: "size", value: "{{.args.size}}" }]
    )
}
type Count {
  count: Int!
}
type User {
  id: String!
  username: String!
  isLocal: Boolean
  createdAt: String
  lastLogin: String
  createdBy: String!
  groups: [String!]
  creator: [User!]
    @http(url: "${runaiUrl}/api/v1/users?filterBy=username%3D%3D{{.value.createdBy}}", dedupe: true)
}
type Group {
  userId: String!
  roles: [String!]
  permitAllClusters: Boolean
}
type KestraUserList {
  total: Int!
  results: [KestraUser!]!
}
type KestraUser {
  id: String!
  username: String!
  displayName: String
}
`;

const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address() as AddressInfo;
probe.close();

const { pathname: file } = new URL('../node_modules/.tailcall.graphql', import.meta.url);
writeFileSync(file, config(port));
const binary = createRequire(import.meta.url).resolve('@tailcallhq/core-linux-x64-gnu/bin/tailcall');
console.log(`http://127.0.0.1:${port}/graphql`);
// Where the system has no such call, the benchmark is told by what it prints.
if (!execve) throw new Error('This system cannot turn a process into another.');
execve(binary, [binary, 'start', file], { ...process.env, TAILCALL_LOG_LEVEL: 'error', TAILCALL_TRACKER: 'false' });
