/** The console's own server does not answer, so nothing can be shown but this. */
export function StartFailure({ text, retry }: { text: string; retry: string }) {
  return (
    <main className="start-failure">
      <h1>Tenantry</h1>
      <p>{text}</p>
      <button type="button" onClick={() => window.location.reload()}>
        {retry}
      </button>
    </main>
  );
}
