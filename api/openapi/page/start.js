// oxlint-disable-next-line typescript/no-unsafe-call -- the page loads it before this script
SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#page',
  deepLinking: true,
  displayRequestDuration: true,
  // Tokens are forgotten when the page is left, and nobody elsewhere is asked whether the document is right.
  persistAuthorization: false,
  validatorUrl: null,
});
