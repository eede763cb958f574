/**
 * What workflows use of `domain/`: without state, so that a worker loads it once for all calls. Its code stays compiled; loaded
 * for each call anew, V8 would begin with it as with something never seen.
 */
import '../domain/call-answer.ts';
import '../domain/call-facts.ts';
import '../domain/call-record.ts';
import '../domain/call-settled.ts';
import '../domain/call-standing.ts';
import '../domain/call-state.ts';
import '../domain/call-terms.ts';
import '../domain/card-step.ts';
import '../domain/finished-call.ts';
import '../domain/journal.ts';
import '../domain/lead-facts.ts';
import '../domain/lead-policy.ts';
import '../domain/manager-extensions.ts';
import '../domain/missed-task.ts';
import '../domain/notice.ts';
import '../domain/originate.ts';
import '../domain/popup-details.ts';
import '../domain/popup-endings.ts';
import '../domain/popup-merging.ts';
import '../domain/popup-facts.ts';
import '../domain/popup-order.ts';
import '../domain/popup-policy.ts';
import '../domain/repeat.ts';
import '../domain/request-class.ts';
import '../domain/telegram-check.ts';
import '../domain/uon-check-steps.ts';
import '../domain/webhooks/registration.ts';

// The SDK writes a stack down for every promise (vm-shared.js): with V8's ten frames that was a quarter of a call's CPU. Two
// still say where a fault is.
Error.stackTraceLimit = 2;
