import { randomBytes } from 'node:crypto';

import { defaultPayloadConverter } from '@temporalio/common';
import proto from '@temporalio/proto';
import { expect, it } from 'vitest';

import { createPayloadCipher } from '../platform/payload-codec.ts';
import { makePayloadsPlain } from './plain-payloads.ts';

const { History } = proto.temporal.api.history.v1;

it('every payload of a history becomes plain: in lists, maps and failures', () => {
  const cipher = createPayloadCipher([{ id: 'default', key: randomBytes(32) }]);
  const historyOf = (payload: object) =>
    History.decode(
      History.encode({
        events: [
          {
            eventId: null,
            workflowExecutionStartedEventAttributes: {
              input: { payloads: [payload] },
              memo: { fields: { a: payload } },
            },
            userMetadata: { summary: payload },
          },
          {
            activityTaskFailedEventAttributes: { failure: { encodedAttributes: payload, cause: { message: 'clear' } } },
          },
        ],
      }).finish(),
    );
  const plain = defaultPayloadConverter.toPayload('+375291112233');
  const history = historyOf(cipher.encrypt(plain));
  makePayloadsPlain(history, cipher.decrypt);
  expect(History.toObject(history)).toEqual(History.toObject(historyOf(plain)));
});
