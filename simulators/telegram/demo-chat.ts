/** The chat of the demo's enterprise (demo/enterprise-0367.json). */
export const DEMO_CHAT = '-1001234567890';
