// Rules of our own for oxlint, for what its rules can't be told.

/** `new Date()` and `Date()` ask the clock; `new Date(ms)` does not. */
const noClock = {
  meta: { type: 'problem', messages: { clock: 'The time comes in as an argument here: domain/ has no clock.' } },
  create(context) {
    const check = (node) => {
      const asksClock = node.type === 'CallExpression' || node.arguments.length === 0;
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && asksClock) {
        context.report({ node, messageId: 'clock' });
      }
    };
    return { NewExpression: check, CallExpression: check };
  },
};

export default { meta: { name: 'house' }, rules: { 'no-clock': noClock } };
