import { createHmac } from 'node:crypto';

/**
 * The token of the codec endpoint that stands in its URL, `/codec/<token>/decode`: the Temporal Web UI can be given a URL
 * and no header. Derived, so that who sees it (a browser's history, a proxy's log) has not got SERVICE_TOKEN. The same as
 * `printf %s codec-endpoint | openssl dgst -sha256 -hmac "$SERVICE_TOKEN"`.
 */
export function codecToken(serviceToken: string): string {
  return createHmac('sha256', serviceToken).update('codec-endpoint').digest('hex');
}
