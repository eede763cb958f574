/** `node tools/probe.ts URL` ends with 0 when a GET is answered with 200, else with 1: the health check of a container. */
const [url = ''] = process.argv.slice(2);
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  process.exitCode = response.ok ? 0 : 1;
  if (!response.ok) console.error(`${url}: ${response.status}`);
} catch (error) {
  console.error(`${url}: ${error instanceof Error ? error.message : 'no answer'}`);
  process.exitCode = 1;
}
