import { expect, test } from 'vitest';
import { openLiveView } from './live-view.ts';

test('who comes before anything runs has a page that loads the run when it begins', async () => {
  const view = await openLiveView(0);
  try {
    const page = await (await fetch(view.url)).text();
    expect(page).toContain('src="/live.js"');
    expect(page).toMatch(/<html data-version="\d+"/);
  } finally {
    await view.close();
  }
});
