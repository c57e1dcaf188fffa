import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config.ts';
import { platformNames } from '../../src/platforms.ts';
import { startProcess } from '../support/process.ts';

const deployed = (path: string) => readFileSync(new URL(`../../deploy/${path}`, import.meta.url), 'utf8');

function manifest<Manifest>(name: string): Manifest {
  return parse(deployed(`${name}.yaml`));
}

interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator: readonly { readonly name: string }[];
}

const settings = parseEnv(deployed('kubernetes/base/settings.env'));
const deployment = new Deployment(manifest('kubernetes/base/deployment'));
const service = new Service(manifest('kubernetes/base/service'));
const autoscaler = new HorizontalPodAutoscaler(manifest('kubernetes/base/autoscaler'));
const budget = new PodDisruptionBudget(manifest('kubernetes/base/disruption-budget'));
const policy = new NetworkPolicy(manifest('kubernetes/base/network-policy'));
const { resources, configMapGenerator } = manifest<Kustomization>('kubernetes/base/kustomization');
const pod = deployment.spec?.template;
const [container] = pod?.spec?.containers ?? [];

/** The settings that the facade has, as its documentation lists them. */
const guide = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const known = new Set(guide.match(/`[A-Z]+(_[A-Z]+)*`/g)?.map((name) => name.slice(1, -1)));

describe('the Kubernetes manifests', () => {
  test.each(resources)('%s is what Kubernetes takes', (file) => {
    const models = [deployment, service, autoscaler, budget, policy];
    const { kind } = manifest<{ kind: string }>(`kubernetes/base/${file.replace('.yaml', '')}`);
    expect(() => models.find((model) => model.kind === kind)?.validate()).not.toThrow();
    expect(models.map((model) => model.kind)).toContain(kind);
  });

  test('belong together', () => {
    const labels = pod?.metadata?.labels ?? {};
    expect(Object.keys(labels)).not.toEqual([]);
    expect(deployment.spec?.selector.matchLabels).toEqual(labels);
    expect(service.spec?.selector).toEqual(labels);
    expect(budget.spec?.selector?.matchLabels).toEqual(labels);
    expect(policy.spec?.podSelector?.matchLabels).toEqual(labels);
    expect(autoscaler.spec?.scaleTargetRef).toEqual({
      apiVersion: deployment.apiVersion,
      kind: deployment.kind,
      name: deployment.metadata?.name,
    });
    expect(container?.envFrom).toEqual(configMapGenerator.map(({ name }) => ({ configMapRef: { name } })));
    const [port] = container?.ports ?? [];
    expect(service.spec?.ports?.map(({ targetPort }) => targetPort)).toEqual([port?.name]);
    expect(policy.spec?.ingress?.flatMap(({ ports }) => ports?.map((to) => to.port))).toEqual([port?.name]);
    expect(pod?.metadata?.annotations?.['prometheus.io/port']).toBe(String(port?.containerPort));
  });

  test('hold settings that the facade knows and takes', () => {
    expect(Object.keys(settings).filter((name) => !known.has(name))).toEqual([]);
    expect(loadConfig(settings).runai.url?.href).toBe('https://company.run.ai/');
  });

  test('give a pod the time to end its requests', () => {
    const { drainMs, requestTimeoutMs } = loadConfig(settings);
    expect((pod?.spec?.terminationGracePeriodSeconds ?? 0) * 1000).toBeGreaterThan(drainMs + requestTimeoutMs);
  });

  test('let a pod take no right that it does not need', () => {
    expect(pod?.spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('ask for paths that answer', async () => {
    const facade = startProcess({ LOG_LEVEL: 'silent' });
    try {
      const { url } = await facade.greeting();
      const probes = [container?.startupProbe, container?.livenessProbe, container?.readinessProbe];
      const paths = [
        ...probes.map((probe) => probe?.httpGet?.path),
        pod?.metadata?.annotations?.['prometheus.io/path'],
      ];
      const answers = await Promise.all(paths.map((path) => request(`${url}${path}`)));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
      await Promise.all(answers.map(({ body }) => body.dump()));
    } finally {
      facade.kill('SIGKILL');
    }
  });
});

describe('the compose file', () => {
  const { services } = manifest<{ services: Record<string, { environment: Record<string, string> }> }>('compose');
  const environment = services['users-graph']?.environment ?? {};

  test('holds settings that the facade knows and takes, also where none is given', () => {
    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([]);
    const standard = Object.entries(environment).map(([name, text]) => [name, /^\$\{\w+:-(.*)\}$/.exec(text)?.[1]]);
    const image = { ...Object.fromEntries(standard), NODE_ENV: 'production' };
    expect(loadConfig({ ...image, RUNAI_URL: 'https://company.run.ai' })).toMatchObject({
      platforms: ['runai'],
      graphiql: true,
    });
    expect(loadConfig({ ...image, SANDBOX: 'on' })).toMatchObject({ platforms: platformNames, graphiql: true });
    expect(() => loadConfig(image)).toThrow('SANDBOX=on');
  });
});
