// What a deployment takes from elsewhere: KEDA's own schemas, the broker's queues, the settings that workers read.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { ScaledJob } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledJob';
import { TriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication';
import { parse, parseAllDocuments } from 'yaml';

const FOLDER = new URL('../deploy/kubernetes/', import.meta.url);
const KEDA = { ScaledJob, TriggerAuthentication };
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
const documents = files.flatMap((name) =>
  parseAllDocuments(readFileSync(new URL(name, FOLDER), 'utf8')).map((document) => document.toJS()),
);
const scaled = documents.filter((document) => document.apiVersion.startsWith('keda.sh/'));

test('what belongs to KEDA is as its schema has it', () => {
  assert.deepEqual(scaled.map((document) => document.kind).sort(), ['ScaledJob', 'TriggerAuthentication']);
  for (const document of scaled) new KEDA[document.kind](document).validate();
});

test('a wrong field of KEDA would be noticed', () => {
  const wrong = structuredClone(scaled.find((document) => document.kind === 'ScaledJob'));
  wrong.spec.maxReplicaCount = 'many';
  assert.throws(() => new ScaledJob(wrong).validate());
});

test('workers come for every queue of work, and for no other', () => {
  const { queues } = JSON.parse(readFileSync(new URL('rabbitmq.definitions.json', import.meta.url), 'utf8'));
  const work = queues.map((queue) => queue.name).filter((name) => /^media\./.test(name));
  const triggers = scaled.flatMap((document) => document.spec.triggers ?? []).map((trigger) => trigger.metadata.queueName);
  assert.deepEqual(triggers.sort(), work.sort());
});

test('a worker is given longer to stop than it needs', () => {
  const { template } = scaled.find((document) => document.kind === 'ScaledJob').spec.jobTargetRef;
  const grace = template.spec.containers[0].env.find((variable) => variable.name === 'AULA_GRACE_SECONDS');
  assert.ok(template.spec.terminationGracePeriodSeconds >= Number(grace.value) + 15);
});

test('every manifest is applied', () => {
  const { resources } = parse(readFileSync(new URL('kustomization.yaml', FOLDER), 'utf8'));
  assert.deepEqual([...resources, 'kustomization.yaml'].sort(), files.sort());
});

test('every secret that a pod reads is named in the page that says how to make it', () => {
  const page = readFileSync(new URL('../docs/running.md', import.meta.url), 'utf8');
  const keys = JSON.stringify(documents).matchAll(/"secretKeyRef":\{"name":"aula-secrets","key":"([A-Z0-9_]+)"/g);
  const missing = [...new Set([...keys].map((match) => match[1]))].filter((key) => !page.includes('`' + key + '`'));
  assert.deepEqual(missing, []);
});
