import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Service } from 'kubernetes-models/v1';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { settingsByName } from '../../src/settings/catalog.ts';

const folder = fileURLToPath(new URL('../../deploy/kubernetes/', import.meta.url));

/** Kustomize has components since version 3.7. Debian's kubectl has an older one, and Debian has no other. */
const hasKustomize = (() => {
  try {
    const { kustomizeVersion } = JSON.parse(
      execFileSync('kubectl', ['version', '--client', '--output=json'], { encoding: 'utf8' }),
    );
    return Number(/^v(\d+)/.exec(kustomizeVersion)?.[1]) >= 4;
  } catch {
    return false;
  }
})();

function rendered(path: string) {
  const output = execFileSync('kubectl', ['kustomize', `${folder}${path}`], { encoding: 'utf8' });
  const manifests = parseAllDocuments(output).map((document) => document.toJSON());
  const one = (kind: string) => manifests.find((manifest) => manifest.kind === kind);
  return {
    kinds: manifests.map(({ kind }) => kind),
    settings: new ConfigMap(one('ConfigMap')),
    deployment: new Deployment(one('Deployment')),
    policy: new NetworkPolicy(one('NetworkPolicy')),
    others: [
      new Service(one('Service')),
      new HorizontalPodAutoscaler(one('HorizontalPodAutoscaler')),
      new PodDisruptionBudget(one('PodDisruptionBudget')),
      new NetworkPolicy(one('NetworkPolicy')),
    ],
  };
}

describe.skipIf(!hasKustomize)('what kustomize makes of the manifests', () => {
  test.each(['base', ...readdirSync(`${folder}overlays`).map((name) => `overlays/${name}`)])(
    'of %s is valid',
    (path) => {
      const { kinds, settings: map, deployment, others } = rendered(path);
      const all = [map, deployment, ...others];
      expect(kinds.toSorted()).toEqual(all.map(({ kind }) => kind).toSorted());
      for (const manifest of all) expect(() => manifest.validate()).not.toThrow();
      expect(Object.keys(map.data ?? {}).filter((name) => !(name in settingsByName))).toEqual([]);
      expect(deployment.spec?.template?.spec?.containers[0]?.envFrom).toEqual([
        { configMapRef: { name: map.metadata?.name } },
      ]);
    },
  );

  test('the example has all components, whose files lie where the settings look for them', () => {
    const { settings: map, deployment } = rendered('overlays/company');
    const files = Object.values(map.data ?? {}).filter((value) => value.startsWith('/etc/'));
    const pod = deployment.spec?.template?.spec;
    const mounts = pod?.containers[0]?.volumeMounts ?? [];
    expect(mounts.map(({ mountPath }) => mountPath).toSorted()).toEqual(
      [...new Set(files.map(posix.dirname))].toSorted(),
    );
    expect(mounts.map(({ name }) => name).toSorted()).toEqual(pod?.volumes?.map(({ name }) => name).toSorted());
    const components = readdirSync(`${folder}components`).filter((name) => name !== 'shared-store');
    expect(mounts).toHaveLength(components.length);
  });

  test('the example has the address of the Redis from a secret, and lets pods reach it', () => {
    const { deployment, policy } = rendered('overlays/company');
    const [variable, ...others] = deployment.spec?.template?.spec?.containers[0]?.env ?? [];
    expect(others).toEqual([]);
    expect(variable?.name).toBeOneOf(Object.keys(settingsByName));
    expect(variable?.valueFrom?.secretKeyRef?.name).toBe('users-graph-store');
    const ports = policy.spec?.egress?.flatMap((rule) => rule.ports?.map(({ port }) => port));
    expect(ports).toEqual([53, 53, 443, 6379, 6380]);
  });
});
