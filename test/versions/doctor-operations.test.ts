import { expect, test } from 'vitest';
import { statusOf } from '../../src/doctor/report.ts';
import type { PlatformName } from '../../src/platforms.ts';
import { diagnosisOf, fieldsThat } from '../support/doctor.ts';
import { needs } from './doctor-needs.ts';

/*
 * Where a platform has not one of the operations, or finds nothing by it, the doctor names exactly the fields that need
 * it. A field that gives nothing for that does not count as answered.
 */

const operations = (Object.keys(needs) as PlatformName[]).flatMap((platform) =>
  Object.entries(needs[platform]).map(([operationId, fields]) => ({ platform, operationId, fields })),
);

test.each(operations)('$platform without $operationId', async ({ platform, operationId, fields }) => {
  const { diagnosis } = await diagnosisOf({ faults: { [platform]: [{ operationId, status: 404 }] } });
  expect(fieldsThat(diagnosis, 'broken')).toEqual(fields);
  expect([fieldsThat(diagnosis, 'denied', 'degraded'), statusOf(diagnosis)]).toEqual([[], 1]);
});

test('each operation that the doctor calls is a row, but those that others stand in for', async () => {
  const { diagnosis } = await diagnosisOf({});
  const called = diagnosis.platforms.flatMap(({ operations: made }) => Object.keys(made));
  const standIns = ['get_roles', 'get_users_minimal'];
  expect(called.toSorted()).toEqual([...operations.map(({ operationId }) => operationId), ...standIns].toSorted());
});

test('an object that is gone is no fault of the operation', async () => {
  const faults = { kestra: [{ operationId: 'getUser', status: 404, times: 1 }] };
  const { diagnosis } = await diagnosisOf({ faults });
  expect(fieldsThat(diagnosis, 'broken').filter((field) => !/^KestraUser\./.test(field))).toEqual([]);
});
