/** The page of a workflow in Temporal's Web UI. */
export function workflowPage(uiUrl: string, namespace: string, workflowId: string): string {
  const [of, id] = [namespace, workflowId].map(encodeURIComponent);
  return `${uiUrl.replace(/\/+$/, '')}/namespaces/${of}/workflows/${id}`;
}
